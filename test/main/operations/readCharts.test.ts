import { describe, expect, it } from 'vitest'
import { parsePlaceId, parseRoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
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

  // Asked in another way: everybody whom “who can” names for one thing of the area, wherever.
  for (const blueprint of ['prokeep', 'staff-ladder', 'lines-and-products', 'pronto', 'propel'] as const) {
    it(`count for each area whom “who can” names for something of it, in ${blueprint}`, async () => {
      const { desk, folder, path } = await aDeskWithOrg(blueprint)
      const state = () => desk.org!.state()
      value(await desk.call('place.add', { kind: 'location', key: 'dock', name: 'Dock 9' }))
      const at = [parsePlaceId.parse('location:dock')]
      const roles = state().blueprint.roles.filter(({ singleton }) => singleton !== true)
      const people = roles.flatMap(({ key }) => [
        { name: `${key} one`, email: `${key}.one@northside.example`, role: key, at },
        { name: `${key} two`, email: `${key}.two@northside.example`, role: key, at: [] },
      ])
      const { staffIds } = value(await desk.call('staff.add', { people, active: true }))
      value(await desk.call('staff.remove', { staffIds: [staffIds[1]!] }))
      const readers = [desk]
      const low = people.length - 2
      readers.push(await actAs(folder, path, staffIds[low]!, people[low]!.email))
      for (const reader of readers) {
        const { byArea } = value(await reader.call('overview.charts', {}))
        const wanted = []
        for (const area of state().blueprint.areas) {
          const able = new Set<string>()
          let isEmpty = true
          for (const permission of state().blueprint.permissions) {
            if (permission.area !== area.key || permission.class === 'self') continue
            isEmpty = false
            for (const one of value(await reader.call('access.whoCan', { do: permission.key }))) able.add(one.staffId)
          }
          if (!isEmpty) wanted.push({ area: area.key, name: area.name, people: able.size })
        }
        expect(byArea).toEqual(wanted)
      }
    })
  }
})
