import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aBlueprint } from '../helpers/anOrgState'
import { specTables } from '../main/engine/specTables'
import { aDesktop, type Desktop } from './runRolecall'

// What scripts see of the five role systems, against the tables typed from the sources.

interface SpecCell {
  readonly permission: string
  readonly role: string
  readonly text: string
  readonly reach: string
}

function cellsOf(table: (typeof specTables)[number]): SpecCell[] {
  return table.rows.flatMap((row) => {
    const [names, cells] = row.split(' | ').map((part) => part.split(' '))
    return names!.slice(0, -1).flatMap((permission) =>
      table.roles.map((role, rank) => {
        const text = cells![rank]!
        return { permission, role, text, reach: text === '?' || text.startsWith('+') ? 'none' : text }
      }),
    )
  })
}

describe.each(specTables)('rolecall on an organization of $blueprint', (table) => {
  const blueprint = aBlueprint(table.blueprint)
  const cells = cellsOf(table)
  const permissions = [...new Set(cells.map(({ permission }) => permission))]
  const kinds = [...new Set([...blueprint.scopeKinds, ...blueprint.permissions.flatMap((one) => one.scopeKinds ?? [])])]
  const kindOf = (permission: string) =>
    blueprint.permissions.find(({ key }) => key === permission)!.scopeKinds?.[0] ?? blueprint.scopeKinds[0]!
  const reachOf = (role: string, permission: string) =>
    cells.find((cell) => cell.role === role && cell.permission === permission)!.reach
  const emailOf = (role: string) => `${role}@northside.example`
  const lowest = table.roles.at(-1)!
  let desktop: Desktop
  let org: string

  beforeAll(async () => {
    desktop = aDesktop()
    org = desktop.path('northside.rolecall')
    const owner = `Ow Ner <${emailOf(table.roles[0]!)}>`
    await desktop.json('new', ['new', org, '--blueprint', table.blueprint, '--name', 'Northside', '--owner', owner])
    for (const kind of kinds) {
      for (const name of ['mine', 'other']) {
        await desktop.json('place add', ['place', 'add', org, `${kind}:${name}`, '--name', `${kind} ${name}`])
      }
    }
    for (const { key } of [...blueprint.features, ...blueprint.products]) {
      const ran = await desktop.run('feature', 'set', org, key, 'on')
      expect(ran.out + ran.err).toMatch(/on|so already/)
    }
    for (const { key } of blueprint.settings) await desktop.run('setting', 'set', org, key, 'on')
    const mine = [...kinds.map((kind) => `${kind}:mine`), ...blueprint.products.map(({ key }) => `product:${key}`)]
    await desktop.json('staff assign', ['staff', 'assign', org, emailOf(table.roles[0]!), ...mine])
    const people = [...table.roles.slice(1).map((role) => [role, mine] as const), [lowest, null] as const]
    for (const [role, at] of people) {
      const email = at === null ? emailOf('else') : emailOf(role)
      const add = ['staff', 'add', org, '--name', email, '--email', email, '--role', role, '--active']
      await desktop.json('staff add', at === null ? add : [...add, '--at', ...at])
    }
  })
  afterAll(() => desktop.dispose())

  it('matrix says every cell of the table', async () => {
    const matrix = await desktop.json('matrix', ['matrix', org])
    expect(matrix).toHaveLength(cells.length)
    for (const { role, permission, reach, text } of cells) {
      expect(matrix.find((cell) => cell.role === role && cell.permission === permission)).toMatchObject({
        reach,
        default: reach,
        edited: false,
        unspecified: text === '?',
        // What the source leaves open may be decided even for a locked role.
        locked: text !== '?' && blueprint.roles.find(({ key }) => key === role)!.locked,
      })
    }
  })

  it('can-batch decides every cell, each fact alone', async () => {
    const asked = cells.flatMap(({ role, permission, reach }) => {
      const base = { who: emailOf(role), do: permission, createdBy: emailOf('else'), facts: { shareable: true } }
      const kind = kindOf(permission)
      return [
        { question: base, allowed: reach === 'all' },
        { question: { ...base, at: [`${kind}:mine`] }, allowed: ['all', 'assigned'].includes(reach) },
        { question: { ...base, at: [`${kind}:other`] }, allowed: reach === 'all' },
        { question: { ...base, createdBy: emailOf(role) }, allowed: ['all', 'own'].includes(reach) },
        { question: { ...base, sharedWith: [emailOf(role)] }, allowed: ['all', 'shared'].includes(reach) },
        { question: { ...base, connected: true }, allowed: ['all', 'connected'].includes(reach) },
      ]
    })
    const known = new Set(blueprint.facts.map(({ key }) => key))
    const lines = asked.map(({ question }) => {
      const facts = Object.fromEntries(Object.entries(question.facts).filter(([key]) => known.has(key)))
      return JSON.stringify({ ...question, facts })
    })
    const ran = await desktop.run('can-batch', org, desktop.write('requests.jsonl', lines.join('\n')))
    expect(ran.err).toBe('')
    const answers = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { allowed: boolean })
    expect(answers.map(({ allowed }, i) => `${lines[i]} ${allowed}`)).toEqual(
      asked.map(({ allowed }, i) => `${lines[i]} ${allowed}`),
    )
  })

  it('can answers with the exit code, the reach and a reason', async () => {
    const permission = permissions[0]!
    for (const role of table.roles) {
      const reach = reachOf(role, permission)
      const place = ['--at', `${kindOf(permission)}:mine`]
      const isAllowed = ['all', 'assigned'].includes(reach)
      const answer = await desktop.json(
        'can',
        ['can', org, '--who', emailOf(role), '--do', permission, ...place],
        isAllowed ? 0 : 1,
      )
      expect(answer).toMatchObject({ allowed: isAllowed, reach })
      expect(answer.because[0]!.text).toMatch(/\.$/)
      expect(answer.wouldNeed.length > 0).toBe(!isAllowed)
    }
  })

  it('who-can names everyone who may, anywhere', async () => {
    for (const permission of permissions) {
      const people = await desktop.json('who-can', ['who-can', org, '--do', permission])
      const expected = table.roles.filter((role) => reachOf(role, permission) !== 'none').map(emailOf)
      // Somebody assigned nowhere reaches nothing through assigned places.
      if (!['none', 'assigned'].includes(reachOf(lowest, permission))) expected.push(emailOf('else'))
      expect(people.map(({ email }) => email).toSorted(), permission).toEqual(expected.toSorted())
    }
  })

  it('access lists what one person may do, with its source', async () => {
    for (const role of table.roles) {
      const held = await desktop.json('access', ['access', org, '--who', emailOf(role)])
      expect(held.map(({ permission, reach }) => `${permission} ${reach}`)).toEqual(
        blueprint.permissions
          .map(({ key }) => ({ key, reach: reachOf(role, key) }))
          .filter(({ reach }) => reach !== 'none')
          .map(({ key, reach }) => `${key} ${reach}`),
      )
      for (const { because } of held) expect(because[0]?.code).toBe('role-grant')
    }
  })

  it('role compare tells gained, lost and the same', async () => {
    for (const [i, a] of table.roles.slice(1).entries()) {
      const b = table.roles[i]!
      const compared = await desktop.json('role compare', ['role', 'compare', org, a, b])
      const keys = (list: readonly { permission: string }[]) => list.map(({ permission }) => permission).toSorted()
      const differing = permissions.filter((key) => reachOf(a, key) !== reachOf(b, key))
      expect([...new Set([...keys(compared.gained), ...keys(compared.lost)])].toSorted()).toEqual(differing.toSorted())
      for (const key of differing) {
        if (reachOf(a, key) === 'none') expect(keys(compared.gained)).toContain(key)
        if (reachOf(b, key) === 'none') expect(keys(compared.lost)).toContain(key)
      }
      for (const { permission } of compared.same) expect(differing).not.toContain(permission)
    }
  })

  it('grant set, list and reset change one cell and bring it back, each told beforehand', async () => {
    // Taking from the lowest role keeps every ladder whole.
    const { key: permission, class: kind } = blueprint.permissions.find(
      (one) => one.editable && ['all', 'assigned'].includes(reachOf(lowest, one.key)) && one.class !== 'self',
    )!
    const before = reachOf(lowest, permission)
    const to = kind === 'person' ? 'connected' : 'none'
    const cell = ['--role', lowest, '--do', permission]
    const names = (list: readonly { email: string | null; permission: string }[]) =>
      list.filter((one) => one.permission === permission).map(({ email }) => email)
    const shipped = await desktop.json('matrix', ['matrix', org])
    const isImpact = (answer: object): answer is { gain: []; lose: [] } => 'lose' in answer

    const told = await desktop.json('grant set', ['grant', 'set', org, ...cell, '--reach', to, '--preview'])
    expect(isImpact(told) && names(told.lose)).toContain(emailOf(lowest))
    expect(await desktop.json('grant list', ['grant', 'list', org])).toEqual([])
    await desktop.json('grant set', ['grant', 'set', org, ...cell, '--reach', to])
    const decided = await desktop.json('grant list', ['grant', 'list', org])
    expect(decided).toMatchObject([{ role: lowest, permission, reach: to, default: before }])
    expect(await desktop.json('grant list', ['grant', 'list', org, '--role', table.roles[0]!])).toEqual([])
    expect(await desktop.json('grant list', ['grant', 'list', org, '--do', permission])).toEqual(decided)

    const back = await desktop.json('grant reset', ['grant', 'reset', org, '--preview'])
    expect(isImpact(back) && names(back.gain)).toContain(emailOf(lowest))
    expect(await desktop.json('grant list', ['grant', 'list', org])).toEqual(decided)
    await desktop.json('grant reset', ['grant', 'reset', org])
    expect(await desktop.json('matrix', ['matrix', org])).toEqual(shipped)
    await desktop.refuses(1, 'grant', 'reset', org)
    await desktop.refuses(2, 'grant', 'set', org, ...cell, '--reach', 'some')
  })
})
