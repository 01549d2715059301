import { describe, expect, it } from 'vitest'
import { parsePlaceId, parseRoleKey } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, value } from '../../helpers/aDesk'

describe('the counts of the charts', () => {
  it('count who is assigned, who may do something of an area, and what was changed today', async () => {
    const { desk } = await aDeskWithOrg('staff-ladder')
    const before = value(await desk.call('overview.charts', {}))
    expect(before.byPlace).toEqual([])
    expect(before.byDay).toHaveLength(30)
    const countToday = (charts: typeof before) => charts.byDay.at(-1)!.changes
    value(await desk.call('place.add', { kind: 'location', key: 'dock', name: 'Dock 9' }))
    const added = value(
      await desk.call('staff.add', {
        people: [
          {
            name: 'Ana Ruiz',
            email: 'ana@northside.example',
            role: parseRoleKey.parse('admin'),
            at: [parsePlaceId.parse('location:dock')],
          },
        ],
        active: true,
      }),
    )
    const after = value(await desk.call('overview.charts', {}))
    expect(after.byPlace).toEqual([{ id: 'location:dock', name: 'Dock 9', people: 1 }])
    expect(countToday(after)).toBe(countToday(before) + 2)
    const most = Math.max(...after.byArea.map(({ people }) => people))
    expect(most).toBe(2)
    value(await desk.call('staff.remove', { staffIds: added.staffIds }))
    const removed = value(await desk.call('overview.charts', {}))
    expect(removed.byPlace).toEqual([])
    expect(Math.max(...removed.byArea.map(({ people }) => people))).toBe(1)
  })
})
