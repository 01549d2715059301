import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

// Each of these files is a worked example of docs/plan.md.
const fixtures = join(import.meta.dirname, '..', 'fixtures', 'setups')
const blueprints = ['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder'] as const

let desktop: Desktop
beforeEach(() => {
  desktop = aDesktop()
})
afterEach(() => desktop.dispose())

async function anOrg(blueprint: string): Promise<string> {
  const org = desktop.path('org.rolecall')
  const owner = 'Robin Shaw <robin@northside.example>'
  await desktop.json('new', ['new', org, '--blueprint', blueprint, '--name', 'Northside', '--owner', owner])
  await desktop.json('place add', ['place', 'add', org, 'location:north-region', '--name', 'North Region'])
  return org
}

const setup = (...lines: string[]) => ['format: rolecall/setup/1', ...lines, ''].join('\n')

describe.each(blueprints)('rolecall plan in %s', (blueprint) => {
  const file = join(fixtures, `${blueprint}.yaml`)

  it('shows the plan and exits 1, applies it as one item, and finds nothing to do after', async () => {
    const org = await anOrg(blueprint)
    const bytes = readFileSync(org)
    const planned = await desktop.json('plan', ['plan', org, file], 1)
    expect(planned).toMatchObject({ location: 'location:leeds', refusedBecause: [], applied: null })
    expect(planned.lines[0]).toEqual({
      mark: '+',
      about: 'place',
      text: 'Add the location Leeds under North Region (location:leeds).',
    })
    expect(readFileSync(org).equals(bytes)).toBe(true)

    const before = await desktop.json('log', ['log', org])
    const applied = await desktop.json('plan', ['plan', org, file, '--apply'])
    const after = await desktop.json('log', ['log', org])
    expect(after).toHaveLength(before.length + 1)
    expect(after[0]!.item).toBe(applied.applied!.item)

    const again = await desktop.json('plan', ['plan', org, file])
    expect(again.counts).toMatchObject({ add: 0, change: 0, same: again.lines.length })
    expect(await desktop.json('plan', ['plan', org, file, '--apply'])).toMatchObject({ applied: null })
    expect(await desktop.json('log', ['log', org])).toHaveLength(after.length)
    expect((await desktop.json('verify', ['verify', org])).ok).toBe(true)
  })

  it('is taken back by one undo', async () => {
    const org = await anOrg(blueprint)
    const { applied } = await desktop.json('plan', ['plan', org, file, '--apply'])
    await desktop.json('undo', ['undo', org, applied!.item])
    const places = await desktop.json('place list', ['place', 'list', org])
    const living = places.filter((place) => place.kind !== 'product' && !place.archived)
    expect(living.map(({ place }) => place)).toEqual(['location:north-region'])
    const people = await desktop.json('staff list', ['staff', 'list', org])
    expect(people.filter((person) => person.state === 'invited' || person.state === 'active')).toMatchObject([
      { email: 'robin@northside.example', at: [] },
    ])
  })
})

describe('a setup', () => {
  it('gives the top role before it takes it, to somebody invited too', async () => {
    const org = await anOrg('pronto')
    const bo = ['--name', 'Bo Lind', '--email', 'bo@northside.example', '--role', 'user']
    await desktop.json('staff add', ['staff', 'add', org, ...bo])
    const people = [
      'people:',
      '  - { email: robin@northside.example, name: Robin Shaw, role: manager }',
      '  - { email: bo@northside.example, name: Bo Lind, role: admin, active: true }',
    ]
    const file = desktop.write('swap.yaml', setup('location: { name: Leeds, under: North Region }', ...people))
    expect((await desktop.json('plan', ['plan', org, file, '--apply'])).refusedBecause).toEqual([])
    const robin = await desktop.json('staff show', ['staff', 'show', org, 'robin@northside.example'])
    expect(robin.role).toBe('manager')
  })

  it('recognizes what is there: renames, moves, brings back and assigns, and takes nothing away', async () => {
    const org = await anOrg('prokeep')
    await desktop.json('place add', ['place', 'add', org, 'location:leeds', '--name', 'Leeds Old'])
    await desktop.json('place add', ['place', 'add', org, 'group:counter', '--name', 'Counter'])
    await desktop.json('place archive', ['place', 'archive', org, 'group:counter'])
    await desktop.json('staff add', [
      'staff',
      'add',
      org,
      '--name',
      'Cy Ode',
      '--email',
      'cy@x.example',
      '--role',
      'member',
      '--at',
      'location:north-region',
    ])
    const file = desktop.write(
      'setup.yaml',
      setup(
        'location: { name: Leeds, key: leeds, under: North Region }',
        'places: [{ kind: group, name: Counter, key: counter }]',
        'people: [{ email: CY@x.example, role: manager, active: true }]',
      ),
    )
    const { lines } = await desktop.json('plan', ['plan', org, file, '--apply'])
    expect(lines.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
      '~ Rename Leeds Old to Leeds, and move Leeds Old under North Region.',
      '~ Bring Counter back from the archive, and move Counter under Leeds.',
      '~ Move Cy Ode from Member to Manager.',
      '~ Mark Cy Ode as active.',
      '+ Assign Cy Ode to Leeds.',
    ])
    const [cy] = (await desktop.json('staff list', ['staff', 'list', org])).filter(({ name }) => name === 'Cy Ode')
    expect(cy).toMatchObject({ role: 'manager', state: 'active', at: ['location:leeds', 'location:north-region'] })
    expect(await desktop.json('plan', ['plan', org, file])).toMatchObject({ counts: { add: 0, change: 0 } })
  })

  it('copies another location, with its name replaced, and the people who look after it', async () => {
    const org = await anOrg('prokeep')
    await desktop.json('place add', ['place', 'add', org, 'location:york', '--name', 'York'])
    await desktop.json('place add', [
      'place',
      'add',
      org,
      'group:york-sales',
      '--name',
      'York Sales',
      '--parent',
      'location:york',
    ])
    for (const [name, role] of [
      ['Mia', 'manager'],
      ['Max', 'member'],
    ] as const) {
      await desktop.json('staff add', [
        'staff',
        'add',
        org,
        '--name',
        name,
        '--email',
        `${name}@x.example`,
        '--role',
        role,
        '--at',
        'group:york-sales',
      ])
    }
    const file = desktop.write(
      'setup.yaml',
      setup('location: { name: Leeds }', 'copy: { from: York, people: managers }'),
    )
    const { lines } = await desktop.json('plan', ['plan', org, file, '--apply'])
    expect(lines.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
      '+ Add the location Leeds (location:leeds).',
      '+ Add the group Leeds Sales under Leeds (group:leeds-sales).',
      '+ Assign Mia to Leeds Sales.',
    ])
    expect(await desktop.json('plan', ['plan', org, file])).toMatchObject({ counts: { add: 0, change: 0 } })
  })

  it('starts from a template that was saved from a location, exported, deleted and imported again', async () => {
    const org = await anOrg('staff-ladder')
    await desktop.json('plan', ['plan', org, join(fixtures, 'staff-ladder.yaml'), '--apply'])
    await desktop.json('template save', ['template', 'save', org, 'location:leeds', '--name', 'Small site'])
    const file = desktop.path('small-site.yaml')
    await desktop.json('template export', ['template', 'export', org, 'Small site', file])
    expect(readFileSync(file, 'utf8')).toBe(
      [
        'format: rolecall/template/1',
        'name: Small site',
        'places:',
        '  - kind: project',
        '    name: "{location} fit-out"',
        '    places:',
        '      - kind: task',
        '        name: Handover',
        '      - kind: task',
        '        name: Survey',
        'wanted:',
        '  - role: project-manager',
        '    atLeast: 1',
        'products: []',
        '',
      ].join('\n'),
    )
    await desktop.json('template delete', ['template', 'delete', org, 'small-site'])
    expect(await desktop.json('template list', ['template', 'list', org])).toEqual([])
    await desktop.json('template import', ['template', 'import', org, file])
    const setupFile = desktop.write('york.yaml', setup('location: { name: York }', 'template: Small site'))
    const planned = await desktop.json('plan', ['plan', org, setupFile], 1)
    expect(planned.lines.map(({ text }) => text)).toEqual([
      'Add the location York (location:york).',
      'Add the project York fit-out under York (project:york-fit-out).',
      'Add the task Handover under York fit-out (task:handover-york).',
      'Add the task Survey under York fit-out (task:survey-york).',
    ])
    expect(planned.missing).toEqual(['Project Manager: 1 wanted at York, nobody is assigned to it.'])
    await desktop.json('plan', ['plan', org, setupFile, '--apply'])
    expect(await desktop.json('plan', ['plan', org, setupFile])).toMatchObject({ counts: { add: 0, change: 0 } })
  })

  it('names the gaps of the location and ways to close them', async () => {
    const org = await anOrg('prokeep')
    for (const name of ['Ada', 'Abe']) {
      await desktop.json('staff add', [
        'staff',
        'add',
        org,
        '--name',
        name,
        '--email',
        `${name}@x.example`,
        '--role',
        'administrator',
        '--active',
      ])
    }
    const file = desktop.write(
      'setup.yaml',
      setup('location: { name: Leeds }', 'people: [{ email: mo@x.example, name: Mo, role: manager }]'),
    )
    const { gaps, fixes } = await desktop.json('plan', ['plan', org, file], 1)
    expect(gaps.filter(({ permission }) => permission === 'contacts.unblock')).toMatchObject([
      {
        kind: 'elsewhere',
        text: 'Nobody assigned to Leeds or above can “Unblock contacts” there; 3 people of the role Administrator elsewhere can.',
      },
    ])
    // A manager covers what managers may do.
    expect(gaps.some(({ permission }) => permission === 'users.view')).toBe(false)
    expect(fixes.map(({ text }) => text)).toContain('Give Mo “Unblock contacts” at Leeds, without another role.')
  })
})

describe('a bad setup file', () => {
  const refused = async (org: string, text: string) => {
    const file = desktop.write('bad.yaml', text)
    const before = readFileSync(org)
    const ran = await desktop.run('plan', org, file, '--apply', '--json')
    expect(ran.exit).toBe(2)
    expect(readFileSync(org).equals(before)).toBe(true)
    const { error } = JSON.parse(ran.out) as { error: { code: string; message: string; at: string } }
    return { ...error, lines: error.message.split('\n').map((line) => line.replace(file, 'bad.yaml')) }
  }

  it('is refused with every problem at its line and column', async () => {
    const org = await anOrg('prokeep')
    const error = await refused(
      org,
      setup(
        'location:',
        '  name: Leeds',
        '  unter: North Region',
        'places:',
        '  - kind: group',
        'people:',
        '  - email: nobody',
        '    role: manager',
        'wanted:',
        '  - role: manager',
        '    atLeast: 0',
        '  - role: member',
        '    atLeast: 5000',
      ),
    )
    expect(error.lines).toEqual([
      'bad.yaml has 5 problems.',
      'Line 4, column 3: There is no “unter” here. Did you mean “under”?',
      'Line 6, column 5: “name” is missing.',
      'Line 8, column 12: “email” must be an e-mail address like ana@example.org.',
      'Line 12, column 14: “atLeast” must be at least 1.',
      'Line 14, column 14: “atLeast” must be at most 1000.',
    ])
    expect(error.at).toBe('line 4, column 3')
  })

  it('is refused with what the organization does not have', async () => {
    const org = await anOrg('prokeep')
    const error = await refused(
      org,
      setup(
        'location: { name: Leeds, under: Nort Region }',
        'people:',
        '  - { email: a@x.example, name: A, role: managr }',
        '  - { email: b@x.example }',
        'features: { brodcast: on }',
        'grants: [{ role: member, do: contacts.unblok, reach: all }]',
      ),
    )
    expect(error.lines).toEqual([
      'bad.yaml has 5 problems.',
      'Line 2, column 33: There is no place “Nort Region” in this organization. Did you mean “North Region”?',
      'Line 4, column 42: There is no role “managr” in this organization. Did you mean “manager”?',
      'Line 5, column 5: Nobody here has the e-mail address b@x.example. Write a name and a role, to invite them.',
      'Line 6, column 23: This organization has no feature “brodcast”. Did you mean “broadcast”?',
      'Line 7, column 30: There is no permission “contacts.unblok”. Did you mean “contacts.unblock”?',
    ])
  })

  it.each([
    ['a syntax error', 'location: [', /^Line \d+, column \d+: /],
    ['a key twice', 'location: { name: A }\nlocation: { name: B }', /This key stands twice/],
    ['a tag of its own', 'location: !!js/function "x"', /tag/i],
    [
      'aliases that grow',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
      /alias/i,
    ],
    ['nesting without end', `location: ${'['.repeat(5000)}`, /nested too deep/],
    [
      'nesting by indentation',
      `location:\n${Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')}`,
      /nested too deep/,
    ],
    ['a list', '- a', /begins with/],
    ['two documents', 'location: { name: A }\n---\nlocation: { name: B }', /document/i],
  ])('is refused with %s', async (_, text, message) => {
    const org = await anOrg('prokeep')
    const isList = text.startsWith('- ')
    const { lines } = await refused(org, isList ? text : setup(text))
    expect(lines.join('\n').replace('bad.yaml: ', '')).toMatch(message)
  })

  it('is refused when it is not text, too large, a folder or not there', async () => {
    const org = await anOrg('prokeep')
    const binary = desktop.write('x.yaml', new Uint8Array([0xff, 0xfe, 0x00, 0xd8]))
    expect(await desktop.refuses(2, 'plan', org, binary)).toMatchObject({ code: 'bad-setup' })
    const large = desktop.write('y.yaml', `# ${'x'.repeat(1_100_000)}`)
    expect(await desktop.refuses(2, 'plan', org, large)).toMatchObject({ code: 'bad-setup' })
    expect(await desktop.refuses(2, 'plan', org, desktop.folder)).toMatchObject({ code: 'bad-setup' })
    expect(await desktop.refuses(2, 'plan', org, desktop.path('none.yaml'))).toMatchObject({ code: 'file-not-found' })
  })
})
