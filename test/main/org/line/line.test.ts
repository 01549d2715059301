import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PersonalValue } from '../../../../src/shared/domain/change'
import type { PermissionKey, PlaceId, RoleKey } from '../../../../src/shared/domain/ids'
import { readOutlook } from '../../../../src/main/org/line/overlay'
import { readEntry, signRecord } from '../../../../src/main/org/record'
import { runAtOnce } from '../../../../src/main/org/runInSteps'
import { listSettledAfter } from '../../../../src/main/store/queries/log'
import { aFolder, failure, value } from '../../../helpers/aDesk'
import { type Console, consoles, openedAgain } from '../../../helpers/consoles'

const role = (key: string) => key as RoleKey

/** Every personal value that a console keeps, by hash. */
function valuesOf({ org }: Console): Map<string, PersonalValue> {
  const all = org.store.db.all<{ hash: string; staff_id: never; field: never; salt: Uint8Array; value: string }>(
    'SELECT * FROM personal',
  )
  return new Map(
    all.map(({ hash, staff_id, field, salt, value: text }) => [
      hash,
      { hash, staffId: staff_id, field, salt: Buffer.from(salt).toString('hex'), value: text },
    ]),
  )
}

/** Everything that one console has, by hand to another: what any transport does. */
function bring(from: Console, to: Console): void {
  const personal = valuesOf(from)
  value(to.org.line.take(from.org.line.entriesAfter(to.org.revision().n, 1000), personal))
  value(to.org.line.receive(from.org.line.proposals()))
  value(to.org.line.keepPersonal(runAtOnce(to.org.line.lacksOfProposals()), personal))
}

const verify = async (one: Console) => expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])

async function addPerson(one: Console, name: string, key: string) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: role(key) }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

it('shows an edit at once and as pending, until the office settles it', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const before = mel.org.revision().n
  const ben = await addPerson(mel, 'Ben', 'member')
  expect(mel.org.revision().n).toBe(before)
  expect(mel.org.state().staff.get(ben)?.name).toBe('Ben')
  expect(mel.org.line.settledState().staff.has(ben)).toBe(false)
  expect(value(await mel.desk.call('staff.list', {})).rows.map((row) => row.name)).toContain('Ben')
  await verify(mel)
  value(await mel.desk.call('staff.setRole', { staffId: ben, role: role('manager') }))
  expect(mel.org.line.pending()).toHaveLength(2)

  bring(mel, office)
  expect(value(office.org.line.settle(100, true)).entries).toHaveLength(2)
  expect(office.org.state().staff.get(ben)).toMatchObject({ name: 'Ben', role: 'manager' })
  bring(office, mel)
  expect(mel.org.line.pending()).toEqual([])
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.state().staff.get(ben)).toMatchObject({ name: 'Ben', role: 'manager' })
  await verify(mel)
  await verify(office)
})

it('lays pending edits over the line anew when it moves, and says what moved', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const ben = await addPerson(office, 'Ben', 'member')
  const cleo = await addPerson(office, 'Cleo', 'member')
  bring(office, mel)
  value(await mel.desk.call('staff.setRole', { staffId: ben, role: role('manager') }))
  value(await mel.desk.call('staff.setRole', { staffId: cleo, role: role('manager') }))
  value(await office.desk.call('staff.remove', { staffIds: [ben] }))
  const taken = value(mel.org.line.take(office.org.line.entriesAfter(mel.org.revision().n, 10), new Map()))
  expect(taken.moved.map(({ now, outlook }) => [now, outlook.verdict, outlook.facts.because])).toEqual([
    ['pending', 'held', 'removed'],
  ])
  expect(mel.org.state().staff.get(ben)).toMatchObject({ state: 'removed', role: 'member' })
  expect(mel.org.state().staff.get(cleo)).toMatchObject({ role: 'manager' })
  await verify(mel)
})

it('says of a pending edit once that it moved, and not again when only the reason is another one', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const ben = await addPerson(office, 'Ben', 'member')
  bring(office, mel)
  value(await mel.desk.call('staff.setRole', { staffId: ben, role: role('manager') }))
  const take = () => value(mel.org.line.take(office.org.line.entriesAfter(mel.org.revision().n, 10), new Map())).moved
  const pending = () => mel.org.line.pending().map((row) => readOutlook(row)!)
  value(await office.desk.call('staff.setRole', { staffId: ben, role: role('administrator') }))
  expect(take()).toHaveLength(1)
  const [before] = pending()
  expect(before!.verdict).toBe('held')
  value(await office.desk.call('staff.remove', { staffIds: [ben] }))
  expect(take()).toEqual([])
  const [now] = pending()
  expect(now!.verdict).toBe('held')
  expect(now!.facts.because).not.toBe(before!.facts.because)
})

it('settles row by row, and every console has the same inbox', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const ben = await addPerson(office, 'Ben', 'member')
  const cleo = await addPerson(office, 'Cleo', 'member')
  for (const one of others) bring(office, one)
  // Mel removes Ben; Kim, offline, removes both and gives Cleo's place to nobody.
  value(await mel.desk.call('staff.remove', { staffIds: [ben] }))
  value(await kim.desk.call('staff.setRole', { staffId: ben, role: role('manager') }))
  value(await kim.desk.call('staff.setRole', { staffId: cleo, role: role('manager') }))
  bring(mel, office)
  value(office.org.line.settle(100, true))
  bring(kim, office)
  value(office.org.line.settle(100, true))
  for (const one of others) bring(office, one)
  for (const one of [office, mel, kim]) {
    expect(one.org.revision()).toEqual(office.org.revision())
    expect([...one.org.state().inbox.values()].map(({ kind, rows, author }) => ({ kind, rows, author }))).toEqual([
      {
        kind: 'staff.setRole',
        author: kim.staffId,
        rows: [{ row: 0, verdict: 'held', because: 'removed', staffId: ben }],
      },
    ])
    expect(one.org.state().staff.get(cleo)?.role).toBe('manager')
    await verify(one)
  }
})

it('waits for the values that an edit compares with, since without them it would find otherwise', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const ben = await addPerson(office, 'Ben', 'member')
  bring(office, mel)
  bring(office, kim)
  value(await mel.desk.call('staff.edit', { staffId: ben, name: 'Benjamin' }))
  value(await office.desk.call('staff.edit', { staffId: ben, name: 'Benny' }))

  const values = valuesOf(mel)
  const before = [...values.values()].filter(({ staffId, value: text }) => staffId === ben && text === 'Ben').at(-1)!
  const rest = new Map([...values].filter(([hash]) => hash !== before.hash))
  const lacks = () => runAtOnce(office.org.line.lacksOfProposals())
  value(office.org.line.receive(mel.org.line.proposals()))
  value(office.org.line.keepPersonal(lacks(), rest))
  expect(lacks()).toMatchObject([{ staffId: ben, hash: before.hash }])
  expect(office.org.line.waiting()).toMatchObject([{ for: 'personal-values' }])
  expect(value(office.org.line.settle(100, true)).entries).toEqual([])

  value(office.org.line.keepPersonal(lacks(), values))
  expect(value(office.org.line.settle(100, true)).entries).toHaveLength(1)
  const entries = office.org.line.entriesAfter(kim.org.revision().n, 10)
  expect(runAtOnce(kim.org.line.lacksOf(entries))).toContainEqual({ field: 'name', staffId: ben, hash: before.hash })
  for (const one of [mel, kim]) bring(office, one)
  for (const one of [office, mel, kim]) {
    expect(one.org.revision()).toEqual(office.org.revision())
    expect(one.org.state().staff.get(ben)?.name).toBe('Benny')
    expect([...one.org.state().inbox.values()].map(({ rows }) => rows)).toEqual([
      [{ row: 0, verdict: 'held', because: 'changed-meanwhile', staffId: ben }],
    ])
    await verify(one)
  }
})

it('refuses what a role may not do any more when it settles, on every console', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
    { name: 'Max', role: 'manager' },
  ])
  const [mel, kim, max] = [others[0]!, others[1]!, others[2]!]
  const riverton = 'location:riverton' as PlaceId
  const place = { place: riverton, from: null, to: { name: 'Riverton', parent: null } }
  value(office.org.apply({ intents: [{ kind: 'place.create', body: { rows: [place] } }], personal: [] }))
  const ben = await addPerson(office, 'Ben', 'member')
  for (const staffId of [max.staffId, ben]) value(await office.desk.call('staff.assign', { staffId, add: [riverton] }))
  for (const one of others) bring(office, one)
  value(await max.desk.call('staff.edit', { staffId: ben, name: 'Benny' }))
  // One desk settles the decision and the edit in a row, the other takes both in a row.
  const cell = { role: role('manager'), permission: 'users.edit' as never, from: null, to: 'none' as const }
  value(mel.org.apply({ intents: [{ kind: 'grant.set', body: { rows: [cell] } }], personal: [] }))
  bring(mel, office)
  value(office.org.line.settle(100, true))
  bring(max, office)
  value(office.org.line.settle(100, true))
  for (const one of others) bring(office, one)
  for (const one of [office, mel, kim, max]) {
    expect(one.org.line.halt).toBe(null)
    expect(one.org.revision()).toEqual(office.org.revision())
    expect(one.org.state().staff.get(ben)?.name).toBe('Ben')
    expect([...one.org.state().inbox.values()].map(({ rows }) => rows.map(({ verdict }) => verdict))).toEqual([
      ['refused'],
    ])
  }
})

it('lets nobody give in person what they do not hold themselves', async () => {
  const { office, others } = await consoles('staff-ladder', [
    { name: 'Mel', role: 'admin' },
    { name: 'Tom', role: 'teammate' },
  ])
  const [mel, tom] = [others[0]!, others[1]!]
  const grant = (permission: string) => {
    const to = { reach: 'all' as const, places: null, untilMs: null }
    const rows = [{ staffId: tom.staffId, permission: permission as PermissionKey, from: null, to }]
    return { intents: [{ kind: 'staff.grant' as const, body: { rows } }], personal: [] }
  }
  expect(failure(mel.org.apply(grant('subscription.view'))).code).toBe('refused')
  value(mel.org.apply(grant('billing.access')))
  value(office.org.apply(grant('subscription.view')))
})

it('refuses what somebody does who was removed before it settled', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  await addPerson(mel, 'Ben', 'member')
  value(await office.desk.call('staff.remove', { staffIds: [mel.staffId] }))
  bring(mel, office)
  value(office.org.line.settle(100, true))
  const item = [...office.org.state().inbox.values()][0]!
  expect(item.rows[0]).toMatchObject({ verdict: 'refused', because: 'author-not-active' })
  bring(office, mel)
  expect([...mel.org.state().inbox.keys()]).toEqual([item.changeId])
  await verify(office)
  await verify(mel)
})

it('freezes a key that writes two lines, with both changes as the proof', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  // The whole computer was copied, keys and all, so that nothing on either of them can tell.
  const twin = aFolder()
  cpSync(mel.folder, twin, { recursive: true })
  rmSync(join(twin, 'home', 'orgs'), { recursive: true })
  const copy = await openedAgain(twin, 'mel@northside.example')
  await addPerson(mel, 'Ben', 'member')
  bring(mel, office)
  value(office.org.line.settle(100, true))
  await addPerson(copy, 'Cleo', 'member')
  const key = copy.org.draftOwner!
  value(office.org.line.receive(copy.org.line.proposals()))
  value(office.org.line.keepPersonal(runAtOnce(office.org.line.lacksOfProposals()), valuesOf(copy)))
  value(office.org.line.settle(100, true))
  expect(office.org.state().keys.get(key as never)?.isRevoked).toBe(true)
  expect([...office.org.state().inbox.values()][0]!.rows[0]!.because).toBe('key-wrote-twice')
  await verify(office)
  // The copy finds a line that goes on without it, and says so.
  bring(office, copy)
  expect(copy.org.mode).toBe('read-only')
  expect(failure(await copy.desk.call('staff.remove', { staffIds: [mel.staffId] })).message).toMatch(/copy/)
})

it('stops at an entry whose verdict is not its own, opens read-only, names it, and keeps nothing of it', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const ben = await addPerson(office, 'Ben', 'member')
  const cleo = await addPerson(office, 'Cleo', 'member')
  const rows = listSettledAfter(office.org.store.db, mel.org.revision().n, 10)
  const { record } = value(readEntry(rows[1]!.entryBytes))
  const other = signRecord('entry', { ...record, verdict: 'agreed' as const, facts: {} }, office.org.line.speaker!)
  const n = mel.org.revision().n
  const untrue = { ...rows[1]!, entryBytes: other.bytes, entrySignature: other.signature }
  value(mel.org.line.take([rows[0]!, untrue], valuesOf(office)))
  expect(mel.org.revision().n).toBe(n + 1)
  expect(mel.org.line.halt).toMatchObject({ code: 'diverged', n: n + 2 })
  expect(mel.org.mode).toBe('read-only')
  expect(mel.org.readOnlyBecause).toMatch(new RegExp(`Entry ${n + 2}`))
  expect([ben, cleo].map((id) => mel.org.state().staff.has(id))).toEqual([true, false])
})

it('is not stopped by a settled entry with another change, or another signature, beside it', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  await addPerson(office, 'Ben', 'member')
  const n = mel.org.revision().n
  const [row] = listSettledAfter(office.org.store.db, n, 1)
  const changeBytes = Buffer.from(Buffer.from(row!.changeBytes).toString().replace('member', 'manager'))
  value(mel.org.line.take([{ ...row!, changeBytes }], valuesOf(office)))
  value(mel.org.line.take([{ ...row!, changeSignature: Buffer.alloc(64, 7) }], valuesOf(office)))
  expect(mel.org.line.halt).toBe(null)
  expect(mel.org.revision().n).toBe(n)
  value(mel.org.line.take([row!], valuesOf(office)))
  expect(mel.org.revision().n).toBe(n + 1)
})
