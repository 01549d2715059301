import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

describe('rolecall … --view-as', () => {
  let desktop: Desktop
  let org: string
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    for (const [key, name] of [
      ['riverton', 'Riverton'],
      ['leeds', 'Leeds'],
    ]) {
      await desktop.json('place add', ['place', 'add', org, `location:${key}`, '--name', name!])
    }
    const add = (name: string, role: string, at: string) =>
      desktop.json('staff add', [
        'staff',
        'add',
        org,
        '--name',
        name,
        '--email',
        `${name.toLowerCase()}@example.org`,
        '--role',
        role,
        '--at',
        at,
        '--active',
      ])
    await add('Ben', 'manager', 'location:riverton')
    await add('Mo', 'member', 'location:riverton')
    await add('Lee', 'member', 'location:leeds')
  })
  afterAll(() => desktop.dispose())

  it('answers lists and questions as that person would see them', async () => {
    const own = await desktop.json('staff list', ['staff', 'list', org])
    expect(own.map((one) => one.name).toSorted()).toEqual(['Ben', 'Dana Kim', 'Lee', 'Mo'])
    // A Manager sees the people of their own locations, and never an Administrator.
    const seen = await desktop.json('staff list', ['staff', 'list', org, '--view-as', 'ben@example.org'])
    expect(seen.map((one) => one.name).toSorted()).toEqual(['Ben', 'Mo'])
    const info = await desktop.json('info', ['info', org, '--view-as', 'ben@example.org'])
    expect(info.people).toBe(2)
    const hidden = ['access', org, '--who', 'lee@example.org', '--view-as', 'ben@example.org']
    expect((await desktop.refuses(2, ...hidden)).code).toBe('no-such-person')
    const product = await desktop.json('call', ['call', org, 'product.read', '{}', '--view-as', 'mo@example.org'])
    expect(product).toMatchObject({ as: { name: 'Mo', role: 'Member' } })
  })

  it('refuses every change, and whoever may not be seen', async () => {
    const edit = ['staff', 'set-role', org, 'mo@example.org', 'manager', '--view-as', 'ben@example.org']
    expect((await desktop.refuses(2, ...edit)).code).toBe('usage')
    const nobody = ['staff', 'list', org, '--view-as', 'nobody@example.org']
    expect((await desktop.refuses(2, ...nobody)).code).toBe('no-such-person')
    const input = '{"edits":[{"role":"member","permission":"inbox.access","reach":"none"}]}'
    const ran = await desktop.run('call', org, 'grant.set', input, '--view-as', 'ben@example.org', '--json')
    expect(ran.exit).toBeGreaterThan(0)
    expect(ran.out).toContain('read-only')
  })
})
