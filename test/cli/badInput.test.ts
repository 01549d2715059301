import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string
let bundle: string

beforeAll(async () => {
  desktop = aDesktop()
  org = desktop.path('org.rolecall')
  bundle = desktop.path('org.json')
  await desktop.json('sample', ['sample', org, '--blueprint', 'prokeep', '--people', '30'])
  await desktop.json('staff add', [
    'staff',
    'add',
    org,
    '--name',
    'Ana Ruiz',
    '--email',
    'ana.ruiz@x.example',
    '--role',
    'member',
    '--active',
  ])
  await desktop.json('export', ['export', org, bundle])
})
afterAll(() => desktop.dispose())

describe('rolecall refuses bad usage with exit 2', () => {
  it.each([
    ['no such command', ['frobnicate']],
    ['no such option', ['info', 'ORG', '--frobnicate']],
    ['a missing argument', ['info']],
    ['too many arguments', ['info', 'ORG', 'more']],
    ['a missing option', ['new', 'x.rolecall', '--name', 'X']],
    ['an owner without address', ['new', 'x.rolecall', '--blueprint', 'prokeep', '--name', 'X', '--owner', 'Dana']],
    [
      'an owner with half an address',
      ['new', 'x.rolecall', '--blueprint', 'prokeep', '--name', 'X', '--owner', 'Dana <dana@>'],
    ],
    ['an unknown blueprint', ['new', 'x.rolecall', '--blueprint', 'nope', '--name', 'X', '--owner', 'D <d@x.example>']],
    [
      'an unknown time zone',
      [
        'new',
        'x.rolecall',
        '--blueprint',
        'prokeep',
        '--name',
        'X',
        '--owner',
        'D <d@x.example>',
        '--time-zone',
        'Mars/Base',
      ],
    ],
    [
      'a new org over an old one',
      ['new', 'ORG', '--blueprint', 'prokeep', '--name', 'X', '--owner', 'D <d@x.example>'],
    ],
    ['a sample over an old one', ['sample', 'ORG']],
    ['a sample of no people', ['sample', 'x.rolecall', '--people', '0']],
    ['people that are no number', ['sample', 'x.rolecall', '--people', 'many']],
    ['somebody who is not enrolled', ['info', 'ORG', '--as', 'ana.ruiz@x.example']],
    ['an unknown person', ['staff', 'show', 'ORG', 'nobody@x.example']],
    ['an unknown role', ['staff', 'set-role', 'ORG', 'ana.ruiz@x.example', 'boss']],
    [
      'an unknown role of a new person',
      ['staff', 'add', 'ORG', '--name', 'X', '--email', 'x@x.example', '--role', 'boss'],
    ],
    ['half an e-mail', ['staff', 'add', 'ORG', '--name', 'X', '--email', 'x@', '--role', 'member']],
    [
      'an e-mail that is taken',
      ['staff', 'add', 'ORG', '--name', 'X', '--email', 'ANA.ruiz@x.example', '--role', 'member'],
    ],
    ['an unknown place', ['staff', 'assign', 'ORG', 'ana.ruiz@x.example', 'location:nowhere']],
    ['a place that is none', ['staff', 'assign', 'ORG', 'ana.ruiz@x.example', 'nowhere']],
    [
      'a day that does not exist',
      ['staff', 'assign', 'ORG', 'ana.ruiz@x.example', 'location:riverton', '--until', '2030-02-30'],
    ],
    ['an unknown state', ['staff', 'list', 'ORG', '--state', 'asleep']],
    ['nothing to edit', ['staff', 'edit', 'ORG', 'ana.ruiz@x.example']],
    ['a place that exists', ['place', 'add', 'ORG', 'location:riverton', '--name', 'Riverton']],
    ['an unknown kind of place', ['place', 'add', 'ORG', 'galaxy:far', '--name', 'Far']],
    ['an unknown parent', ['place', 'add', 'ORG', 'location:new', '--name', 'New', '--parent', 'location:nowhere']],
    ['a move to nowhere', ['place', 'move', 'ORG', 'location:riverton']],
    ['an unknown permission', ['grant', 'set', 'ORG', '--role', 'member', '--do', 'nope.nope', '--reach', 'all']],
    ['a reach that is none', ['grant', 'set', 'ORG', '--role', 'member', '--do', 'users.view', '--reach', 'wide']],
    ['a reach that does not fit', ['grant', 'set', 'ORG', '--role', 'member', '--do', 'users.view', '--reach', 'own']],
    ['an unknown feature', ['feature', 'set', 'ORG', 'nope', 'on']],
    ['neither on nor off', ['feature', 'set', 'ORG', 'broadcast', 'maybe']],
    ['an unknown setting', ['setting', 'set', 'ORG', 'nope', 'on']],
    [
      'a fact that is none',
      ['can', 'ORG', '--who', 'ana.ruiz@x.example', '--do', 'users.view', '--fact', 'archived=perhaps'],
    ],
    ['an unknown role to compare', ['role', 'compare', 'ORG', 'member', 'boss']],
    ['requests that are missing', ['can-batch', 'ORG', 'nowhere.jsonl']],
    ['a date that is none', ['log', 'ORG', '--since', 'yesterday']],
    ['an unknown operation', ['call', 'ORG', 'org.explode', '{}']],
    ['an input that is not JSON', ['call', 'ORG', 'search.all', '{text}']],
    ['an input that does not fit', ['call', 'ORG', 'search.all', '{"text":1}']],
    ['an unknown format', ['export', 'ORG', 'x.json', '--format', 'xacml']],
    ['an export over a file', ['export', 'ORG', 'BUNDLE']],
    ['an open over a file', ['open', 'BUNDLE', '--into', 'ORG']],
  ])('%s', async (_, args) => {
    await desktop.refuses(
      2,
      ...args.map((arg) =>
        arg === 'ORG' ? org : arg === 'BUNDLE' ? bundle : arg.endsWith('.rolecall') ? desktop.path(arg) : arg,
      ),
    )
  })

  it('names the line of a bad request and answers none', async () => {
    const good = '{"who":"ana.ruiz@x.example","do":"inbox.access"}'
    for (const bad of [
      '{"who":',
      '{"who":"ana.ruiz@x.example"}',
      '{"who":"ana.ruiz@x.example","do":"inbox.access","at":"location:riverton"}',
      '[]',
    ]) {
      const file = desktop.write('bad.jsonl', `${good}\n\n${bad}\n`)
      expect(await desktop.refuses(2, 'can-batch', org, file)).toMatchObject({ code: 'bad-question', at: 'line 3' })
    }
    const unknown = desktop.write('unknown.jsonl', `${good}\n${good.replace('inbox.access', 'inbox.nope')}\n`)
    expect((await desktop.refuses(2, 'can-batch', org, unknown)).at).toBe('line 2')
  })
})

describe('rolecall import refuses bad files with exit 2 and leaves the org as it was', () => {
  it.each<[string, string | Uint8Array]>([
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['half a workbook', Buffer.from('504b0304140006000800', 'hex')],
    ['an empty file', ''],
    ['a header alone', 'email,name\n'],
    ['a NUL byte', 'email,name\na@x.example,A\0\n'],
    [
      'half a UTF-8 letter',
      Buffer.concat([Buffer.from('email,name\na@x.example,A'), Buffer.of(0xc3), Buffer.from('\n')]),
    ],
    ['a 10 MB cell', `email,name\na@x.example,${'x'.repeat(10_000_000)}\n`],
    ['an open quote', 'email,name\na@x.example,"A\n'],
    ['a row with more cells than columns', 'email,name\na@x.example,A,B\n'],
    ['no column with addresses', 'colour,size\nred,4\n'],
  ])('%s', async (_, content) => {
    await desktop.refuses(2, 'import', org, desktop.write('bad.csv', content))
  })

  it('a file that is missing, a folder, a mapping that is none', async () => {
    await desktop.refuses(2, 'import', org, desktop.path('nowhere.csv'))
    mkdirSync(desktop.path('folder'))
    await desktop.refuses(2, 'import', org, desktop.path('folder'))
    const file = desktop.write('good.csv', 'email,name\na@x.example,A\n')
    await desktop.refuses(2, 'import', org, file, '--map', 'email=Shoe')
    await desktop.refuses(2, 'import', org, file, '--map', 'shoe=name')
    await desktop.refuses(2, 'import', org, file, '--role', 'boss')
  })

  it('rows with missing and doubled addresses or unknown roles, with exit 1', async () => {
    const before = readFileSync(org)
    const file = desktop.write(
      'rows.csv',
      'email,name,role\n,Nobody,\na@x.example,A,\nA@x.example,B,\nc@x.example,C,Boss\nd@x.example,D,\n',
    )
    const report = await desktop.json('import', ['import', org, file], 1)
    expect(report).toMatchObject({ counts: { new: 1, refused: 4 }, applied: null })
    expect(report.rows.map((row) => row.line)).toEqual([2, 3, 4, 5, 6])
    expect(readFileSync(org).equals(before)).toBe(true)
  })
})

describe('rolecall answers files that cannot be used with exit 3', () => {
  it.each<[string, () => string | Uint8Array]>([
    ['a JPEG called .rolecall', () => Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['an empty file', () => ''],
    ['half an org', () => readFileSync(org).subarray(0, 5000)],
    ['a truncated bundle', () => readFileSync(bundle).subarray(0, -100)],
    ['an edited bundle', () => readFileSync(bundle, 'utf8').replace('Ana Ruiz', 'Ana Luiz')],
    [
      'a bundle from a newer version',
      () => readFileSync(bundle, 'utf8').replace('rolecall/bundle/1', 'rolecall/bundle/2'),
    ],
    ['other JSON', () => '{"hello": "world"}'],
  ])('%s', async (_, content) => {
    const file = desktop.write('bad.rolecall', content())
    await desktop.refuses(3, 'info', file)
    await desktop.refuses(3, 'verify', file)
    await desktop.refuses(3, 'staff', 'add', file, '--name', 'X', '--email', 'x@x.example', '--role', 'member')
    if (file !== org) await desktop.refuses(3, 'open', file, '--into', desktop.path('copy.rolecall'))
  })

  it('a file that is missing', async () => {
    await desktop.refuses(3, 'info', desktop.path('nowhere.rolecall'))
  })

  it('an org whose version is newer', async () => {
    const newer = Buffer.from(readFileSync(org))
    // user_version, big-endian, at byte 60 of the SQLite header.
    newer.writeUInt32BE(9999, 60)
    const file = desktop.write('newer.rolecall', newer)
    expect((await desktop.refuses(3, 'info', file)).code).toBe('newer-version')
  })
})

describe('rolecall leaves the org as it was when it only reads', () => {
  it('byte for byte', async () => {
    const hash = () => createHash('sha256').update(readFileSync(org)).digest('hex')
    const before = hash()
    const file = desktop.write('good.csv', 'email,name\na@x.example,A\n')
    for (const args of [
      ['info', org],
      ['staff', 'list', org],
      ['matrix', org],
      ['log', org],
      ['verify', org],
      ['import', org, file, '--dry-run'],
      ['grant', 'set', org, '--role', 'member', '--do', 'reports.view', '--reach', 'all', '--preview'],
      ['staff', 'set-role', org, 'ana.ruiz@x.example', 'manager', '--preview'],
      ['who-can', org, '--do', 'inbox.access'],
    ]) {
      expect((await desktop.run(...args)).exit).toBe(0)
      expect(hash()).toBe(before)
    }
  })

  it('prints help and version with exit 0', async () => {
    expect(await desktop.run('--help')).toMatchObject({ exit: 0, out: expect.stringMatching(/Usage: rolecall/) })
    expect(await desktop.run('staff', 'list', '--help')).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/--state/),
    })
    expect(await desktop.run('--version')).toMatchObject({ exit: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+/) })
    expect(await desktop.run()).toMatchObject({ exit: 2, out: '' })
    expect(await desktop.run('staff')).toMatchObject({ exit: 2, out: '' })
  })
})
