import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string

const add = (name: string, role: string, ...at: string[]) =>
  desktop.json('staff add', [
    'staff',
    'add',
    org,
    '--name',
    name,
    '--email',
    `${name.toLowerCase()}@x.example`,
    '--role',
    role,
    '--active',
    ...(at.length === 0 ? [] : ['--at', ...at]),
  ])
const show = (email: string) => desktop.json('staff show', ['staff', 'show', org, email])

beforeAll(async () => {
  desktop = aDesktop()
  org = desktop.path('northside.rolecall')
  const owner = 'Robin Shaw <robin@x.example>'
  await desktop.json('new', ['new', org, '--blueprint', 'staff-ladder', '--name', 'Northside', '--owner', owner])
  for (const key of ['gate', 'mill']) {
    await desktop.json('place add', ['place', 'add', org, `project:${key}`, '--name', key])
  }
  await add('Pia', 'project-manager', 'project:gate', 'project:mill')
  await add('Tom', 'teammate', 'project:mill')
})
afterAll(() => desktop.dispose())

describe('rolecall staff grant, revoke and assign --until', () => {
  it('gives one person a permission until the end of a day, and takes it again', async () => {
    await desktop.json('staff grant', [
      'staff',
      'grant',
      org,
      'tom@x.example',
      'billing.access',
      '--until',
      '2999-12-31',
    ])
    const { timeZone } = await desktop.json('info', ['info', org])
    const [grant] = (await show('tom@x.example')).grants
    expect(grant).toMatchObject({ permission: 'billing.access', reach: 'all', places: null })
    const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    expect(local.format(new Date(grant!.until!))).toBe('3000-01-01 00:00:00')
    const can = ['can', org, '--who', 'tom@x.example', '--do', 'billing.access']
    expect(await desktop.json('can', can)).toMatchObject({ allowed: true })
    await desktop.json('staff revoke', ['staff', 'revoke', org, 'tom@x.example', 'billing.access'])
    expect(await desktop.json('can', can, 1)).toMatchObject({ allowed: false })
    await desktop.refuses(1, 'staff', 'revoke', org, 'tom@x.example', 'billing.access')
  })

  it('refuses what makes no sense and leaves the file as it is', async () => {
    const grant = (...more: string[]) => ['staff', 'grant', org, 'tom@x.example', ...more]
    await desktop.refuses(2, ...grant('projects.manage', '--reach', 'own'))
    await desktop.refuses(2, ...grant('projects.manage', '--reach', 'wide'))
    await desktop.refuses(2, ...grant('projects.manage', '--until', 'tomorrow'))
    await desktop.refuses(2, ...grant('projects.manage', '--until', '2001-01-01'))
    await desktop.refuses(2, 'staff', 'assign', org, 'tom@x.example', 'project:gate', '--until', '2001-01-01')
  })

  it('shows the end of a dated place', async () => {
    await desktop.json('staff assign', [
      'staff',
      'assign',
      org,
      'tom@x.example',
      'project:gate',
      '--until',
      '2999-12-31',
    ])
    const [tom] = await desktop.json('staff list', ['staff', 'list', org, '--search', 'tom'])
    expect(tom).toMatchObject({ at: ['project:gate', 'project:mill'], until: expect.stringMatching(/^(2999|3000)-/) })
    await desktop.json('staff unassign', ['staff', 'unassign', org, 'tom@x.example', 'project:gate'])
  })
})

describe('rolecall staff demote', () => {
  const demote = (...more: string[]) => ['staff', 'demote', org, 'pia@x.example', 'office-manager', ...more]

  it('previews what would be lost sight of, and changes nothing', async () => {
    const before = (await desktop.json('info', ['info', org])).revision
    const open = await desktop.json('staff demote', demote('--preview'), 1)
    expect(open).toMatchObject({
      from: 'project-manager',
      to: 'office-manager',
      allowed: true,
      applied: null,
      items: [
        { item: 'project:gate', losesSight: true, do: null },
        { item: 'project:mill', losesSight: true, do: null },
      ],
    })
    expect(open.lost.map(({ permission }) => permission)).toContain('projects.view')
    const decided = await desktop.json('staff demote', demote('--preview', '--hand-over', 'tom@x.example'))
    expect(decided.items.map((item) => [item.do, item.handOver])).toEqual([
      ['hand-over', 'tom@x.example'],
      ['hand-over', 'tom@x.example'],
    ])
    expect((await desktop.json('info', ['info', org])).revision).toBe(before)
  })

  it('refuses to leave something to nobody, and files that say nothing it knows', async () => {
    expect((await desktop.refuses(1, ...demote())).message).toMatch(/gate, mill/)
    const file = (name: string, content: string) => desktop.write(name, content)
    await desktop.refuses(2, ...demote('--hand-over-file', file('a.json', '[1]')))
    await desktop.refuses(2, ...demote('--hand-over-file', file('b.json', '{"project:gate"')))
    await desktop.refuses(2, ...demote('--hand-over-file', file('c.json', '{"project:gate": "somebody"}')))
    await desktop.refuses(2, ...demote('--hand-over-file', file('d.json', '{"project:lost": "drop"}')))
    await desktop.refuses(2, ...demote('--hand-over-file', file('e.json', '{"project:gate": "no@x.example"}')))
    await desktop.refuses(2, ...demote('--hand-over-file', desktop.path('missing.json')))
    await desktop.refuses(2, ...demote('--hand-over', 'tom@x.example', '--hand-over-file', file('f.json', '{}')))
  })

  it('says when an item ends by itself, which is when it ends for whoever takes it over too', async () => {
    await desktop.json('staff assign', [
      'staff',
      'assign',
      org,
      'pia@x.example',
      'project:gate',
      '--until',
      '2999-12-31',
    ])
    const { out } = await desktop.run(...demote('--preview', '--hand-over', 'tom@x.example'))
    const lines = out.split('\n').filter((line) => line.startsWith('project:'))
    expect(lines[0]).toMatch(/^project:gate +gate +(2999-12-31|3000-01-01)T/)
    expect(lines[1]).toMatch(/^project:mill +mill +sight of it/)
    await desktop.json('undo', ['undo', org, (await desktop.json('log', ['log', org]))[0]!.item])
  })

  it('goes down by a file of who takes over what, and undo takes all of it back', async () => {
    const file = desktop.write('over.json', '{"project:gate": "tom@x.example", "project:mill": "drop"}')
    const { applied } = await desktop.json('staff demote', demote('--hand-over-file', file))
    expect(await show('pia@x.example')).toMatchObject({ role: 'office-manager', at: [] })
    expect((await show('tom@x.example')).at).toEqual(['project:gate', 'project:mill'])
    await desktop.json('undo', ['undo', org, applied!.item])
    expect(await show('pia@x.example')).toMatchObject({ role: 'project-manager', at: ['project:gate', 'project:mill'] })
    expect((await show('tom@x.example')).at).toEqual(['project:mill'])
    expect(await desktop.json('verify', ['verify', org])).toMatchObject({ ok: true })
  })
})
