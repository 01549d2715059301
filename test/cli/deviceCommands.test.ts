import { copyFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string
let words: string[]
const mel = 'mel@northside.example'

beforeEach(async () => {
  desktop = aDesktop()
  org = desktop.path('northside.rolecall')
  const owner = 'Robin Shaw <robin@northside.example>'
  const created = await desktop.json('new', [
    'new',
    org,
    '--blueprint',
    'prokeep',
    '--name',
    'Northside',
    '--owner',
    owner,
  ])
  words = created.recoveryWords
  await desktop.json('staff add', [
    'staff',
    'add',
    org,
    '--name',
    'Mel',
    '--email',
    mel,
    '--role',
    'administrator',
    '--active',
  ])
})

afterEach(() => desktop.dispose())

it('enrols another operator of the same desktop, who then acts with --as', async () => {
  const added = await desktop.json('device add', ['device', 'add', org, mel, '--name', 'front desk'])
  const place = await desktop.run('place', 'add', org, 'location:riverton', '--name', 'Riverton', '--as', mel)
  expect(place).toMatchObject({ exit: 0 })
  const [entry] = await desktop.json('log', ['log', org])
  expect(entry?.by).toBe('Mel')
  const keys = await desktop.json('device list', ['device', 'list', org])
  expect(
    keys.map(({ kind, email, name, here, settles, revoked }) => ({ kind, email, name, here, settles, revoked })),
  ).toEqual([
    expect.objectContaining({ kind: 'operator', email: 'robin@northside.example', here: true, settles: false }),
    expect.objectContaining({ kind: 'console', email: null, here: true, settles: true }),
    { kind: 'operator', email: mel, name: 'front desk', here: true, settles: false, revoked: false },
  ])
  expect(keys[2]).toMatchObject({ key: added.key, lastSeen: expect.stringMatching(/^\d{4}-/) })
})

it('takes the e-mail before the organization, as the table of commands writes it', async () => {
  await desktop.json('device add', ['device', 'add', mel, org])
})

it('unlocks a key with a passphrase from a file', async () => {
  const file = desktop.write('passphrase.txt', 'correct horse\nsecond line\n')
  const wrong = desktop.write('wrong.txt', 'battery')
  await desktop.json('device add', ['device', 'add', org, mel, '--new-passphrase-file', file])
  const edit = ['place', 'add', org, 'location:riverton', '--name', 'Riverton', '--as', mel]
  expect((await desktop.refuses(2, ...edit)).code).toBe('passphrase-needed')
  expect((await desktop.refuses(2, ...edit, '--passphrase-file', wrong)).code).toBe('passphrase-needed')
  expect((await desktop.refuses(2, ...edit, '--passphrase-file', desktop.path('none'))).code).toBe('file-not-found')
  await desktop.json('place add', [...edit, '--passphrase-file', file])
})

it('requests, approves and revokes', async () => {
  const file = desktop.path('mel.request.json')
  const made = await desktop.json('device request', ['device', 'request', org, mel, '--out', file, '--name', 'laptop'])
  expect(made).toMatchObject({ path: file })
  expect(made.words.split(' ')).toHaveLength(8)
  const [first, ...rest] = made.words.split(' ')
  const twisted = [...rest, first].join(' ')
  expect((await desktop.refuses(2, 'device', 'approve', org, file, '--words', twisted)).code).toBe('wrong-words')
  const approved = await desktop.json('device approve', ['device', 'approve', org, file, '--words', made.words])
  expect(approved.keys).toHaveLength(2)
  expect((await desktop.refuses(1, 'device', 'approve', org, file)).code).toBe('refused')
  await desktop.json('device revoke', ['device', 'revoke', org, approved.keys[0]!.slice(0, 12)])
  await desktop.json('device revoke', ['device', 'revoke', org, mel])
  expect((await desktop.json('device list', ['device', 'list', org])).filter((key) => key.email === mel)).toMatchObject(
    [
      { kind: 'operator', revoked: true },
      { kind: 'console', revoked: true },
    ],
  )
  expect((await desktop.refuses(2, 'device', 'revoke', org, 'ffffffffffff')).code).toBe('no-such-key')
  expect((await desktop.refuses(2, 'device', 'hand-over', org, 'ffffffffffff')).code).toBe('no-such-key')
  expect((await desktop.json('verify', ['verify', org])).ok).toBe(true)
})

it('says what to do with a bundle opened beside its organization, and enrols anew there', async () => {
  const bundle = desktop.path('all.json')
  const copy = desktop.path('copy.rolecall')
  await desktop.json('export', ['export', org, bundle])
  await desktop.json('open', ['open', bundle, '--into', copy])
  const edit = (path: string) => ['place', 'add', path, 'location:riverton', '--name', 'Riverton']
  const first = await desktop.run(...edit(copy))
  expect(first).toMatchObject({
    exit: 1,
    err: expect.stringMatching(/is a copy of .*northside\.rolecall.*enrol this desktop anew/),
  })
  await desktop.json('place add', edit(org))
  const robin = 'robin@northside.example'
  const file = desktop.path('words')
  const recover = ['device', 'recover', copy, robin, '--words-file', file]
  expect(await desktop.refuses(2, ...recover)).toMatchObject({ code: 'file-not-found', at: '--words-file' })
  expect((await desktop.refuses(2, 'device', 'recover', copy, robin)).message).toMatch(/give --words-file/)
  writeFileSync(file, words.toReversed().join(' '))
  expect((await desktop.refuses(2, ...recover)).code).toBe('wrong-words')
  writeFileSync(file, `${words.join(' ')}\n`)
  expect((await desktop.refuses(2, ...recover.with(3, 'nobody@northside.example'))).code).toBe('no-such-person')
  expect((await desktop.json('device recover', recover)).email).toBe(robin)
  await desktop.json('place add', edit(copy))
  expect((await desktop.json('verify', ['verify', copy])).ok).toBe(true)
  expect((await desktop.refuses(1, 'place', 'rename', org, 'location:riverton', 'Harbor')).code).toBe('read-only')
})

it('hands the settling over to another console, and says from then on what is pending', async () => {
  const elsewhere = aDesktop()
  const file = desktop.path('mel.request.json')
  const copy = elsewhere.path('northside.rolecall')
  copyFileSync(org, copy)
  await elsewhere.json('device request', ['device', 'request', copy, mel, '--out', file, '--name', 'laptop'])
  elsewhere.dispose()
  const { keys } = await desktop.json('device approve', ['device', 'approve', org, file])
  const console = (await desktop.json('device list', ['device', 'list', org])).find(
    ({ key, kind }) => kind === 'console' && keys.includes(key),
  )!
  await desktop.json('device hand-over', ['device', 'hand-over', org, console.key.slice(0, 12)])
  expect((await desktop.run('device', 'list', org)).out).toMatch(/console +mel@northside\.example +laptop .*settles/)
  expect((await desktop.run('staff', 'set-role', org, mel, 'member')).out).toMatch(/Pending until it is settled/)
  expect(await desktop.json('staff list', ['staff', 'list', org, '--search', 'mel'])).toMatchObject([
    { email: mel, role: 'member', pending: true },
  ])
  expect((await desktop.run('staff', 'list', org)).out).toMatch(/Mel +mel@\S+ +Member +active, pending/)
  expect((await desktop.run('log', org)).out).toMatch(/^Not settled yet, so in no entry: 1 pending change\. /)
})
