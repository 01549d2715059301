import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
let org: string

beforeAll(async () => {
  desktop = aDesktop()
  org = desktop.path('sample.rolecall')
  expect(
    await desktop.json('sample', ['sample', org, '--blueprint', 'staff-ladder', '--people', '60', '--seed', '7']),
  ).toMatchObject({ people: 60 })
})
afterAll(() => desktop.dispose())

describe('rolecall on a staff-ladder organization', () => {
  it('makes the same sample from the same arguments', async () => {
    const again = aDesktop()
    try {
      const path = again.path('again.rolecall')
      await again.json('sample', ['sample', path, '--people', '60', '--seed', '7'])
      const [one, other] = [await desktop.json('info', ['info', org]), await again.json('info', ['info', path])]
      expect(other.head).toBe(one.head)
      expect(one).toMatchObject({ blueprint: 'staff-ladder', people: 60, byRole: { 'super-admin': 1 } })
      expect(await again.json('verify', ['verify', path])).toMatchObject({ ok: true })
    } finally {
      again.dispose()
    }
  })

  it('moves people up and says what the move takes away', async () => {
    await desktop.json('staff add', [
      'staff',
      'add',
      org,
      '--name',
      'Carla Voss',
      '--email',
      'carla@x.example',
      '--role',
      'office-manager',
      '--active',
      '--at',
      'location:riverton',
    ])
    const moved = await desktop.json('staff set-role', [
      'staff',
      'set-role',
      org,
      'carla@x.example',
      'project-manager',
      '--yes',
    ])
    expect(moved.lost.map((step) => step.permission)).toContain('billing.access')
    expect(moved.gained.map((step) => step.permission)).toContain('projects.manage')
  })

  it('refuses every way down the ladder and into the one top role', async () => {
    const down = await desktop.refuses(1, 'staff', 'set-role', org, 'carla@x.example', 'teammate')
    expect(down.message).toMatch(/remove.*`staff demote` does it in one step/i)
    const preview = await desktop.json(
      'staff set-role',
      ['staff', 'set-role', org, 'carla@x.example', 'teammate', '--preview'],
      1,
    )
    expect(preview).toMatchObject({ allowed: false, applied: null })
    await desktop.refuses(1, 'staff', 'set-role', org, 'carla@x.example', 'super-admin')
    await desktop.refuses(1, 'staff', 'add', org, '--name', 'Eve', '--email', 'eve@x.example', '--role', 'super-admin')
    const { as } = await desktop.json('info', ['info', org])
    await desktop.refuses(1, 'staff', 'remove', org, as!)
    const { message } = await desktop.refuses(1, 'staff', 'set-role', org, as!, 'admin')
    expect(message).not.toMatch(/staff demote/)
    const file = desktop.write('down.csv', 'email,name,role\ncarla@x.example,Carla Voss,Teammate\n')
    const refused = await desktop.json('import', ['import', org, file], 1)
    expect(refused.rows[0]!.reason).toMatch(/^Roles only move up: Carla Voss is Project Manager/)
    const move = (await desktop.json('log', ['log', org, '--kind', 'staff.setRole']))[0]!
    await desktop.refuses(1, 'undo', org, move.item)
  })

  it('keeps the address of a removed person until they are purged', async () => {
    await desktop.json('staff remove', ['staff', 'remove', org, 'carla@x.example'])
    const taken = await desktop.refuses(
      1,
      'staff',
      'add',
      org,
      '--name',
      'Carla',
      '--email',
      'CARLA@x.example',
      '--role',
      'freelancer',
    )
    expect(taken.message).toMatch(/Restore/)
    const file = desktop.write('again.csv', 'email,name,role\ncarla@x.example,Carla Voss,Freelancer\n')
    expect((await desktop.json('import', ['import', org, file], 1)).rows[0]!.reason).toMatch(/in Restore/)
    await desktop.json('staff purge', ['staff', 'purge', org, 'carla@x.example'])
    expect(await desktop.json('import', ['import', org, file])).toMatchObject({ counts: { new: 1 } })
    expect(await desktop.json('verify', ['verify', org])).toMatchObject({ ok: true })
  })

  it('creates projects and locations by the name of the column', async () => {
    const file = desktop.write('projects.csv', 'email,name,projects\np@x.example,Pia,"project:900; Harvest"\n')
    expect(
      (await desktop.json('import', ['import', org, file, '--role', 'teammate'])).newPlaces.map((place) => place.id),
    ).toEqual(['project:900', 'project:harvest'])
    expect((await desktop.json('staff show', ['staff', 'show', org, 'p@x.example'])).role).toBe('teammate')
  })

  it('decides a silence of the source and resets it', async () => {
    const cell = ['--role', 'salesperson', '--do', 'client-talk.access']
    expect(await desktop.json('matrix', ['matrix', org])).toContainEqual(
      expect.objectContaining({ role: 'salesperson', permission: 'client-talk.access', unspecified: true }),
    )
    await desktop.json('grant set', ['grant', 'set', org, ...cell, '--reach', 'none'])
    expect(await desktop.json('grant list', ['grant', 'list', org, ...cell])).toEqual([
      { role: 'salesperson', permission: 'client-talk.access', reach: 'none', default: 'none', wasUnspecified: true },
    ])
    await desktop.json('grant reset', ['grant', 'reset', org, ...cell])
    await desktop.refuses(1, 'grant', 'reset', org, ...cell)
    await desktop.refuses(
      1,
      'grant',
      'set',
      org,
      '--role',
      'super-admin',
      '--do',
      'subscription.view',
      '--reach',
      'none',
    )
    await desktop.refuses(
      1,
      'grant',
      'set',
      org,
      '--role',
      'super-admin',
      '--do',
      'subscription.view',
      '--reach',
      'none',
      '--preview',
    )
  })
})
