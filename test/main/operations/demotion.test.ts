import { describe, expect, it } from 'vitest'
import type { PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

const role = (key: string) => key as RoleKey
const people = [
  { name: 'Ada', role: 'admin' },
  { name: 'Pia', role: 'project-manager', at: ['project:gate', 'project:mill'] },
  { name: 'Tom', role: 'teammate', at: ['project:mill'] },
]
const places = [
  { kind: 'project', name: 'Gate', parent: 'location:riverton' },
  { kind: 'project', name: 'Mill' },
]

describe('the guided way down an up-only ladder (S4.19–S4.25)', () => {
  it('lists what would be lost sight of, item by item, with the permissions that go', async () => {
    const { desk, idOf } = await aStaffedOrg('staff-ladder', people, places)
    const down = value(await desk.call('staff.previewDemotion', { staffId: idOf.Pia!, role: role('office-manager') }))
    expect(down.allowed).toBe(true)
    expect(down.lost.map(({ permission }) => permission)).toContain('projects.manage')
    expect(down.gained.map(({ permission }) => permission)).toContain('billing.access')
    expect(down.items).toMatchObject([
      { key: 'project:gate', name: 'Gate', hint: 'Project', losesSight: true },
      { key: 'project:mill', losesSight: true },
    ])
    expect(down.items[0]!.loses.length).toBeGreaterThan(2)
    const toTeammate = value(await desk.call('staff.previewDemotion', { staffId: idOf.Pia!, role: role('teammate') }))
    expect(toTeammate.items.map(({ losesSight }) => losesSight)).toEqual([false, false])
  })

  it('moves down only when each is handed over or dropped, as one step that undo takes back whole', async () => {
    const { desk, idOf, show } = await aStaffedOrg('staff-ladder', people, places)
    const demote = (items: object[]) =>
      desk.call('staff.demote', { staffId: idOf.Pia!, role: role('office-manager'), items: items as never })
    const before = value(await desk.call('org.info', {})).revision.n
    expect(failure(await demote([])).code).toBe('undecided')
    const one = { key: 'project:gate', do: 'hand-over', to: idOf.Tom! }
    expect(failure(await demote([one])).message).toMatch(/Mill/)
    expect(failure(await demote([one, { key: 'project:mill', do: 'keep' }])).code).toBe('undecided')
    expect(failure(await demote([{ key: 'project:nowhere', do: 'drop' }])).code).toBe('unknown-item')
    expect(value(await desk.call('org.info', {})).revision.n).toBe(before)

    const done = value(await demote([one, { key: 'project:mill', do: 'drop' }]))
    expect((await show('Pia')).person).toMatchObject({ role: { key: 'office-manager' }, at: [] })
    expect((await show('Tom')).person.at.map((at) => at.place)).toEqual(['project:gate', 'project:mill'])
    const [item] = value(await desk.call('log.list', { about: idOf.Pia! })).items
    expect(item).toMatchObject({
      title: 'moved Pia down from Project Manager to Office Manager, the guided way',
      undo: { possible: true },
    })

    const undone = value(await desk.call('change.undo', { item: done.item }))
    expect((await show('Pia')).person).toMatchObject({
      role: { key: 'project-manager' },
      at: [{ place: 'project:gate' }, { place: 'project:mill' }],
    })
    expect((await show('Tom')).person.at.map((at) => at.place)).toEqual(['project:mill'])
    // Redo would be a plain way down.
    expect(failure(await desk.call('change.undo', { item: undone.item })).code).toBe('cannot-undo')
    expect(value(await desk.call('org.verify', {}))).toMatchObject({ ok: true, problems: [] })
  })

  it('hands personal grants over or drops them', async () => {
    const { desk, idOf, show } = await aStaffedOrg('staff-ladder', people, places)
    value(await desk.call('staff.grant', { staffId: idOf.Pia!, permission: 'billing.access' as never }))
    value(
      await desk.call('staff.demote', {
        staffId: idOf.Pia!,
        role: role('teammate'),
        items: [{ key: 'billing.access', do: 'hand-over', to: idOf.Tom! }],
      }),
    )
    expect((await show('Pia')).personalGrants).toEqual([])
    expect((await show('Tom')).personalGrants).toMatchObject([{ permission: 'billing.access', reach: 'all' }])
  })

  it('is not for the Super Admin, not up the ladder, and only for those who may remove, purge and add', async () => {
    const { desk, folder, path, idOf } = await aStaffedOrg('staff-ladder', people, places)
    const owner = value(await desk.call('org.info', {})).actor!.staffId
    expect(failure(await desk.call('staff.demote', { staffId: owner, role: role('admin') })).code).toBe('refused')
    expect(failure(await desk.call('staff.demote', { staffId: idOf.Tom!, role: role('project-manager') })).code).toBe(
      'not-down',
    )
    const pia = await actAs(folder, path, idOf.Pia!, 'pia@northside.example')
    expect((await pia.call('staff.demote', { staffId: idOf.Tom!, role: role('freelancer') })).ok).toBe(false)
    const ada = await actAs(folder, path, idOf.Ada!, 'ada@northside.example')
    expect(failure(await ada.call('staff.demote', { staffId: owner, role: role('freelancer') })).code).toBe('refused')
    expect(value(await ada.call('staff.previewDemotion', { staffId: owner, role: role('freelancer') })).items).toEqual(
      [],
    )
    value(await ada.call('staff.demote', { staffId: idOf.Tom!, role: role('freelancer') }))
  })

  it('hands nothing to somebody whom the actor may not see (S0.14)', async () => {
    const { desk, folder, path, idOf } = await aStaffedOrg('prokeep', [
      { name: 'Mia', role: 'manager', at: ['location:riverton'] },
      { name: 'Max', role: 'manager', at: ['location:riverton'] },
      { name: 'Hal', role: 'member', at: ['location:harbor'] },
    ])
    const mia = await actAs(folder, path, idOf.Mia!, 'mia@northside.example')
    const handed = await mia.call('staff.demote', {
      staffId: idOf.Max!,
      role: role('member'),
      items: [{ key: 'location:riverton', do: 'hand-over', to: idOf.Hal! }],
    })
    expect(failure(handed).code).toBe('no-such-person')
    expect(value(await desk.call('staff.show', { staffId: idOf.Max! })).person.role.key).toBe('manager')
  })

  it('offers no move and no place to somebody in Restore, since each would be refused', async () => {
    const { desk, idOf, show } = await aStaffedOrg('staff-ladder', people, places)
    expect((await show('Tom')).moves.some(({ allowed }) => allowed)).toBe(true)
    value(await desk.call('staff.remove', { staffIds: [idOf.Tom!] }))
    const { moves, mayDo } = await show('Tom')
    expect(moves.filter(({ allowed }) => allowed)).toEqual([])
    expect(moves.filter(({ isNow }) => !isNow).map(({ because }) => because)).toEqual(
      Array.from({ length: 6 }, () => 'Restore Tom first.'),
    )
    const setRole = await desk.call('staff.setRole', { staffId: idOf.Tom!, role: role('admin') })
    const assign = await desk.call('staff.assign', { staffId: idOf.Tom!, add: ['project:gate' as PlaceId] })
    for (const answer of [setRole, assign]) expect(failure(answer).message).toMatch(/Restore them first/)
    for (const edit of ['staff.setRole', 'staff.assign', 'staff.edit', 'grants.edit']) {
      expect(mayDo[edit]).toEqual({ allowed: false, because: 'Restore Tom first.' })
    }
    expect(mayDo['staff.restore']).toMatchObject({ allowed: true })
  })
})
