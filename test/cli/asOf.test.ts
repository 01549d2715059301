import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

describe('rolecall … --as-of', () => {
  let desktop: Desktop
  let org: string
  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('a.rolecall')
    const owner = 'Dana Kim <dana@example.org>'
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--name', 'Northside', '--owner', owner])
    await desktop.json('place add', ['place', 'add', org, 'location:riverton', '--name', 'Riverton'])
    const ben = ['--name', 'Ben Osei', '--email', 'ben@example.org', '--role', 'member', '--at', 'location:riverton']
    await desktop.json('staff add', ['staff', 'add', org, ...ben, '--active'])
    await desktop.json('staff set-role', ['staff', 'set-role', org, 'ben@example.org', 'manager'])
    await desktop.json('staff unassign', ['staff', 'unassign', org, 'ben@example.org', 'location:riverton'])
  })
  afterAll(() => desktop.dispose())

  it('answers every kind of reading command as of an entry', async () => {
    const people = await desktop.json('staff list', ['staff', 'list', org, '--as-of', '3'])
    expect(people.find((one) => one.email === 'ben@example.org')).toMatchObject({
      role: 'member',
      at: ['location:riverton'],
    })
    expect((await desktop.json('staff list', ['staff', 'list', org, '--as-of', '2'])).length).toBe(1)
    expect((await desktop.json('place list', ['place', 'list', org, '--as-of', '1'])).length).toBe(0)
    expect((await desktop.json('log', ['log', org, '--as-of', '4'])).map((item) => item.n)).toEqual([4, 3, 2, 1])
    const info = await desktop.json('info', ['info', org, '--as-of', '4'])
    expect(info).toMatchObject({ revision: 4, byRole: { manager: 1, member: 0 } })
    expect(info.asOf).toMatch(/^\d{4}-/)
    const question = ['--who', 'ben@example.org', '--do', 'inbox.access', '--at', 'location:riverton']
    await desktop.json('can', ['can', org, ...question, '--as-of', '4'], 0)
    await desktop.json('can', ['can', org, ...question], 1)
    expect(await desktop.json('call', ['call', org, 'org.info', '--as-of', '3'])).toMatchObject({ asOf: { n: 3 } })
  })

  it('reads an export the same way', async () => {
    const bundle = desktop.path('a.json')
    await desktop.json('export', ['export', org, bundle])
    const asOfThen = ['--as-of', '3']
    expect(await desktop.json('staff list', ['staff', 'list', bundle, ...asOfThen])).toEqual(
      await desktop.json('staff list', ['staff', 'list', org, ...asOfThen]),
    )
  })

  it('refuses to change the past, and moments that never were', async () => {
    expect(await desktop.refuses(2, 'staff', 'remove', org, 'ben@example.org', '--as-of', '3')).toMatchObject({
      code: 'usage',
    })
    expect(await desktop.refuses(2, 'info', org, '--as-of', '77')).toMatchObject({ code: 'bad-moment' })
    const write = ['call', org, 'feature.set', '{"key":"broadcast","on":false}', '--as-of', '3']
    expect(await desktop.refuses(1, ...write)).toMatchObject({ code: 'read-only' })
  })
})
