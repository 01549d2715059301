import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

const role = (key: string) => key as RoleKey
const place = (id: string) => id as PlaceId
const everybody = { filter: {} }

const people = [
  { name: 'Mia', role: 'manager', at: ['location:riverton'] },
  { name: 'Rob', role: 'member', at: ['location:riverton'] },
  { name: 'Hal', role: 'member', at: ['location:harbor'] },
  { name: 'Ida', role: 'administrator' },
]

describe('a deed on many people', () => {
  it('says before who is skipped and why, is one history item, and one undo takes it back', async () => {
    const { desk, idOf, show } = await aStaffedOrg('prokeep', people)
    const deed = { who: everybody, do: { kind: 'remove' as const } }
    const preview = value(await desk.call('staff.previewBulk', deed))
    // Somebody of the top role has to stay: the last one is skipped.
    expect(preview).toMatchObject({ people: 5, changing: 4, skipped: 1, isFinal: false })
    expect(preview.reasons).toMatchObject([{ code: 'last-of-top-role', people: 1 }])
    // There are two before: the sentence says what the deed would come to.
    expect(preview.skippedPeople[0]!.text).toMatch(/^Without \w+.* there would be no active Administrator any more\./)

    const done = value(await desk.call('staff.bulk', deed))
    expect(done).toMatchObject({ changed: 4, skipped: 1 })
    expect((await show('Rob')).person.state).toBe('removed')
    const [item] = value(await desk.call('log.list', {})).items
    expect(item).toMatchObject({ title: 'removed 4 people', item: done.item })
    value(await desk.call('change.undo', { item: done.item }))
    expect((await show('Rob')).person.state).toBe('active')
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
    void idOf
  })

  it('assigns whom a filter finds, leaving out who is there already', async () => {
    const { desk, show } = await aStaffedOrg('prokeep', people)
    const who = { filter: { roles: [role('member')] } }
    const add = { who, do: { kind: 'assign' as const, places: [place('location:harbor')] } }
    expect(value(await desk.call('staff.bulk', add))).toMatchObject({ changed: 1, skipped: 1 })
    expect((await show('Rob')).person.at.map((at) => at.place)).toEqual(['location:harbor', 'location:riverton'])
    expect(failure(await desk.call('staff.bulk', add)).code).toBe('nothing-to-change')
    const take = { who, do: { kind: 'unassign' as const, places: [place('location:harbor')] } }
    expect(value(await desk.call('staff.bulk', take))).toMatchObject({ changed: 2 })
    expect((await show('Hal')).scope).toBe('No location assigned: sees nothing that is limited to assigned places.')
  })

  it('says what a promotion takes away, role by role, before it happens', async () => {
    const { desk } = await aStaffedOrg('staff-ladder', [
      { name: 'Uma', role: 'office-manager' },
      { name: 'Una', role: 'office-manager' },
      { name: 'Tom', role: 'teammate' },
      { name: 'Pia', role: 'project-manager' },
    ])
    const deed = { who: everybody, do: { kind: 'set-role' as const, role: role('project-manager') } }
    const { changing, loses } = value(await desk.call('staff.previewBulk', deed))
    expect(changing).toBe(3)
    expect(loses).toEqual([{ role: 'Office Manager', people: 2, permissions: ['Open billing', 'Manage billing'] }])
  })

  it('never moves anybody down an up-only ladder, and says that a move is final (S4.19)', async () => {
    const { desk, show } = await aStaffedOrg('staff-ladder', [
      { name: 'Ada', role: 'admin' },
      { name: 'Tom', role: 'teammate' },
    ])
    const deed = { who: everybody, do: { kind: 'set-role' as const, role: role('project-manager') } }
    const preview = value(await desk.call('staff.previewBulk', deed))
    expect(preview).toMatchObject({ people: 3, changing: 1, skipped: 2, isFinal: true })
    expect(preview.reasons.map(({ code }) => code).toSorted()).toEqual(['singleton', 'up-only'])
    value(await desk.call('staff.bulk', deed))
    expect((await show('Ada')).person.role.key).toBe('admin')
    expect((await show('Tom')).person.role.key).toBe('project-manager')
  })

  it('touches, counts and names nobody whom the actor may not see (S0.14)', async () => {
    const { folder, path, idOf, desk, show } = await aStaffedOrg('prokeep', people)
    const mia = await actAs(folder, path, idOf.Mia!, 'mia@northside.example')
    for (const who of [everybody, { ids: Object.values(idOf) }]) {
      const preview = value(await mia.call('staff.previewBulk', { who, do: { kind: 'remove' } }))
      expect(preview.people).toBe(2)
      expect(JSON.stringify(preview)).not.toMatch(/Ida|Hal|Robin/)
    }
    const file = join(folder, 'people.csv')
    value(await mia.call('staff.export', { who: everybody, path: file }))
    expect(readFileSync(file, 'utf8')).not.toMatch(/Ida|Hal|Robin/)
    void [desk, show]
  })

  it('stops on request and leaves nothing behind', async () => {
    const { desk, idOf } = await aStaffedOrg('prokeep', people)
    const before = value(await desk.call('org.info', {})).revision
    const job = { who: { ids: [idOf.Rob!] }, do: { kind: 'remove' as const }, job: 'one' }
    const stopped = desk.call('staff.bulk', job)
    value(await desk.call('job.cancel', { job: 'one' }))
    expect(failure(await stopped).code).toBe('cancelled')
    expect(value(await desk.call('org.info', {})).revision).toEqual(before)
    // Whoever stops what has ended stops nothing that comes later under the same name.
    value(await desk.call('job.cancel', { job: 'one' }))
    expect(value(await desk.call('staff.bulk', job)).revision.n).toBeGreaterThan(before.n)
  })
})

describe('people as a table', () => {
  it('escapes what a spreadsheet would run, and what would break a line', async () => {
    const { desk, folder } = await aStaffedOrg('prokeep', [{ name: 'Mia', role: 'manager' }])
    value(
      await desk.call('staff.add', {
        people: [
          { name: '=1+1', email: 'sum@northside.example', role: role('member'), at: [place('location:harbor')] },
          { name: 'Osei, "Ben"', email: 'ben@northside.example', role: role('member') },
        ],
      }),
    )
    const path = join(folder, 'people.csv')
    const who = { filter: { roles: [role('member')] } }
    const columns = ['name', 'email', 'places'] as ('name' | 'email' | 'places')[]
    expect(value(await desk.call('staff.export', { who, columns, path })).people).toBe(2)
    expect(readFileSync(path, 'utf8')).toBe(
      '\uFEFFName,E-mail,Location\r\n' +
        "'=1+1,sum@northside.example,Harbor\r\n" +
        '"Osei, ""Ben""",ben@northside.example,\r\n',
    )
    expect(failure(await desk.call('staff.export', { who, columns, path })).code).toBe('file-exists')
    const copied = value(await desk.call('staff.copyTable', { who, columns }))
    expect(copied.text).toBe(
      'Name\tE-mail\tLocation\n=1+1\tsum@northside.example\tHarbor\nOsei, "Ben"\tben@northside.example\t',
    )
    const none = join(folder, 'none.csv')
    expect(failure(await desk.call('staff.export', { who: { filter: { search: 'nobody' } }, path: none })).code).toBe(
      'nobody',
    )
    expect(existsSync(none)).toBe(false)
  })

  it('masks the Super Admin for everybody else (S4.6)', async () => {
    const { desk, folder, path, idOf } = await aStaffedOrg('staff-ladder', [{ name: 'Ada', role: 'admin' }])
    const ada = await actAs(folder, path, idOf.Ada!, 'ada@northside.example')
    const { text } = value(await ada.call('staff.copyTable', { who: everybody }))
    expect(text.split('\n').find((line) => line.startsWith('Robin Shaw'))).toBe('Robin Shaw\t\tSuper Admin\t\t\t\t')
    const filtered = value(await ada.call('staff.list', { endsBeforeMs: 9e12, noPlace: true }))
    expect(filtered.rows.map(({ name }) => name)).not.toContain('Robin Shaw')
    void desk
  })
})

describe('the same person twice', () => {
  it('gives one record what the other has, keeps both histories, and comes apart again', async () => {
    const { desk, idOf, show } = await aStaffedOrg('prokeep', [
      { name: 'Ana Ruiz', role: 'manager', at: ['location:riverton'] },
      { name: 'Anna Ruiz', role: 'member', at: ['location:harbor', 'location:riverton'] },
    ])
    const [keep, drop] = [idOf['Ana Ruiz']!, idOf['Anna Ruiz']!]
    value(await desk.call('staff.grant', { staffId: drop, permission: 'labels.manage' as never }))
    const preview = value(await desk.call('staff.previewMerge', { keep, drop }))
    expect(preview).toMatchObject({
      allowed: true,
      places: [{ id: 'location:harbor' }],
      grants: [{ permission: 'labels.manage' }],
    })
    expect(preview.leaves.join(' ')).toMatch(/role Member is not carried over.*stays taken in Restore/)
    const done = value(await desk.call('staff.merge', { keep, drop }))
    expect((await show('Ana Ruiz')).person).toMatchObject({
      role: { key: 'manager' },
      at: [{ place: 'location:harbor' }, { place: 'location:riverton' }],
    })
    expect((await show('Anna Ruiz')).person.state).toBe('removed')
    for (const about of [keep, drop]) {
      expect(value(await desk.call('log.list', { about })).items[0]!.title).toBe('merged Anna Ruiz into Ana Ruiz')
    }
    value(await desk.call('change.undo', { item: done.item }))
    expect((await show('Ana Ruiz')).person.at).toHaveLength(1)
    expect((await show('Anna Ruiz')).person.state).toBe('active')
    expect(failure(await desk.call('staff.merge', { keep, drop: keep })).code).toBe('same-person')
  })

  it('is suggested for people of one name, as far as they may be seen', async () => {
    const { desk, folder, path, idOf } = await aStaffedOrg('prokeep', [
      { name: 'Mia', role: 'manager', at: ['location:riverton'] },
      { name: 'Rob', role: 'member', at: ['location:riverton'] },
    ])
    const twin = { name: 'rob', email: 'rob2@northside.example', role: role('member'), at: [place('location:harbor')] }
    value(await desk.call('staff.add', { people: [twin] }))
    expect(value(await desk.call('staff.duplicates', {})).groups.map((group) => group.map((row) => row.email))).toEqual(
      [['rob@northside.example', 'rob2@northside.example']],
    )
    const mia = await actAs(folder, path, idOf.Mia!, 'mia@northside.example')
    expect(value(await mia.call('staff.duplicates', {}))).toEqual({ total: 0, groups: [] })
    const [keep, drop] = value(await desk.call('staff.duplicates', {})).groups[0]!
    value(await desk.call('staff.merge', { keep: keep!.id, drop: drop!.id }))
    expect(value(await desk.call('log.list', {})).items[0]!.title).toBe(
      'merged rob (rob2@northside.example) into Rob (rob@northside.example)',
    )
  })
})

it('writes an invitation that explains the role (S1.1), for people whom the actor may see', async () => {
  const { desk, folder, path, idOf } = await aStaffedOrg('prokeep', people)
  const [message] = value(await desk.call('staff.invitation', { staffIds: [idOf.Rob!] }))
  expect(message).toMatchObject({ to: 'rob@northside.example', subject: 'Invitation to Northside Supply' })
  expect(message!.body).toMatch(/as Member[\s\S]*Your places: Riverton\.[\s\S]*may do by default[\s\S]*Robin Shaw/)
  const mia = await actAs(folder, path, idOf.Mia!, 'mia@northside.example')
  expect(failure(await mia.call('staff.invitation', { staffIds: [idOf.Ida!] })).code).toBe('no-such-person')
})
