import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import type { Desk } from '../../../src/main/operations/desk'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import { actAs } from '../../helpers/actAs'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'

const role = (key: string) => key as RoleKey
const may = (key: string) => key as PermissionKey

async function people(desk: Desk, list: readonly (readonly [name: string, role: string, ...at: string[]])[]) {
  const added = value(
    await desk.call('staff.add', {
      people: list.map(([name, key, ...at]) => ({
        name,
        email: `${name.toLowerCase()}@northside.example`,
        role: role(key),
        at: at as PlaceId[],
      })),
      active: true,
    }),
  )
  return Object.fromEntries(list.map(([name], i) => [name, added.staffIds[i]!])) as Record<string, StaffId>
}

async function ladder(desk: Desk) {
  return value(await desk.call('role.list', {})).rungs.map((rung) => rung.key)
}

async function isSound(desk: Desk, folder: string, path: string) {
  expect(value(await desk.call('org.verify', {}))).toMatchObject({ ok: true, problems: [] })
  const bundle = join(folder, `bundle-${Math.floor(performance.now() * 1000)}.json`)
  value(await desk.call('org.export', { path: bundle }))
  const copy = join(folder, `copy-${Math.floor(performance.now() * 1000)}.rolecall`)
  value(await desk.call('org.openInto', { bundle, path: copy }))
  const other = aDesk(aFolder())
  value(await other.call('org.open', { path: copy, readOnly: true }))
  expect(await ladder(other)).toEqual(await ladder(desk))
  // The file read again says the same as memory.
  const again = aDesk(aFolder())
  value(await again.call('org.open', { path, readOnly: true }))
  expect(value(await again.call('role.list', {})).rungs).toEqual(value(await desk.call('role.list', {})).rungs)
}

describe('roles of a shipped blueprint are fixed (blueprints.md)', () => {
  it.each(shippedBlueprints().map(({ id, roles }) => [id, roles.at(-1)!.key, roles[0]!.key] as const))(
    '%s',
    async (id, lowest, top) => {
      const { desk } = await aDeskWithOrg(id)
      const tries = [
        desk.call('role.create', { like: lowest, name: 'Clone' }),
        desk.call('role.edit', { role: lowest, name: 'Renamed' }),
        desk.call('role.move', { role: lowest, under: top }),
        desk.call('role.delete', { role: lowest }),
        desk.call('area.set', { area: 'new', name: 'New' }),
      ]
      for (const one of await Promise.all(tries)) {
        expect(['refused', 'nothing-to-change']).toContain(failure(one).code)
      }
      expect(value(await desk.call('org.info', {})).revision.n).toBe(1)
      value(await desk.call('blueprint.own', {}))
      expect(value(await desk.call('org.info', {})).blueprint).toMatchObject({ id: `${id}-own`, ownRoles: true })
      value(await desk.call('role.create', { like: lowest, name: 'Clone' }))
      expect(await ladder(desk)).toContain('clone')
    },
  )
})

describe('own roles', () => {
  it('are added, described, moved and deleted, and each step can be taken back', async () => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    const before = value(await desk.call('role.list', {})).rungs
    const items: string[] = []
    const did = (done: { item: string }) => items.push(done.item)
    did(value(await desk.call('role.create', { like: role('member'), name: 'Front desk', summary: 'Greets.' })))
    expect(await ladder(desk)).toEqual(['administrator', 'manager', 'member', 'front-desk'])
    did(value(await desk.call('role.edit', { role: role('front-desk'), name: 'Reception' })))
    did(value(await desk.call('role.move', { role: role('front-desk'), under: role('manager') })))
    expect(await ladder(desk)).toEqual(['administrator', 'manager', 'front-desk', 'member'])
    did(
      value(
        await desk.call('grant.set', {
          edits: [{ role: role('front-desk'), permission: may('dashboard.view'), reach: 'assigned' }],
        }),
      ),
    )
    did(value(await desk.call('role.delete', { role: role('front-desk') })))
    expect(await ladder(desk)).toEqual(['administrator', 'manager', 'member'])
    await isSound(desk, folder, path)
    for (const item of items.toReversed()) value(await desk.call('change.undo', { item }))
    expect(value(await desk.call('role.list', {})).rungs).toEqual(before)
    await isSound(desk, folder, path)
  })

  it('give what the role they are like gives, place by place', async () => {
    const { desk } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    for (const name of ['Riverton', 'Harbor']) value(await desk.call('place.add', { kind: 'location', name }))
    value(await desk.call('role.create', { like: role('manager'), name: 'Shift lead' }))
    await people(desk, [['Mia', 'shift-lead', 'location:riverton']])
    const ask = { who: 'mia@northside.example', do: may('dashboard.view') }
    expect(value(await desk.call('access.can', { ...ask, at: ['location:riverton' as PlaceId] })).allowed).toBe(true)
    expect(value(await desk.call('access.can', { ...ask, at: ['location:harbor' as PlaceId] })).allowed).toBe(false)
  })

  it('are deleted with their people given another role: one item, one undo', async () => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
    value(await desk.call('role.create', { like: role('manager'), name: 'Shift lead' }))
    const ids = await people(desk, [
      ['Mia', 'shift-lead', 'location:riverton'],
      ['Rob', 'shift-lead'],
    ])
    value(await desk.call('staff.remove', { staffIds: [ids.Rob!] }))
    expect(failure(await desk.call('role.delete', { role: role('shift-lead') })).code).toBe('role-has-people')
    const wish = { do: 'delete' as const, role: role('shift-lead'), reassignTo: role('member') }
    const preview = value(await desk.call('role.preview', { wish }))
    expect(preview).toMatchObject({ moving: 2, peopleLosing: 1, peopleGaining: 0, refusedBecause: [] })
    expect(preview.lose.map((one) => [one.name, one.permission])).toContainEqual(['Mia', 'dashboard.view'])
    expect(preview.lose[0]!.places?.map((place) => place.id)).toEqual(['location:riverton'])
    const entries = value(await desk.call('org.info', {})).revision.n
    const deleted = value(await desk.call('role.delete', { role: role('shift-lead'), reassignTo: role('member') }))
    expect(value(await desk.call('org.info', {})).revision.n).toBe(entries + 3)
    expect(value(await desk.call('log.list', {})).items[0]).toMatchObject({
      item: deleted.item,
      title: 'deleted the role Shift lead and gave its 2 people another',
    })
    for (const id of [ids.Mia!, ids.Rob!]) {
      expect(value(await desk.call('staff.show', { staffId: id })).person.role.key).toBe('member')
    }
    await isSound(desk, folder, path)
    value(await desk.call('change.undo', { item: deleted.item }))
    for (const id of [ids.Mia!, ids.Rob!]) {
      expect(value(await desk.call('staff.show', { staffId: id })).person.role.key).toBe('shift-lead')
    }
    await isSound(desk, folder, path)
  })

  it('keep the people of a ladder sorted by rank after it was reordered', async () => {
    const { desk } = await aDeskWithOrg('propel', aFolder(), { ownRoles: true })
    await people(desk, [
      ['Ann', 'manager'],
      ['Ben', 'user'],
    ])
    const order = async () => value(await desk.call('staff.list', { sort: 'role' })).rows.map((person) => person.name)
    expect(await order()).toEqual(['Robin Shaw', 'Ann', 'Ben'])
    value(await desk.call('role.move', { role: role('user'), under: role('administrator') }))
    expect(await order()).toEqual(['Robin Shaw', 'Ben', 'Ann'])
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  })

  it('leave the top, locked and singleton roles as they are', async () => {
    for (const id of ['staff-ladder', 'prokeep', 'propel']) {
      const { desk } = await aDeskWithOrg(id, aFolder(), { ownRoles: true })
      const [top, second] = await ladder(desk)
      expect(failure(await desk.call('role.move', { role: top!, under: second! })).code).toBe('refused')
      expect(failure(await desk.call('role.delete', { role: top!, reassignTo: second! })).code).toBe('refused')
      expect(failure(await desk.call('role.edit', { role: top!, manages: [] })).code).toBe('refused')
    }
    const { desk } = await aDeskWithOrg('staff-ladder', aFolder(), { ownRoles: true })
    expect(failure(await desk.call('role.edit', { role: role('super-admin'), name: 'Boss' })).message).toMatch(
      /exactly one Super Admin/,
    )
  })

  it('hold at least what the role below holds, where the blueprint says so (S2.2)', async () => {
    const { desk } = await aDeskWithOrg('pronto', aFolder(), { ownRoles: true })
    const created = { like: role('manager'), name: 'Lead', under: role('user') }
    expect(failure(await desk.call('role.create', created)).message).toMatch(
      /On this ladder a role holds at least what the role below holds, but Lead would hold more/,
    )
    value(await desk.call('role.create', { ...created, under: role('manager') }))
    expect(failure(await desk.call('role.move', { role: role('lead'), under: role('user') })).code).toBe('refused')
  })
})

describe('own permissions and areas', () => {
  it('are added for nobody, decided, renamed and deleted, and each step can be taken back', async () => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    const before = value(await desk.call('grant.matrix', {}))
    const items: string[] = []
    items.push(value(await desk.call('area.set', { area: 'vehicles', name: 'Vehicles' })).item)
    const made = value(
      await desk.call('permission.create', {
        name: 'Drive the van',
        summary: 'Take the van out.',
        area: 'vehicles',
        class: 'place',
      }),
    )
    items.push(made.item)
    const cells = async () =>
      value(await desk.call('grant.matrix', {}))
        .permissions.find((permission) => permission.key === made.permission)!
        .cells.map((cell) => cell.reach)
    expect(await cells()).toEqual(['all', 'none', 'none'])
    items.push(
      value(
        await desk.call('grant.set', {
          edits: [{ role: role('manager'), permission: made.permission, reach: 'assigned' }],
        }),
      ).item,
    )
    items.push(value(await desk.call('permission.edit', { permission: made.permission, name: 'Drive a van' })).item)
    items.push(value(await desk.call('permission.delete', { permission: made.permission })).item)
    items.push(value(await desk.call('area.set', { area: 'vehicles', name: null })).item)
    await isSound(desk, folder, path)
    expect(value(await desk.call('grant.matrix', {}))).toEqual(before)
    for (const item of items.slice(3).toReversed()) value(await desk.call('change.undo', { item }))
    expect(await cells()).toEqual(['all', 'assigned', 'none'])
    for (const item of items.slice(0, 3).toReversed()) value(await desk.call('change.undo', { item }))
    expect(value(await desk.call('grant.matrix', {}))).toEqual(before)
    await isSound(desk, folder, path)
  })

  it('are taken back although roles came or went since, unless something was decided for one of them', async () => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    const create = async (name: string) =>
      value(await desk.call('permission.create', { name, summary: `${name}.`, area: 'users', class: 'org' }))
    const old = value(await desk.call('role.create', { like: role('member'), name: 'Temp' }))
    const made = await create('Drive the van')
    const decided = await create('Fly the plane')
    const later = value(await desk.call('role.create', { like: role('member'), name: 'Driver' }))
    value(await desk.call('role.delete', { role: old.role }))
    value(await desk.call('grant.set', { edits: [{ role: later.role, permission: decided.permission, reach: 'all' }] }))
    const undone = value(await desk.call('change.undo', { item: made.item }))
    const there = async () => value(await desk.call('grant.matrix', {})).permissions.map(({ key }) => key)
    expect(await there()).not.toContain(made.permission)
    expect(failure(await desk.call('change.undo', { item: decided.item })).message).toMatch(/was changed meanwhile/)
    expect(await there()).toContain(decided.permission)
    value(await desk.call('change.undo', { item: undone.item }))
    expect(await there()).toContain(made.permission)
    await isSound(desk, folder, path)
  })

  it('get a key from the name of an area', async () => {
    const { desk } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    value(await desk.call('area.set', { name: 'Front desk' }))
    value(await desk.call('area.set', { name: 'Front Desk' }))
    const { areas } = value(await desk.call('blueprint.read', {}))
    expect(areas.slice(-2)).toEqual([
      { key: 'front-desk', name: 'Front desk' },
      { key: 'front-desk-2', name: 'Front Desk' },
    ])
    expect(failure(await desk.call('area.set', { name: null })).code).toBe('nothing-to-change')
  })

  it('stay where people land', async () => {
    const { desk } = await aDeskWithOrg('propel', aFolder(), { ownRoles: true })
    const gone = await desk.call('permission.delete', { permission: may('accounts.view') })
    expect(failure(gone).message).toBe('The default view “Accounts List” takes “See accounts”, so it must stay.')
  })

  it('stay while something rests on them', async () => {
    const { desk } = await aDeskWithOrg('prokeep', aFolder(), { ownRoles: true })
    const gone = (key: string) => desk.call('permission.delete', { permission: may(key) })
    expect(failure(await gone('users.view')).message).toMatch(/decides who may use Rolecall/)
    expect(failure(await gone('broadcast.send')).message).toMatch(/needs/)
    expect(failure(await gone('users.view-administrators')).code).toBe('refused')
    const ids = await people(desk, [['Mia', 'member']])
    const to = { reach: 'all' as const, places: null, untilMs: null }
    const rows = [{ staffId: ids.Mia!, permission: may('labels.manage'), from: null, to }]
    value(desk.org!.apply({ intents: [{ kind: 'staff.grant', body: { rows } }], personal: [] }))
    expect(failure(await gone('labels.manage')).message).toMatch(/given “.*” in person/)
  })
})

describe('right over rights', () => {
  it('lets an Admin define only roles below their own, with no more than they have', async () => {
    const made = await aDeskWithOrg('staff-ladder', aFolder(), { ownRoles: true })
    const { desk, folder, path } = made
    const ids = await people(desk, [['Ada', 'admin']])
    value(await desk.call('role.create', { like: role('super-admin'), name: 'Deputy', under: role('freelancer') }))
    const ada = await actAs(folder, path, ids.Ada!, 'ada@northside.example')
    value(await ada.call('role.create', { like: role('teammate'), name: 'Helper' }))
    const before = value(await ada.call('org.info', {})).revision
    const tries = await Promise.all([
      ada.call('role.create', { like: role('admin'), name: 'Twin', under: role('super-admin') }),
      ada.call('role.create', { like: role('super-admin'), name: 'More', under: role('admin') }),
      ada.call('role.edit', { role: role('admin'), name: 'Queen' }),
      ada.call('role.move', { role: role('helper'), under: role('super-admin') }),
      ada.call('blueprint.own', { name: 'Mine' }),
      ada.call('permission.create', { name: 'X', summary: 'X.', area: 'crm', class: 'org' }),
      ada.call('area.set', { area: 'mine', name: 'Mine' }),
    ])
    expect(tries.filter((one) => one.ok)).toEqual([])
    expect(value(await ada.call('org.info', {})).revision).toEqual(before)
  })
})
