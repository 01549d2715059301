import { describe, expect, it } from 'vitest'
import { parsePlaceId, parseRoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

async function northside() {
  const opened = await aDeskWithOrg('prokeep')
  const { desk } = opened
  for (const key of ['riverton', 'leeds']) value(await desk.call('place.add', { kind: 'location', key, name: key }))
  const people = [
    {
      name: 'Ben',
      email: 'ben@x.example',
      role: parseRoleKey.parse('manager'),
      at: [parsePlaceId.parse('location:riverton')],
    },
    {
      name: 'Mo',
      email: 'mo@x.example',
      role: parseRoleKey.parse('member'),
      at: [parsePlaceId.parse('location:riverton')],
    },
    {
      name: 'Lee',
      email: 'lee@x.example',
      role: parseRoleKey.parse('member'),
      at: [parsePlaceId.parse('location:leeds')],
    },
  ]
  value(await desk.call('staff.add', { people, active: true }))
  return opened
}

describe('viewing as somebody', () => {
  it('shows what a person sees, refuses changes, and ends with one call', async () => {
    const { desk } = await northside()
    const info = value(await desk.call('org.viewAs', { who: 'ben@x.example' }))
    expect(info.viewAs).toEqual({ name: 'Ben', isPerson: true })
    expect(info.mode).toBe('read-only')
    const names = value(await desk.call('staff.list', {})).rows.map((row) => row.name)
    expect(names.toSorted()).toEqual(['Ben', 'Mo'])
    expect(failure(await desk.call('staff.remove', { staffIds: [] } as never)).code).toMatch(/bad-input|read-only/)
    expect(failure(await desk.call('feature.set', { key: 'broadcast', on: false })).code).toBe('read-only')
    expect(value(await desk.call('org.viewAs', {})).viewAs).toBeNull()
    expect(value(await desk.call('staff.list', {})).rows).toHaveLength(4)
    value(await desk.call('feature.set', { key: 'broadcast', on: false }))
  })

  it('shows what anybody of a role at a place sees, who is in no list and no count', async () => {
    const { desk } = await northside()
    const role = parseRoleKey.parse('manager')
    value(await desk.call('org.viewAs', { role, at: [parsePlaceId.parse('location:leeds')] }))
    expect(value(await desk.call('staff.list', {})).rows.map((row) => row.name)).toEqual(['Lee'])
    expect(value(await desk.call('org.info', {})).counts.people).toBe(1)
    const who = value(await desk.call('access.whoCan', { do: 'inbox.access' as never }))
    expect(who.map((one) => one.name)).toEqual(['Lee'])
    const product = value(await desk.call('product.read', {}))
    expect(product.as).toMatchObject({ role: 'Manager', at: [{ id: 'location:leeds' }] })
    const points = product.areas.flatMap((area) => area.permissions)
    expect(points.find((one) => one.permission === 'inbox.access')!.isHeld).toBe(true)
    const lacking = points.find((one) => one.permission === 'broadcast.send')!
    expect(lacking.isHeld).toBe(false)
    expect(lacking.entryPoints.every((point) => point.state !== 'shown')).toBe(true)
  })

  it('gives a role without a place the products too, since without one everything of it is hidden (S1.23)', async () => {
    const { desk } = await aDeskWithOrg('lines-and-products')
    value(await desk.call('place.add', { kind: 'line', key: '+15550100', name: 'Main line' }))
    const role = parseRoleKey.parse('standard')
    const info = value(await desk.call('org.viewAs', { role }))
    expect(info.viewAs!.name).toBe('any Standard at Main line, Blast and Conversations')
    const held = async () =>
      value(await desk.call('product.read', {}))
        .areas.flatMap((area) => area.permissions)
        .flatMap((one) => (one.isHeld ? [one.permission as string] : []))
    expect(await held()).toEqual(expect.arrayContaining(['conversations.view', 'blast.create', 'messages.send']))
    value(await desk.call('org.viewAs', {}))
    value(await desk.call('org.viewAs', { role, at: [parsePlaceId.parse('line:+15550100')] }))
    expect(await held()).not.toContain('conversations.view')
    expect(await held()).toContain('messages.send')
  })

  it('is refused to whoever may not manage the console', async () => {
    const { folder, path, desk } = await northside()
    const ben = value(await desk.call('staff.list', { search: 'Ben' })).rows[0]!
    const asBen = await actAs(folder, path, ben.id, 'ben@x.example')
    expect(failure(await asBen.call('org.viewAs', { who: 'mo@x.example' })).code).toBe('not-allowed')
    expect(failure(await asBen.call('org.viewAs', { role: parseRoleKey.parse('administrator') })).code).toMatch(
      /not-allowed|unknown-role/,
    )
  })
})
