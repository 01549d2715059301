import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shippedBlueprints } from '../../src/main/org/shippedBlueprints'
import { aDesktop, type Desktop } from './runRolecall'

let desktop: Desktop
beforeAll(() => {
  desktop = aDesktop()
})
afterAll(() => desktop.dispose())

const owner = ['--name', 'Harbor Dental', '--owner', 'Dana Kim <dana@harbor.example>']

describe('rolecall role', () => {
  it.each(shippedBlueprints().map(({ id, roles }) => [id, roles.map((role) => role.key)] as const))(
    '%s: shows the ladder, and changes it only in a copy',
    async (id, roles) => {
      const fixed = desktop.path(`${id}.rolecall`)
      await desktop.json('new', ['new', fixed, '--blueprint', id, ...owner])
      expect((await desktop.json('role list', ['role', 'list', fixed])).map((rung) => rung.key)).toEqual(roles)
      const lowest = roles.at(-1)!
      const refused = await desktop.refuses(1, 'role', 'create', fixed, 'helper', '--like', lowest)
      expect(refused.message).toMatch(/are fixed\. Make the blueprint your own first/)

      const own = desktop.path(`${id}-own.rolecall`)
      const copy = ['--own-roles', '--blueprint-name', 'Ours']
      await desktop.json('new', ['new', own, '--blueprint', id, ...copy, ...owner])
      expect((await desktop.json('info', ['info', own])).blueprint).toBe(`${id}-own`)
      const create = ['role', 'create', own, 'front-desk', '--like', lowest, '--summary', 'Greets people.']
      expect(await desktop.json('role create', [...create, '--preview'])).toMatchObject({
        applied: null,
        gain: [],
        lose: [],
        sentences: [expect.stringMatching(/^Front desk is added right under /)],
      })
      await desktop.json('role create', create)
      const list = await desktop.json('role list', ['role', 'list', own])
      expect(list.at(-1)).toMatchObject({ key: 'front-desk', name: 'Front desk', people: 0, gains: [], loses: [] })
      const same = await desktop.json('role compare', ['role', 'compare', own, lowest, 'front-desk'])
      expect([same.gained, same.lost]).toEqual([[], []])
      await desktop.json('role edit', ['role', 'edit', own, 'front-desk', '--name', 'Reception'])
      expect((await desktop.json('role show', ['role', 'show', own, 'front-desk'])).name).toBe('Reception')
      const gone = await desktop.json('role delete', ['role', 'delete', own, 'front-desk'])
      expect((await desktop.json('role list', ['role', 'list', own])).map((rung) => rung.key)).toEqual(roles)
      await desktop.json('undo', ['undo', own, gone.applied!.item])
      expect((await desktop.json('role show', ['role', 'show', own, 'front-desk'])).name).toBe('Reception')
      expect(await desktop.json('verify', ['verify', own])).toMatchObject({ ok: true })
    },
  )

  it('compares two people, and one person at two places', async () => {
    const org = desktop.path('sides.rolecall')
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', ...owner])
    for (const name of ['Leeds', 'York']) {
      await desktop.json('place add', ['place', 'add', org, `location:${name.toLowerCase()}`, '--name', name])
    }
    for (const [name, role] of [
      ['Mia', 'manager'],
      ['Ben', 'member'],
    ] as const) {
      const person = ['--name', name, '--email', `${name.toLowerCase()}@harbor.example`, '--role', role]
      await desktop.json('staff add', ['staff', 'add', org, ...person, '--at', 'location:leeds', '--active'])
    }
    const compare = (a: string, b: string) => desktop.json('role compare', ['role', 'compare', org, a, b])
    const keys = (steps: readonly { permission: string }[]) => steps.map(({ permission }) => permission)

    const people = await compare('ben@harbor.example', 'mia@harbor.example')
    expect(keys(people.gained)).toContain('users.view')
    expect(people.lost).toEqual([])
    const places = await compare('mia@harbor.example@location:york', 'mia@harbor.example@location:leeds')
    expect(keys(places.gained)).toContain('users.view')
    expect(keys(places.same)).toContain('templates.use')
    expect((await compare('ben@harbor.example@location:york@3', 'ben@harbor.example')).gained.length).toBeGreaterThan(0)
    await desktop.refuses(2, 'role', 'compare', org, 'manager@location:york', 'member')
  })

  it('draws the ladder of each blueprint, as it is and as it was', async () => {
    for (const { id, roles } of shippedBlueprints()) {
      const org = desktop.path(`drawn-${id}.rolecall`)
      await desktop.json('new', ['new', org, '--blueprint', id, ...owner])
      const person = ['--name', 'Ben Ode', '--email', 'ben@harbor.example', '--role', roles.at(-1)!.key, '--active']
      await desktop.json('staff add', ['staff', 'add', org, ...person])
      const draw = (file: string, ...options: string[]) =>
        desktop.json('role draw', ['role', 'draw', org, desktop.path(file), ...options])

      expect(await draw(`${id}.svg`)).toEqual({ path: desktop.path(`${id}.svg`) })
      const drawn = readFileSync(desktop.path(`${id}.svg`), 'utf8')
      for (const { name } of roles) expect(drawn).toContain(`>${name}</text>`)
      expect(drawn.match(/>1 person</g)).toHaveLength(2)
      await draw(`${id}.pdf`)
      expect(readFileSync(desktop.path(`${id}.pdf`), 'latin1')).toMatch(/^%PDF-/)

      expect((await desktop.refuses(2, 'role', 'draw', org, desktop.path(`${id}.svg`))).code).toBe('file-exists')
      await draw(`${id}.svg`, '--replace', '--as-of', '1')
      expect(readFileSync(desktop.path(`${id}.svg`), 'utf8').match(/>1 person</g)).toHaveLength(1)
      const picture = await desktop.refuses(2, 'role', 'draw', org, desktop.path(`${id}.png`))
      expect(picture.message).toBe('Pictures take the app. Choose a name that ends with .pdf or .svg instead.')
      expect((await desktop.refuses(2, 'role', 'draw', org, desktop.path('ladder.doc'))).code).toBe('unknown-format')
    }
  })

  it('moves a role, deletes one with its people, and refuses what cannot be', async () => {
    const org = desktop.path('moves.rolecall')
    await desktop.json('new', ['new', org, '--blueprint', 'prokeep', '--own-roles', ...owner])
    await desktop.json('role create', ['role', 'create', org, 'lead', '--like', 'manager', '--name', 'Lead'])
    await desktop.json('role move', ['role', 'move', org, 'member', '--under', 'manager'])
    const order = (await desktop.json('role list', ['role', 'list', org])).map((rung) => rung.key)
    expect(order).toEqual(['administrator', 'manager', 'member', 'lead'])
    for (const [name, role] of [
      ['mia', 'lead'],
      ['rob', 'lead'],
    ]) {
      const add = ['staff', 'add', org, '--name', name!, '--email', `${name}@harbor.example`, '--role', role!]
      await desktop.json('staff add', [...add, '--active'])
    }
    expect((await desktop.refuses(2, 'role', 'delete', org, 'lead')).code).toBe('role-has-people')
    await desktop.refuses(2, 'role', 'delete', org, 'lead', '--reassign', 'nobody-such')
    await desktop.refuses(1, 'role', 'delete', org, 'administrator', '--reassign', 'lead')
    await desktop.refuses(1, 'role', 'move', org, 'administrator', '--under', 'lead')
    await desktop.refuses(2, 'role', 'edit', org, 'lead')
    await desktop.refuses(2, 'role', 'create', org, 'lead', '--like', 'member')
    const wish = ['role', 'delete', org, 'lead', '--reassign', 'member']
    const preview = await desktop.json('role delete', [...wish, '--preview'])
    expect(preview).toMatchObject({ moving: 2, applied: null })
    const deleted = await desktop.json('role delete', wish)
    expect(await desktop.json('staff list', ['staff', 'list', org, '--role', 'member'])).toHaveLength(2)
    await desktop.json('undo', ['undo', org, deleted.applied!.item])
    expect(await desktop.json('staff list', ['staff', 'list', org, '--role', 'lead'])).toHaveLength(2)
  })

  it('makes an org of a blueprint file, and says where one is wrong', async () => {
    const org = desktop.path('exported.rolecall')
    await desktop.json('new', ['new', org, '--blueprint', 'pronto', '--own-roles', ...owner])
    const file = desktop.path('ours.json')
    await desktop.json('call', ['call', org, 'blueprint.export', JSON.stringify({ path: file })])
    await desktop.json('new', ['new', desktop.path('second.rolecall'), '--blueprint', file, ...owner])
    expect((await desktop.json('info', ['info', desktop.path('second.rolecall')])).blueprint).toBe('pronto-own')
    const bad = desktop.write('bad.json', '{"format":"rolecall/blueprint/1"}')
    expect(await desktop.refuses(2, 'new', desktop.path('third.rolecall'), '--blueprint', bad, ...owner)).toMatchObject(
      {
        code: 'bad-blueprint',
        at: '$.id',
      },
    )
  })
})
