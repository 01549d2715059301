import { copyFileSync, cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { RoleKey } from '../../../src/shared/domain/ids'
import type { Desk, SecretStore } from '../../../src/main/operations/desk'
import { listParts } from '../../../src/main/store/queries/historyItems'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'
import { startPostgres } from '../../helpers/aPostgres'
import { type Console, consoles } from '../../helpers/consoles'

const robin = 'robin@northside.example'
const mel = 'mel@northside.example'

async function addMel(desk: Desk, role = 'administrator') {
  const people = [{ name: 'Mel', email: mel, role: role as RoleKey }]
  return value(await desk.call('staff.add', { people, active: true })).staffIds[0]!
}

const place = (desk: Desk, name: string) => desk.call('place.add', { kind: 'location', name })

it('lets several operators of one desktop act, each with a key and passphrase of their own', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  await addMel(desk, 'manager')
  value(await desk.call('device.add', { email: mel, passphrase: 'correct horse' }))
  expect(failure(await desk.call('device.add', { email: mel })).message).toMatch(/can act on this desktop already/)
  expect(failure(await desk.call('device.add', { email: 'nobody@northside.example' })).code).toBe('no-such-person')
  expect(failure(await desk.call('org.open', { path, as: mel })).code).toBe('passphrase-needed')
  expect(failure(await desk.call('org.open', { path, as: mel, passphrase: 'battery' })).code).toBe('passphrase-needed')
  expect(value(await desk.call('org.open', { path, as: mel, passphrase: 'correct horse' })).actor?.name).toBe('Mel')
  const { operators, isWhole } = value(await desk.call('operator.list', {}))
  expect(isWhole).toBe(false)
  // Robin is an administrator, whom a manager may not see (S0.14).
  expect(operators.map(({ name, isActing, hasPassphrase }) => ({ name, isActing, hasPassphrase }))).toEqual([
    { name: 'Mel', isActing: true, hasPassphrase: true },
  ])
  expect(failure(await desk.call('device.revoke', { keys: [robinsKey(desk)] })).code).toBe('no-such-key')
  const listed = JSON.stringify(value(await desk.call('device.list', {})))
  expect(listed).not.toMatch(/Robin|robin@/)
  value(await desk.call('org.open', { path, as: robin }))
  expect(value(await desk.call('operator.list', {})).operators.map(({ name }) => name)).toEqual(['Robin Shaw', 'Mel'])
})

function robinsKey(desk: Desk) {
  const state = desk.org!.state()
  return [...state.keys.values()].find(
    (key) => key.staffId !== null && state.staff.get(key.staffId)?.name === 'Robin Shaw',
  )!.id
}

it('sets, changes and removes the passphrase of one’s own key', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('operator.setPassphrase', { after: 'one' }))
  expect(failure(await desk.call('operator.setPassphrase', { after: 'two' })).code).toBe('passphrase-needed')
  value(await desk.call('operator.setPassphrase', { before: 'one', after: 'two' }))
  value(await place(desk, 'Still open'))
  expect(failure(await desk.call('org.open', { path, passphrase: 'one' })).code).toBe('passphrase-needed')
  value(await desk.call('org.open', { path, passphrase: 'two' }))
  value(await desk.call('operator.setPassphrase', { before: 'two', after: null }))
  value(await desk.call('org.open', { path }))
})

it('keeps a passphrase in the key store of the computer only when asked to', async () => {
  const kept = new Map<string, string>()
  const secrets: SecretStore = {
    isAvailable: () => true,
    read: (key) => kept.get(key) ?? null,
    keep: (key, secret) => void kept.set(key, secret),
    forget: (key) => void kept.delete(key),
  }
  const { folder, path } = await aDeskWithOrg('prokeep')
  const app = aDesk(folder, { secrets })
  value(await app.call('org.open', { path }))
  value(await app.call('operator.setPassphrase', { after: 'one' }))
  expect(failure(await app.call('org.open', { path })).code).toBe('passphrase-needed')
  value(await app.call('operator.setPassphrase', { before: 'one', after: 'two', keep: true }))
  expect(value(await app.call('operator.list', {})).operators[0]).toMatchObject({ hasPassphrase: true, isKept: true })
  value(await app.call('org.open', { path }))
  expect(failure(await app.call('org.open', { path, useKept: false })).code).toBe('passphrase-needed')
  value(await app.call('operator.setPassphrase', { before: 'two', after: null }))
  expect(kept.size).toBe(0)
  const elsewhere = aDesk(folder)
  value(await elsewhere.call('org.open', { path }))
  expect(failure(await elsewhere.call('operator.setPassphrase', { after: 'x', keep: true })).code).toBe('cannot-keep')
})

it('approves a new console by its request, after a look at eight words', async () => {
  const { desk, folder, path } = await aDeskWithOrg('prokeep')
  await addMel(desk)
  value(await desk.call('org.saveCopy', { path: join(folder, 'for-mel.rolecall') }))
  const melsFolder = aFolder()
  const melsPath = join(melsFolder, 'northside.rolecall')
  copyFileSync(join(folder, 'for-mel.rolecall'), melsPath)
  const melsDesk = aDesk(melsFolder)
  value(await melsDesk.call('org.open', { path: melsPath }))
  expect(failure(await place(melsDesk, 'Harbor')).code).toBe('read-only')
  const file = join(melsFolder, 'mel.request.json')
  const made = value(await melsDesk.call('device.request', { email: mel, name: 'Mel’s laptop', path: file }))
  expect(made.words.split(' ')).toHaveLength(8)
  expect(failure(await melsDesk.call('device.request', { email: mel, path: file })).code).toBe('file-exists')

  expect(value(await desk.call('device.readRequest', { path: file }))).toMatchObject({
    person: { name: 'Mel', email: mel, role: { key: 'administrator' } },
    name: 'Mel’s laptop',
    words: made.words,
    problem: null,
  })
  const others = made.words.split(' ').toReversed().join(' ')
  expect(failure(await desk.call('device.approve', { path: file, words: others })).code).toBe('wrong-words')
  const approved = value(await desk.call('device.approve', { path: file, words: `  ${made.words.toUpperCase()} ` }))
  expect(approved.keys).toHaveLength(2)
  expect(value(await desk.call('log.list', { limit: 1 })).items[0]!.title).toBe(
    'enrolled the desktop “Mel’s laptop” for Mel: its console and a key to sign with',
  )
  const rows = value(await desk.call('device.list', {})).keys.filter((key) => key.person?.name === 'Mel')
  expect(rows).toMatchObject([
    {
      kind: 'operator',
      name: 'Mel’s laptop',
      isHere: false,
      isRevoked: false,
      lastSeenMs: null,
      mayRevoke: { allowed: true },
    },
    { kind: 'console', name: 'Mel’s laptop', isHere: false },
  ])

  // The settling goes to Mel's console together with the file.
  value(await desk.call('device.handOver', { to: rows[1]!.id }))
  const again = join(melsFolder, 'again.rolecall')
  value(await desk.call('org.saveCopy', { path: again }))
  // What the office does from now on waits for Mel's console.
  value(await place(desk, 'Quay'))
  expect(value(await desk.call('org.info', {})).counts.pending).toBe(1)
  value(await melsDesk.call('org.open', { path: again }))
  expect(value(await melsDesk.call('org.info', {})).actor?.name).toBe('Mel')
  value(await place(melsDesk, 'Harbor'))
  expect(value(await melsDesk.call('org.verify', {})).problems).toEqual([])
  const refused = failure(await desk.call('org.open', { path, as: mel }))
  expect(refused.code).toBe('not-enrolled')
  // S0.14: nobody else's address stands in it.
  expect(refused.message.replaceAll(mel, '')).not.toContain('@')
})

it('refuses what is no request, a request of others, and one that was changed on the way', async () => {
  const { desk, folder } = await aDeskWithOrg('prokeep')
  await addMel(desk, 'member')
  const made = value(await desk.call('device.request', { email: mel }))
  const bad = async (change: (request: Record<string, unknown>) => void) => {
    const request = JSON.parse(made.request) as Record<string, unknown>
    change(request)
    return failure(await desk.call('device.approve', { request: JSON.stringify(request) }))
  }
  const file = join(folder, 'not-a-request.json')
  writeFileSync(file, '{"format":"something else"}')
  expect(failure(await desk.call('device.readRequest', { path: file })).code).toBe('bad-request')
  writeFileSync(file, Buffer.alloc(30_000, 32))
  expect(failure(await desk.call('device.readRequest', { path: file })).code).toBe('bad-request')
  expect(failure(await desk.call('device.readRequest', { path: join(folder, 'gone') })).code).toBe('file-not-found')
  expect(failure(await desk.call('device.readRequest', {})).code).toBe('bad-input')
  expect((await bad((request) => (request['org'] = 'f'.repeat(64)))).code).toBe('bad-request')
  expect((await bad((request) => (request['extra'] = 1))).code).toBe('bad-request')
  expect((await bad((request) => (request['staffId'] = '0'.repeat(32)))).code).toBe('no-such-person')
  const owner = desk.org!.actor
  expect((await bad((request) => (request['staffId'] = owner))).message).toMatch(
    /does not show that its console holds the key/,
  )
  expect(value(await desk.call('device.readRequest', { request: made.request })).problem).toBeNull()
})

it('keeps no key of a refused operator', async () => {
  const { desk, folder, path } = await aDeskWithOrg('prokeep')
  const melsId = await addMel(desk, 'manager')
  value(await desk.call('device.add', { email: mel }))
  value(
    await desk.call('staff.add', {
      people: [{ name: 'Ida', email: 'ida@northside.example', role: 'administrator' as RoleKey }],
      active: true,
    }),
  )
  value(await desk.call('org.open', { path, as: mel }))
  expect(desk.org!.actor).toBe(melsId)
  const keys = () => readdirSync(join(folder, 'home', 'keys'))
  const before = keys()
  expect(failure(await desk.call('device.add', { email: 'ida@northside.example' })).code).toBe('no-such-person')
  expect(failure(await desk.call('device.replaceWords', {})).code).toBe('refused')
  expect(keys()).toEqual(before)
})

it('enrols anew in a copy with the recovery words, and makes new words', async () => {
  const folder = aFolder()
  const desk = aDesk(folder)
  const path = join(folder, 'northside.rolecall')
  const owner = { ownerName: 'Robin Shaw', ownerEmail: robin }
  const created = value(await desk.call('org.create', { path, name: 'Northside', blueprint: 'prokeep', ...owner }))
  const words = created.recoveryWords.join(' ')
  value(await desk.call('org.open', { path }))
  const copy = join(folder, 'copy.rolecall')
  value(await desk.call('org.saveCopy', { path: copy }))
  value(await place(desk, 'Riverton'))
  value(await desk.call('org.open', { path: copy }))
  expect(value(await desk.call('device.list', {})).signsHere).toMatchObject({
    allowed: false,
    because: expect.stringMatching(/is a copy of/),
  })
  expect(failure(await desk.call('device.recover', { words: 'not these' })).code).toBe('wrong-words')
  const opened = value(await desk.call('device.recover', { words, passphrase: 'new one' }))
  expect(opened).toMatchObject({ mode: 'edit', actor: { name: 'Robin Shaw' }, counts: { pending: 0 } })
  value(await place(desk, 'Harbor'))
  const replaced = value(await desk.call('device.replaceWords', {}))
  expect(replaced.recoveryWords).toHaveLength(12)
  expect(failure(await desk.call('device.recover', { words })).code).toBe('wrong-words')
  value(await desk.call('device.recover', { words: replaced.recoveryWords.join(' ') }))
  expect(value(await desk.call('org.verify', {})).problems).toEqual([])
})

it('is open read-only, and says why, once the key of whoever acts was revoked there or they were removed', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const folder = aFolder()
  const meet = async () => {
    for (const one of [office, ...others]) value(await one.desk.call('sync.exchange', { folder }))
  }
  const [melsDesk, kimsDesk] = [others[0]!.desk, others[1]!.desk]
  const infoOf = async (desk: Desk) => value(await desk.call('org.info', {}))
  await meet()
  expect(await infoOf(melsDesk)).toMatchObject({ mode: 'edit', readOnlyBecause: null, needsKey: false })
  const { keys } = value(await office.desk.call('device.list', {}))
  const key = keys.find(({ kind, person }) => kind === 'operator' && person?.name === 'Mel')!
  value(await office.desk.call('device.revoke', { keys: [key.id] }))
  value(await office.desk.call('staff.remove', { staffIds: [others[1]!.staffId] }))
  // Nobody told them yet.
  expect((await infoOf(melsDesk)).mode).toBe('edit')
  await meet()
  expect(await infoOf(melsDesk)).toMatchObject({
    mode: 'read-only',
    readOnlyBecause: 'Your key on this desktop was revoked. Ask for a new one: somebody who is enrolled approves it.',
    needsKey: true,
    actor: { name: 'Mel' },
  })
  const refusal = failure(await place(melsDesk, 'Harbor'))
  expect([refusal.code, refusal.message]).toEqual([
    'read-only',
    'Your key on this desktop was revoked. Ask for a new one: somebody who is enrolled approves it. Nothing was changed.',
  ])
  expect(await infoOf(kimsDesk)).toMatchObject({
    mode: 'read-only',
    readOnlyBecause: 'You were removed from this organization. Somebody who manages you can restore you.',
    needsKey: false,
  })
  value(await office.desk.call('staff.restore', { staffIds: [others[1]!.staffId] }))
  await meet()
  expect((await infoOf(kimsDesk)).mode).toBe('edit')
  value(await place(kimsDesk, 'Harbor'))
})

it('brings what waited at a take-over to an end, and what only the lost console had once it is found', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const { recoveryWords } = value(await office.desk.call('device.replaceWords', {}))
  const folder = aFolder()
  const meet = async (...desks: readonly Console[]) => {
    for (const one of desks) value(await one.desk.call('sync.exchange', { folder }))
  }
  await meet(office, mel, kim, office)
  value(await place(mel.desk, 'Quay'))
  value(await place(kim.desk, 'Pier'))
  // Settled at the office, and never brought anywhere.
  const dock = value(await place(office.desk, 'Dock'))
  const shed = value(await place(office.desk, 'Shed'))
  value(await mel.desk.call('device.recover', { words: recoveryWords.join(' '), email: robin, name: 'Mel’s desk' }))
  await meet(mel, kim, mel, kim)
  const placesOf = ({ org }: Console) => [...org.state().places.values()].map(({ name }) => name)
  const inboxOf = ({ org }: Console) =>
    [...org.state().inbox.values()].map(({ rows }) =>
      rows.map(({ verdict, because }) => `${verdict} ${because}`).join(),
    )
  // The take-over revoked Mel’s key at this desktop; Kim’s is as good as before.
  expect(inboxOf(kim)).toEqual(['refused key-revoked'])
  expect(placesOf(kim)).toContain('Pier')

  // The office was not lost after all.
  const found = failure(await office.desk.call('sync.exchange', { folder }))
  expect([found.code, found.message]).toEqual([
    'halted',
    expect.stringMatching(/^The settling of changes was taken over/),
  ])
  expect(value(await office.desk.call('org.info', {})).readOnlyBecause).toBe(found.message)
  await meet(mel, kim)
  expect(placesOf(kim)).toContain('Dock')
  expect(placesOf(kim)).not.toContain('Shed')
  expect(inboxOf(kim).toSorted()).toEqual(['refused key-revoked', 'refused other-history'])
  for (const { changes } of [dock, shed]) {
    expect(changes.map((id) => listParts(kim.org.store.db, id).length)).toEqual([1])
  }
  for (const one of [mel, kim]) {
    expect(value(await one.desk.call('org.info', {})).counts.pending).toBe(0)
    expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])
  }
  expect(inboxOf(mel)).toEqual(inboxOf(kim))
  expect(mel.org.revision()).toEqual(kim.org.revision())
})

it('stops everybody who sees two take-overs, and goes on from a backup in another folder', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const { recoveryWords } = value(await office.desk.call('device.replaceWords', {}))
  const words = recoveryWords.join(' ')
  const [folder, kims] = [aFolder(), aFolder()]
  const exchangeIn = (one: Desk, at: string) => one.call('sync.exchange', { folder: at })
  for (const one of [office, mel, kim, office]) value(await exchangeIn(one.desk, folder))
  value(await place(office.desk, 'Quay'))
  value(await exchangeIn(mel.desk, folder))
  const backup = join(mel.folder, 'backup.rolecall')
  await mel.org.copyTo(backup)
  cpSync(folder, kims, { recursive: true })
  renameSync(folder, `${folder} away`)
  for (const { desk } of [mel, kim]) value(await desk.call('device.recover', { words, email: robin }))
  value(await place(mel.desk, 'Dock'))
  renameSync(`${folder} away`, folder)
  // Each brings theirs before the other is there.
  value(await exchangeIn(mel.desk, folder))
  value(await exchangeIn(kim.desk, kims))
  cpSync(kims, folder, { recursive: true })
  for (const [one, why] of [
    [mel, /^Two desktops have taken over/],
    [kim, /^Two desktops have taken over/],
    [office, /taken over/],
  ] as const) {
    const stopped = failure(await exchangeIn(one.desk, folder))
    expect([stopped.code, stopped.message]).toEqual(['halted', expect.stringMatching(why)])
    expect(value(await one.desk.call('org.info', {})).mode).toBe('read-only')
  }

  mel.desk.close()
  for (const end of ['', '-wal', '-shm']) rmSync(`${mel.path}${end}`, { force: true })
  renameSync(backup, mel.path)
  renameSync(folder, `${folder} two stories`)
  const desk = aDesk(mel.folder)
  value(await desk.call('org.open', { path: mel.path, as: 'mel@northside.example' }))
  value(await desk.call('device.recover', { words, email: robin }))
  value(await place(desk, 'Harbor'))
  value(await exchangeIn(desk, aFolder()))
  expect(value(await desk.call('org.info', {}))).toMatchObject({ mode: 'edit', readOnlyBecause: null })
  expect(value(await desk.call('sync.status', {})).halt).toBeNull()
})

it('settles nothing in a copy of the file of the console that settles', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = aFolder()
  const copy = join(office.folder, 'copy.rolecall')
  await office.org.copyTo(copy)
  value(await place(office.desk, 'Dock'))
  value(await place(mel.desk, 'Quay'))
  value(await mel.desk.call('sync.exchange', { folder }))
  const beside = aDesk(office.folder)
  expect(value(await beside.call('org.open', { path: copy })).readOnlyBecause).toMatch(/is a copy of/)
  expect(value(await beside.call('sync.exchange', { folder }))).toMatchObject({ settled: 0 })
  beside.close()
  for (const one of [office, mel]) value(await one.desk.call('sync.exchange', { folder }))
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.line.pending()).toEqual([])
})

it.each(['a request', 'the recovery words'])(
  'lets a restored backup be edited again after %s, though another file went on under its key',
  async (how) => {
    const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
    const mel = others[0]!
    const { recoveryWords } = value(await office.desk.call('device.replaceWords', {}))
    const folder = aFolder()
    const meet = async (...desks: readonly Desk[]) => {
      for (const one of desks) value(await one.call('sync.exchange', { folder }))
    }
    await meet(office.desk, mel.desk, office.desk)
    const backup = join(mel.folder, 'backup.rolecall')
    await mel.org.copyTo(backup)
    value(await place(mel.desk, 'Quay'))
    await meet(mel.desk, office.desk)
    value(await place(mel.desk, 'Pier'))
    await meet(mel.desk)
    mel.desk.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${mel.path}${end}`, { force: true })
    renameSync(backup, mel.path)
    const desk = aDesk(mel.folder)
    const as = 'mel@northside.example'
    expect(value(await desk.call('org.open', { path: mel.path, as })).readOnlyBecause).toMatch(/restored from a backup/)
    if (how === 'a request') {
      await meet(desk)
      expect(value(await desk.call('sync.status', {})).halt).toMatchObject({ code: 'copied-file' })
      const old = [...office.org.state().keys.values()].filter(({ staffId }) => staffId === mel.staffId)
      const { request } = value(await desk.call('device.request', { email: as }))
      value(await office.desk.call('device.approve', { request }))
      value(await office.desk.call('device.revoke', { keys: old.map(({ id }) => id) }))
      await meet(office.desk, desk)
      value(await desk.call('org.open', { path: mel.path, as }))
    } else {
      // It takes what was settled meanwhile first.
      value(await desk.call('device.recover', { words: recoveryWords.join(' '), email: robin }))
    }
    expect(value(await desk.call('org.info', {}))).toMatchObject({ mode: 'edit', readOnlyBecause: null })
    value(await place(desk, 'Harbor'))
    await meet(desk, office.desk, desk, office.desk)
    expect(value(await desk.call('sync.status', {})).halt).toBeNull()
    expect(desk.org!.revision()).toEqual(office.org.revision())
    const names = [...office.org.state().places.values()].map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['Quay', 'Harbor']))
    // Brought before the file went back, so that it ends like everything else.
    const isRefused = !names.includes('Pier')
    expect([...office.org.state().inbox.values()].map(({ rows }) => rows[0]!.because)).toEqual(
      isRefused ? ['key-revoked'] : [],
    )
    expect(value(await desk.call('sync.status', {})).pending.total).toBe(0)
  },
)

it.each(['a folder', 'a hub'])(
  'settles a take-over with the recovery words, which every other console then follows, through %s',
  async (place) => {
    const postgres = place === 'a hub' ? await startPostgres() : null
    if (postgres !== null) onTestFinished(() => postgres.stop())
    const hub = await postgres?.newDatabase()
    const { office, others } = await consoles('prokeep', [
      { name: 'Mel', role: 'administrator' },
      { name: 'Kim', role: 'administrator' },
    ])
    const [mel, kim] = [others[0]!, others[1]!]
    const { recoveryWords } = value(await office.desk.call('device.replaceWords', {}))
    if (hub !== undefined) {
      value(await office.desk.call('hub.init', { url: hub }))
      value(await office.desk.call('sync.setSequencer', { to: 'hub' }))
    }
    const urls = new Map<Console, string>()
    for (const [i, one] of [office, mel, kim].entries()) {
      if (hub !== undefined) urls.set(one, value(await office.desk.call('hub.admit', { url: hub, role: `c${i}` })).url!)
    }
    const folder = aFolder()
    const meet = async (...desks: readonly Console[]) => {
      for (const one of desks) {
        value(await one.desk.call('sync.exchange', hub === undefined ? { folder } : { hub: urls.get(one)! }))
      }
    }
    await meet(office, mel, kim, office)
    // The office burns down; what Mel did meanwhile still waits.
    value(await mel.desk.call('place.add', { kind: 'location', name: 'Quay' }))
    const words = recoveryWords.join(' ')
    const taken = value(await mel.desk.call('device.recover', { words, email: robin, name: 'Mel’s desk' }))
    expect(taken).toMatchObject({ mode: 'edit', actor: { name: 'Robin Shaw' } })
    value(await mel.desk.call('place.add', { kind: 'location', name: 'Harbor' }))
    await meet(mel, kim)
    expect(value(await mel.desk.call('org.info', {})).counts.pending).toBe(0)
    expect(mel.org.revision()).toEqual(kim.org.revision())
    expect([...kim.org.state().places.values()].map(({ name }) => name)).toContain('Harbor')
    const { keys, settings } = kim.org.state()
    expect(keys.get(settings.registrar)).toMatchObject({ isRevoked: false, name: 'Mel’s desk' })
    value(await kim.desk.call('place.add', { kind: 'location', name: 'Pier' }))
    await meet(kim, mel, kim)
    for (const one of [mel, kim]) {
      expect(value(await one.desk.call('org.info', {})).counts.pending).toBe(0)
      expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])
    }
    expect(mel.org.revision()).toEqual(kim.org.revision())
  },
  60_000,
)
