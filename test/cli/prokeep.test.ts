import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

// One organization lives through the tests of this file, in order, as a script would drive it.
let desktop: Desktop
let org: string

beforeAll(async () => {
  desktop = aDesktop()
  org = desktop.path('northside.rolecall')
  const made = await desktop.json('new', [
    'new',
    org,
    '--blueprint',
    'prokeep',
    '--name',
    'Northside',
    '--owner',
    'Dana Kim <dana@northside.example>',
    '--time-zone',
    'Europe/Berlin',
  ])
  expect(made.recoveryWords).toHaveLength(12)
})
afterAll(() => desktop.dispose())

describe('rolecall on a prokeep organization', () => {
  it('tells about the organization', async () => {
    expect(await desktop.json('info', ['info', org])).toMatchObject({
      name: 'Northside',
      blueprint: 'prokeep',
      revision: 1,
      people: 1,
      byRole: { administrator: 1, manager: 0, member: 0 },
      byState: { active: 1 },
      as: 'dana@northside.example',
    })
  })

  it('adds, renames, moves and archives places', async () => {
    expect((await desktop.json('place add', ['place', 'add', org, 'location:north', '--name', 'North'])).place).toBe(
      'location:north',
    )
    await desktop.json('place add', [
      'place',
      'add',
      org,
      'location:riverton',
      '--name',
      'Riverton',
      '--parent',
      'location:north',
    ])
    await desktop.json('place add', [
      'place',
      'add',
      org,
      'group:night',
      '--name',
      'Night shift',
      '--parent',
      'location:riverton',
    ])
    await desktop.json('place rename', ['place', 'rename', org, 'location:riverton', 'Riverton Mills'])
    await desktop.json('place move', ['place', 'move', org, 'location:riverton', '--top'])
    await desktop.json('place move', ['place', 'move', org, 'location:riverton', 'location:north'])
    await desktop.json('place archive', ['place', 'archive', org, 'group:night'])
    expect(await desktop.json('place list', ['place', 'list', org])).toEqual(
      [
        { place: 'location:north', kind: 'location', name: 'North', parent: null, archived: false, people: 0 },
        {
          place: 'group:night',
          kind: 'group',
          name: 'Night shift',
          parent: 'location:riverton',
          archived: true,
          people: 0,
        },
        {
          place: 'location:riverton',
          kind: 'location',
          name: 'Riverton Mills',
          parent: 'location:north',
          archived: false,
          people: 0,
        },
      ].toSorted((a, b) => (a.parent === null ? -1 : b.parent === null ? 1 : a.parent.localeCompare(b.parent))),
    )
  })

  it('imports a staff file, all or nothing', async () => {
    const file = desktop.write(
      'staff.csv',
      'Location;E-Mail;Role;Full name\nRiverton Mills, Oakdale;ana@northside.example;Manager;Ana Ruiz\nOakdale;ben@northside.example;;Ben Osei\n;carla@northside.example;Boss;Carla Voss\n',
    )
    const before = await desktop.json('info', ['info', org])
    const refused = await desktop.json('import', ['import', org, file], 1)
    expect(refused).toMatchObject({ counts: { new: 2, refused: 1 }, applied: null })
    expect(refused.rows[2]).toMatchObject({
      line: 4,
      status: 'refused',
      reason: expect.stringMatching(/no role “Boss”.*Administrator, Manager, Member/),
    })
    const dry = await desktop.json('import', ['import', org, file, '--dry-run', '--skip-refused'])
    expect(dry).toMatchObject({
      counts: { new: 2, refused: 1 },
      newPlaces: [{ id: 'location:oakdale', name: 'Oakdale' }],
      applied: null,
    })
    expect((await desktop.json('info', ['info', org])).head).toBe(before.head)

    const imported = await desktop.json('import', ['import', org, file, '--skip-refused', '--active'])
    expect(imported.applied).toMatchObject({ changes: expect.arrayContaining([expect.any(String)]) })
    expect(await desktop.json('staff list', ['staff', 'list', org, '--role', 'manager', 'member'])).toEqual([
      {
        email: 'ana@northside.example',
        name: 'Ana Ruiz',
        role: 'manager',
        state: 'active',
        at: ['location:oakdale', 'location:riverton'],
      },
      { email: 'ben@northside.example', name: 'Ben Osei', role: 'member', state: 'active', at: ['location:oakdale'] },
    ])
    expect(await desktop.json('import', ['import', org, file, '--skip-refused'])).toMatchObject({
      counts: { unchanged: 2, refused: 1 },
      applied: null,
    })
    expect(
      await desktop.json(
        'import',
        ['import', org, file, '--skip-refused', '--no-create-places', '--map', 'name=E-Mail', 'email=4'],
        0,
      ),
    ).toMatchObject({
      counts: { refused: 3 },
      mapping: { email: 'Full name', name: 'E-Mail' },
    })
  })

  it('undoes an import whole', async () => {
    const file = desktop.write(
      'more.csv',
      'email,name,site\nx@northside.example,Xi,Dock 9\ny@northside.example,Yu,Dock 9\n',
    )
    const { applied } = await desktop.json('import', ['import', org, file])
    await desktop.json('undo', ['undo', org, applied!.item])
    expect(
      (await desktop.json('staff list', ['staff', 'list', org, '--state', 'removed'])).map((person) => person.email),
    ).toEqual(['x@northside.example', 'y@northside.example'])
    await desktop.json('staff purge', ['staff', 'purge', org, 'x@northside.example', '--yes'])
    await desktop.json('staff restore', ['staff', 'restore', org, 'y@northside.example'])
  })

  it('adds and changes people', async () => {
    await desktop.json('staff add', [
      'staff',
      'add',
      org,
      '--name',
      'Deng Wei',
      '--email',
      'deng@northside.example',
      '--role',
      'member',
      '--at',
      'location:north',
      'location:oakdale',
    ])
    await desktop.json('staff activate', ['staff', 'activate', org, 'deng@northside.example'])
    await desktop.json('staff edit', [
      'staff',
      'edit',
      org,
      'deng@northside.example',
      '--email',
      'wei@northside.example',
    ])
    await desktop.json('staff unassign', ['staff', 'unassign', org, 'WEI@northside.example', 'location:oakdale'])
    await desktop.json('staff assign', [
      'staff',
      'assign',
      org,
      'wei@northside.example',
      'location:riverton',
      '--until',
      '2031-07-31',
    ])
    const moved = await desktop.json('staff set-role', ['staff', 'set-role', org, 'wei@northside.example', 'manager'])
    expect(moved).toMatchObject({ from: 'member', to: 'manager', applied: { revision: expect.any(Number) } })
    expect(moved.gained.map((step) => step.permission)).toContain('users.view')
    const preview = await desktop.json('staff set-role', [
      'staff',
      'set-role',
      org,
      'wei@northside.example',
      'member',
      '--preview',
    ])
    expect(preview).toMatchObject({ allowed: true, applied: null })
    expect(preview.lost.map((step) => step.permission)).toContain('users.view')
    const shown = await desktop.json('staff show', ['staff', 'show', org, 'wei@northside.example'])
    expect(shown).toMatchObject({
      name: 'Deng Wei',
      role: 'manager',
      state: 'active',
      at: ['location:north', 'location:riverton'],
      // The end of 31 July in Berlin.
      until: '2031-07-31T22:00:00.000Z',
    })
    await desktop.json('staff remove', ['staff', 'remove', org, 'wei@northside.example'])
    await desktop.json('staff restore', ['staff', 'restore', org, 'wei@northside.example'])
    expect(
      await desktop.json('staff list', ['staff', 'list', org, '--at', 'location:north', '--search', 'deng']),
    ).toHaveLength(1)
  })

  it('narrows the list to who is nowhere, and to what ends by a day', async () => {
    const emails = async (...flags: string[]) =>
      (await desktop.json('staff list', ['staff', 'list', org, ...flags])).map(({ email }) => email)
    const all = await desktop.json('staff list', ['staff', 'list', org])
    const nowhere = all.filter(({ at }) => at.length === 0).map(({ email }) => email)
    expect(nowhere.length).toBeGreaterThan(0)
    expect(nowhere.length).toBeLessThan(all.length)
    expect(await emails('--without-place')).toEqual(nowhere)
    const someone = all.find(({ at }) => at.length > 0)!
    const place = someone.at[0]!
    await desktop.json('staff assign', ['staff', 'assign', org, someone.email!, place, '--until', '2999-12-31'])
    expect(await emails('--ends-by', '2999-12-31')).toContain(someone.email)
    expect(await emails('--ends-by', '2999-12-30')).not.toContain(someone.email)
    await desktop.json('staff assign', ['staff', 'assign', org, someone.email!, place])
    expect(await emails('--ends-by', '2999-12-31')).not.toContain(someone.email)
    expect((await desktop.refuses(2, 'staff', 'list', org, '--ends-by', 'soon')).message).toContain('--ends-by')
  })

  it('shows and compares roles', async () => {
    expect((await desktop.json('role list', ['role', 'list', org])).map((role) => role.key)).toEqual([
      'administrator',
      'manager',
      'member',
    ])
    expect(await desktop.json('role show', ['role', 'show', org, 'manager'])).toMatchObject({
      key: 'manager',
      manages: ['manager', 'member'],
    })
    const compared = await desktop.json('role compare', ['role', 'compare', org, 'member', 'manager'])
    expect(compared.gained).toContainEqual(
      expect.objectContaining({ permission: 'users.view', before: 'none', after: 'assigned' }),
    )
    expect(compared.lost).toEqual([])
  })

  it('previews, changes, lists and resets grants', async () => {
    const cell = ['--role', 'member', '--do', 'reports.view']
    const preview = await desktop.json('grant set', ['grant', 'set', org, ...cell, '--reach', 'all', '--preview'])
    expect(preview).toEqual({
      gain: [
        { email: 'ben@northside.example', permission: 'reports.view', before: 'none', after: 'all', places: null },
      ],
      lose: [],
    })
    await desktop.json('grant set', ['grant', 'set', org, ...cell, '--reach', 'assigned'])
    expect(await desktop.json('grant list', ['grant', 'list', org])).toEqual([
      { role: 'member', permission: 'reports.view', reach: 'assigned', default: 'none', wasUnspecified: false },
    ])
    expect(await desktop.json('matrix', ['matrix', org])).toContainEqual({
      role: 'member',
      permission: 'reports.view',
      reach: 'assigned',
      default: 'none',
      edited: true,
      locked: false,
      unspecified: false,
      off: false,
    })
    const csv = await desktop.run('matrix', org, '--csv')
    expect(csv.out.split('\r\n')[0]).toBe('permission,name,administrator,manager,member')
    expect(csv.out).toMatch(/\ncontacts\.block,[^\n]*,not specified,not specified,not specified\r\n/)
    await desktop.json('grant reset', ['grant', 'reset', org, '--role', 'member'])
    expect(await desktop.json('grant list', ['grant', 'list', org])).toEqual([])
  })

  it('turns features on and off', async () => {
    await desktop.json('feature set', ['feature', 'set', org, 'broadcast', 'off'])
    const ask = ['can', org, '--who', 'dana@northside.example', '--do', 'broadcast.send']
    const refused = await desktop.json('can', ask, 1)
    expect(refused.allowed).toBe(false)
    expect(refused.wouldNeed).not.toEqual([])
    await desktop.json('feature set', ['feature', 'set', org, 'broadcast', 'on'])
    expect(await desktop.json('can', ask)).toMatchObject({ allowed: true, reach: 'all', wouldNeed: [] })
  })

  it('decides, one by one and in batches', async () => {
    const ask = (place: string) => ['can', org, '--who', 'ben@northside.example', '--do', 'inbox.access', '--at', place]
    expect(await desktop.json('can', ask('location:oakdale'))).toMatchObject({ allowed: true, reach: 'assigned' })
    expect((await desktop.json('can', ask('location:north'), 1)).because[0]).toMatchObject({
      code: expect.any(String),
      text: expect.any(String),
    })
    expect((await desktop.json('can', ask('location:north').slice(0, -2), 1)).because[0]!.code).toBe('no-place')
    const requests = [
      { who: 'ben@northside.example', do: 'inbox.access', at: ['location:oakdale'] },
      { who: 'ben@northside.example', do: 'inbox.access', at: ['location:north'] },
      { who: 'dana@northside.example', do: 'users.delete', on: 'ben@northside.example' },
    ]
    const lines = requests.map((request) => JSON.stringify(request)).join('\n')
    const batch = await desktop.run('can-batch', org, desktop.write('requests.jsonl', `${lines}\n`), '--json')
    expect(batch.exit).toBe(0)
    expect(
      batch.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).allowed),
    ).toEqual([true, false, true])
    desktop.stdin = lines
    expect((await desktop.run('can-batch', org, '-')).out).toBe(batch.out)
  })

  it('lists who may, and what one person may', async () => {
    const who = await desktop.json('who-can', ['who-can', org, '--do', 'inbox.access', '--at', 'location:oakdale'])
    expect(who.map((person) => person.email)).toContain('ben@northside.example')
    const access = await desktop.json('access', ['access', org, '--who', 'ben@northside.example'])
    expect(access.find((held) => held.permission === 'inbox.access')).toMatchObject({
      reach: 'assigned',
      places: ['location:oakdale'],
    })
  })

  it('keeps a log and takes changes back', async () => {
    const log = await desktop.json('log', ['log', org])
    expect(log.at(-1)).toMatchObject({ n: 1, kinds: ['org.create'] })
    expect(
      await desktop.json('log', [
        'log',
        org,
        '--kind',
        'grant.set',
        '--who',
        'dana@northside.example',
        '--since',
        '2020-01-01',
      ]),
    ).toHaveLength(2)
    expect(await desktop.json('log', ['log', org, '--since', '2100-01-01T00:00Z'])).toEqual([])
    const set = await desktop.json('grant set', [
      'grant',
      'set',
      org,
      '--role',
      'manager',
      '--do',
      'labels.manage',
      '--reach',
      'all',
    ])
    await desktop.json('undo', ['undo', org, (set as { item: string }).item.slice(0, 12)])
    expect(await desktop.json('grant list', ['grant', 'list', org])).toEqual([])
  })

  it('says which items can be taken back, and names the change that an entry’s number means', async () => {
    const [latest] = await desktop.json('log', ['log', org])
    // Whoever reads the log on a desktop that may write can take this back.
    expect(latest!.undo).toEqual({ possible: true, because: '' })
    const byNumber = await desktop.refuses(2, 'undo', org, String(latest!.n))
    expect(byNumber.message).toBe(
      `${latest!.n} is the number of an entry; \`undo\` takes the id of a change. ` +
        `That is ${latest!.item.slice(0, 12)} for “${latest!.title}”.`,
    )
    expect((await desktop.refuses(2, 'undo', org, '999999')).message).toContain('There is no entry 999999')
    expect((await desktop.refuses(2, 'undo', org, 'abc')).message).toContain('at least eight characters')
    expect((await desktop.json('log', ['log', org]))[0]).toEqual(latest)
  })

  it('exports a bundle that opens and verifies elsewhere', async () => {
    const bundle = desktop.path('northside.json')
    const exported = await desktop.json('export', ['export', org, bundle])
    expect(exported.bytes).toBe(readFileSync(bundle).length)
    const elsewhere = aDesktop()
    try {
      const copy = elsewhere.path('copy.rolecall')
      expect((await elsewhere.json('open', ['open', bundle, '--into', copy])).entries).toBe(exported.entries)
      const there = await elsewhere.json('info', ['info', copy])
      const here = await desktop.json('info', ['info', org])
      expect({ head: there.head, as: there.as }).toEqual({ head: here.head, as: null })
      for (const file of [bundle, copy])
        expect(await elsewhere.json('verify', ['verify', file])).toMatchObject({ ok: true, problems: [] })
      expect((await elsewhere.json('staff list', ['staff', 'list', bundle])).length).toBe(
        here.byState.active + here.byState.invited,
      )
      await elsewhere.refuses(1, 'staff', 'remove', copy, 'ben@northside.example')
    } finally {
      elsewhere.dispose()
    }
    expect(await desktop.json('verify', ['verify', org])).toMatchObject({ ok: true })
  })

  it('calls any operation by name', async () => {
    expect(await desktop.json('call', ['call', org, 'search.all', '{"text":"osei"}'])).toMatchObject({
      people: [{ name: 'Ben Osei' }],
    })
  })

  it('prints calm tables for people', async () => {
    const list = await desktop.run('staff', 'list', org, '--role', 'member')
    expect(list.out).toMatch(
      /^Name +E-mail +Role +State +Places\nBen Osei +ben@northside\.example +Member +active +Oakdale\n/,
    )
    for (const args of [
      ['info', org],
      ['staff', 'show', org, 'ben@northside.example'],
      ['place', 'list', org],
      ['role', 'list', org],
      ['role', 'show', org, 'manager'],
      ['role', 'compare', org, 'member', 'manager'],
      ['grant', 'list', org],
      ['grant', 'set', org, '--role', 'member', '--do', 'reports.view', '--reach', 'all', '--preview'],
      ['matrix', org],
      ['who-can', org, '--do', 'inbox.access'],
      ['access', org, '--who', 'ben@northside.example'],
      ['log', org],
      ['verify', org],
    ]) {
      const ran = await desktop.run(...args)
      expect(ran).toMatchObject({ exit: 0, err: '' })
      expect(ran.out).not.toMatch(/undefined|\[object|NaN/)
    }
  })
})
