import { expect, it } from 'vitest'
import type { RoleKey, StaffId } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const role = (key: string) => key as RoleKey

async function anOrgWithBen(blueprint: string, roleKey: string) {
  const { desk, ...rest } = await aDeskWithOrg(blueprint)
  const added = value(
    await desk.call('staff.add', {
      people: [{ name: 'Ben Osei', email: 'ben@northside.example', role: role(roleKey) }],
      active: true,
    }),
  )
  return { desk, ben: added.staffIds[0]!, added, ...rest }
}

it('starts with the owner alone in the top role', async () => {
  const { desk } = await aDeskWithOrg('staff-ladder')
  const info = value(await desk.call('org.info', {}))
  expect(info.actor).toMatchObject({ name: 'Robin Shaw', role: { key: 'super-admin', rank: 0 } })
  expect(info.counts).toMatchObject({ people: 1, active: 1 })
  expect(info.revision.n).toBe(1)
})

it('keeps an invited person without anything until they are active', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const added = value(
    await desk.call('staff.add', {
      people: [{ name: 'Ella Hart', email: 'ella@northside.example', role: role('manager') }],
    }),
  )
  const question = { who: 'ella@northside.example', do: 'stock-messages.use' as never }
  expect(value(await desk.call('access.can', question)).allowed).toBe(false)
  value(await desk.call('staff.activate', { staffId: added.staffIds[0]! }))
  expect(value(await desk.call('access.can', question)).allowed).toBe(true)
})

it('refuses a move down an up-only ladder and says the way down (S4.24, S4.25)', async () => {
  const { desk, ben } = await anOrgWithBen('staff-ladder', 'project-manager')
  const refused = failure(await desk.call('staff.setRole', { staffId: ben, role: role('teammate') }))
  expect(refused.code).toBe('refused')
  expect(refused.message).toMatch(/up/i)
  const shown = value(await desk.call('staff.show', { staffId: ben }))
  expect(shown.moves.find((move) => move.role.key === 'teammate')?.instead).toMatch(/remove/i)
  expect(value(await desk.call('org.info', {})).revision.n).toBe(2)
})

it('moves up the ladder and never back, not even by undo (S4.19, S4.23)', async () => {
  const { desk, ben } = await anOrgWithBen('staff-ladder', 'teammate')
  const moved = value(await desk.call('staff.setRole', { staffId: ben, role: role('project-manager') }))
  expect(failure(await desk.call('change.undo', { item: moved.item })).code).toBe('cannot-undo')
  expect(value(await desk.call('staff.show', { staffId: ben })).person.role.key).toBe('project-manager')
})

it('takes a role change back where the ladder goes both ways', async () => {
  const { desk, ben } = await anOrgWithBen('prokeep', 'member')
  value(await desk.call('staff.setRole', { staffId: ben, role: role('manager') }))
  value(await desk.call('change.undo', {}))
  expect(value(await desk.call('staff.show', { staffId: ben })).person.role.key).toBe('member')
})

it('leaves the super admin as they are, whoever asks (S4.22)', async () => {
  const { desk } = await aDeskWithOrg('staff-ladder')
  const owner = value(await desk.call('org.info', {})).actor!.staffId
  expect(failure(await desk.call('staff.setRole', { staffId: owner, role: role('admin') })).code).toBe('refused')
  expect(failure(await desk.call('staff.remove', { staffIds: [owner] })).code).toBe('refused')
  expect(value(await desk.call('staff.show', { staffId: owner })).mayDo['staff.remove']).toEqual({
    allowed: false,
    because: 'There is exactly one Super Admin, who cannot be moved or removed.',
  })
  const second = await desk.call('staff.add', {
    people: [{ name: 'Second', email: 's@northside.example', role: role('super-admin') }],
  })
  expect(failure(second).code).toBe('refused')
})

it('refuses to remove the last active person of the top role, and offers no move that would be refused', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const owner = value(await desk.call('org.info', {})).actor!.staffId
  expect(failure(await desk.call('staff.remove', { staffIds: [owner] })).message).toMatch(
    /^Without .* there would be no active Administrator any more\./,
  )
  const offered = async () => {
    const { moves, mayDo } = value(await desk.call('staff.show', { staffId: owner }))
    return [mayDo['staff.remove']!, ...moves.filter(({ isNow }) => !isNow)].map(({ allowed }) => allowed)
  }
  expect(await offered()).toEqual([false, false, false])
  const { moves, mayDo } = value(await desk.call('staff.show', { staffId: owner }))
  for (const { because } of [mayDo['staff.remove']!, moves[1]!]) expect(because).toMatch(/Give somebody else that role/)
  const second = { name: 'Ada', email: 'ada@northside.example', role: role('administrator') }
  value(await desk.call('staff.add', { people: [second], active: true }))
  expect(await offered()).toEqual([true, true, true])
})

it('keeps an e-mail in Restore taken until it is purged', async () => {
  const { desk, ben } = await anOrgWithBen('staff-ladder', 'project-manager')
  value(await desk.call('staff.remove', { staffIds: [ben] }))
  const again = { people: [{ name: 'Ben Osei', email: 'BEN@northside.example', role: role('teammate') }] }
  const refused = failure(await desk.call('staff.add', again))
  expect(refused.message).toMatch(/Restore/)
  value(await desk.call('staff.purge', { staffId: ben, confirm: true }))
  value(await desk.call('staff.add', again))
})

it('erases personal values on purge, and the log still verifies (S4.28)', async () => {
  const { desk, ben } = await anOrgWithBen('staff-ladder', 'teammate')
  value(await desk.call('staff.edit', { staffId: ben, name: 'Benjamin Osei' }))
  value(await desk.call('staff.remove', { staffIds: [ben] }))
  value(await desk.call('staff.purge', { staffId: ben, confirm: true }))
  const values = desk.org!.store.db.all<{ value: string }>('SELECT value FROM personal')
  expect(values.map((row) => row.value).join()).not.toMatch(/osei|ben@/i)
  expect(value(await desk.call('org.verify', {}))).toMatchObject({ ok: true, problems: [] })
  const log = value(await desk.call('log.list', {}))
  expect(JSON.stringify(log)).not.toMatch(/osei/i)
})

it('restores a removed person to what they had', async () => {
  const { desk, ben } = await anOrgWithBen('prokeep', 'member')
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(await desk.call('staff.assign', { staffId: ben, add: ['location:riverton' as never] }))
  value(await desk.call('staff.remove', { staffIds: [ben] }))
  const question = { who: 'ben@northside.example', do: 'inbox.access' as never, at: ['location:riverton' as never] }
  expect(value(await desk.call('access.can', question)).allowed).toBe(false)
  value(await desk.call('change.undo', {}))
  expect(value(await desk.call('access.can', question)).allowed).toBe(true)
})

it('takes back one change after the other, and no undo', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const undoable = async () => value(await desk.call('change.undoable', {})).settled?.title ?? null
  expect(await undoable()).toBeNull()
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(await desk.call('place.add', { kind: 'location', name: 'Harbor' }))
  expect(await undoable()).toContain('Harbor')
  value(await desk.call('change.undo', {}))
  expect(await undoable()).toContain('Riverton')
  value(await desk.call('change.undo', {}))
  expect(await undoable()).toBeNull()
  expect(failure(await desk.call('change.undo', {})).code).toBe('not-found')
})

it('takes a permission edit back as one item', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const edits = [
    { role: role('manager'), permission: 'contacts.unblock' as never, reach: 'assigned' as const },
    { role: role('member'), permission: 'dashboard.view' as never, reach: 'assigned' as const },
  ]
  value(await desk.call('grant.set', { edits, note: 'trial for spring' }))
  expect(value(await desk.call('grant.list', {}))).toHaveLength(2)
  const [item] = value(await desk.call('log.list', {})).items
  expect(item).toMatchObject({ kinds: ['grant.set'], rows: 2, note: 'trial for spring', undo: { possible: true } })
  value(await desk.call('change.undo', {}))
  expect(value(await desk.call('grant.list', {}))).toHaveLength(0)
})

it('names by person who gains and who loses before an edit is made, and changes nothing', async () => {
  const { desk, ben } = await anOrgWithBen('prokeep', 'manager')
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(await desk.call('staff.assign', { staffId: ben, add: ['location:riverton' as never] }))
  const before = value(await desk.call('org.info', {})).revision
  const preview = value(
    await desk.call('grant.preview', {
      edits: [
        { role: role('manager'), permission: 'contacts.unblock' as never, reach: 'assigned' },
        { role: role('manager'), permission: 'users.view' as never, reach: 'none' },
      ],
    }),
  )
  expect(preview).toMatchObject({ peopleGaining: 1, peopleLosing: 1 })
  expect(preview.gain[0]).toMatchObject({
    name: 'Ben Osei',
    permission: 'contacts.unblock',
    before: 'none',
    after: 'assigned',
    places: [{ id: 'location:riverton' }],
  })
  expect(preview.lose[0]).toMatchObject({
    name: 'Ben Osei',
    permission: 'users.view',
    before: 'assigned',
    after: 'none',
  })
  expect(value(await desk.call('org.info', {})).revision).toEqual(before)
})

it('shows names for each of several edits, however few are asked for', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const people = ['a', 'b', 'c', 'd'].map((name, i) => ({
    name,
    email: `${name}@northside.example`,
    role: role(i < 3 ? 'manager' : 'member'),
  }))
  value(await desk.call('staff.add', { people, active: true }))
  const preview = value(
    await desk.call('grant.preview', {
      edits: [
        { role: role('manager'), permission: 'settings.global' as never, reach: 'all' },
        { role: role('member'), permission: 'labels.manage' as never, reach: 'all' },
      ],
      limit: 2,
    }),
  )
  expect(preview.gain.map((one) => one.name)).toEqual(['a', 'd'])
  expect(preview).toMatchObject({ peopleGaining: 4, edits: [{ gaining: 3 }, { gaining: 1 }] })
})

it('keeps staged edits over a closed window and says what moved underneath', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  const edit = { role: role('manager'), permission: 'contacts.unblock' as never, reach: 'assigned' as const }
  value(await desk.call('draft.save', { edits: [edit], note: 'ask Grace' }))
  value(await desk.call('org.close', {}))
  value(await desk.call('org.open', { path }))
  expect(value(await desk.call('draft.read', {}))).toMatchObject({ edits: [edit], note: 'ask Grace', moved: [] })
  value(await desk.call('grant.set', { edits: [{ ...edit, reach: 'all' }] }))
  expect(value(await desk.call('draft.read', {})).moved[0]).toMatch(/Manager, .*changed to “all”/)
})

it('refuses to edit what a locked role holds', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  const edits = [{ role: role('administrator'), permission: 'users.view' as never, reach: 'assigned' as const }]
  expect(failure(await desk.call('grant.set', { edits })).message).toMatch(/Administrator always has everything/)
})

it('refuses everything while open for reading only', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('org.open', { path, readOnly: true }))
  expect(failure(await desk.call('place.add', { kind: 'location', name: 'Riverton' })).code).toBe('read-only')
  expect(failure(await desk.call('draft.save', { edits: [] })).code).toBe('read-only')
})

it('refuses an unknown operation and bad input with a sentence', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  expect(failure(await desk.callUnknown('org.drop', {})).message).toMatch(/no operation/)
  expect(failure(await desk.callUnknown('staff.show', { staffId: 7 as unknown as StaffId })).at).toBe('staffId')
})
