import { describe, expect, it } from 'vitest'
import { compileRules } from '../../../src/main/engine/compileRules'
import { decide } from '../../../src/main/engine/decide'
import { explain } from '../../../src/main/engine/explain'
import { matrix } from '../../../src/main/engine/matrix'
import type { Request } from '../../../src/shared/domain/decision'
import type { PermissionKey, PlaceId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { aBlueprint, anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'
import { specGuards, specRest, specTables, specViews } from './specTables'

interface SpecCell {
  readonly permission: PermissionKey
  readonly class: string
  readonly role: string
  readonly text: string
}

function cellsOf(table: (typeof specTables)[number]): SpecCell[] {
  return table.rows.flatMap((row) => {
    const [names, cells] = row.split(' | ').map((part) => part.split(' '))
    const className = names!.at(-1)!
    return names!.slice(0, -1).flatMap((permission) =>
      table.roles.map((role, rank) => ({
        permission: permission as PermissionKey,
        class: className,
        role,
        text: cells![rank]!,
      })),
    )
  })
}

const reachOfText = (text: string): string => (text === '?' || text.startsWith('+') ? 'none' : text)

/** One person per role, assigned to one place of each kind that scopes, with every product, feature and setting on. */
function orgOf(table: (typeof specTables)[number]): OrgState {
  const blueprint = aBlueprint(table.blueprint)
  const kinds = [...new Set([...blueprint.scopeKinds, ...blueprint.permissions.flatMap((one) => one.scopeKinds ?? [])])]
  const products = blueprint.products.map(({ key }) => `product:${key}`)
  const mine = kinds.map((kind) => `${kind}:mine`)
  const staff = [
    ...table.roles.map((role) => aPerson(`${role}@x.org`, { role, at: [...mine, ...products] })),
    aPerson('else@x.org', { role: table.roles.at(-1)! }),
  ]
  const places = [...mine, ...kinds.map((kind) => `${kind}:other`), ...products].map((id) => aPlace(id))
  const on = (kind: 'feature' | 'setting' | 'product') =>
    ({ feature: blueprint.features, setting: blueprint.settings, product: blueprint.products })[kind].map(
      ({ key }) => [`${kind}/${key}`, { kind, key, on: true }] as const,
    )
  return {
    ...anOrgState({ blueprint: table.blueprint, staff, places }),
    switches: new Map([...on('feature'), ...on('setting'), ...on('product')]),
  }
}

describe.each(specTables)('the table of $blueprint', (table) => {
  const state = orgOf(table)
  const rules = compileRules(state)
  const rows = new Map(matrix(state).map((row) => [row.permission, row]))
  const idOf = (role: string) => [...state.staff.values()].find((person) => person.email === `${role}@x.org`)!.id
  const kindOf = (permission: string): string =>
    state.blueprint.permissions.find((one) => one.key === permission)!.scopeKinds?.[0] ?? state.blueprint.scopeKinds[0]!

  it('names these roles, from the top down, and these permissions, and no others', () => {
    expect(state.blueprint.roles.map((role) => role.key)).toEqual(table.roles)
    expect([...rows.keys()].toSorted()).toEqual([...new Set(cellsOf(table).map((cell) => cell.permission))].toSorted())
  })

  it.each(cellsOf(table))('gives $role $permission: $text', ({ permission, class: className, role, text }) => {
    const cell = rows.get(permission)!.cells.find((one) => one.role === role)!
    expect(state.blueprint.permissions.find((one) => one.key === permission)!.class).toBe(className)
    expect(cell).toMatchObject({
      reach: reachOfText(text),
      default: reachOfText(text),
      grantable: text.startsWith('+') ? text.slice(1) : null,
      isUnspecified: text === '?',
      isEdited: false,
    })

    // And as decisions: each fact alone, no other fact helping.
    const ask = (facts: Partial<Request>): boolean =>
      decide(rules, {
        who: idOf(role),
        do: permission,
        createdBy: idOf('else'),
        facts: { shareable: true },
        atMs: 0,
        ...facts,
      })
    const mine = [`${kindOf(permission)}:mine` as PlaceId]
    const other = [`${kindOf(permission)}:other` as PlaceId]
    const reach = reachOfText(text)
    expect(ask({})).toBe(reach === 'all')
    expect(ask({ at: mine })).toBe(reach === 'all' || reach === 'assigned')
    expect(ask({ at: other })).toBe(reach === 'all')
    expect(ask({ createdBy: idOf(role) })).toBe(reach === 'all' || reach === 'own')
    expect(ask({ sharedWith: [idOf(role)] })).toBe(reach === 'all' || reach === 'shared')
    expect(ask({ connected: true })).toBe(reach === 'all' || reach === 'connected')
    expect(explain(rules, { who: idOf(role), do: permission, facts: { shareable: true }, atMs: 0 }).reach).toBe(reach)
    if (text === '?')
      expect(explain(rules, { who: idOf(role), do: permission, atMs: 0 }).because[0]!.code).toBe('not-specified')
  })

  it('guards each edit of the console by this permission', () => {
    const guards = Object.entries(state.blueprint.guards).flatMap(([edit, guard]) => [
      [edit, guard.permission],
      ...Object.entries(guard.byPlaceKind ?? {}).map(([kind, permission]) => [`${edit} ${kind}`, permission]),
    ])
    expect(Object.fromEntries(guards)).toEqual(specGuards[table.blueprint])
  })

  it('says the rest of the ladder: locked, ungated, singleton, moves, containment, kinds, who manages whom', () => {
    const { roles, ladder, scopeKinds, placeKinds } = state.blueprint
    const id = table.blueprint as keyof typeof specRest.locked
    expect(roles.filter((role) => role.locked).map((role) => role.key)).toEqual(specRest.locked[id])
    expect(roles.filter((role) => role.ungated).map((role) => role.key)).toEqual(specRest.ungated[id])
    expect(roles.filter((role) => role.singleton).map((role) => role.key)).toEqual(specRest.singleton[id])
    expect(ladder.moves === 'up-only').toBe(specRest.upOnly[id])
    expect(ladder.containsBelow).toBe(specRest.containsBelow[id])
    expect(scopeKinds).toEqual(specRest.scopeKinds[id])
    expect(Object.fromEntries(roles.map((role) => [role.key, role.manages]))).toEqual(specRest.manages[id])
    expect(placeKinds.some((kind) => kind.key === 'location')).toBe(true)
    expect(state.blueprint.ownRoles).toBe(false)
  })

  it('has plain words for everything: name, one sentence, reason to change, source', () => {
    for (const permission of state.blueprint.permissions) {
      expect(permission.name).not.toContain('.')
      expect(permission.summary).toMatch(/^[A-Z].*\.$/)
      expect(permission.why ?? permission.fixedBecause).toMatch(/\.$/)
      expect(permission.sources.length).toBeGreaterThan(0)
      for (const source of permission.sources) expect(source).toMatch(/^S[0-4]\.\d+$/)
      const isOpen = Object.values(permission.grants).includes('unspecified')
      if (isOpen) expect(permission.notes.some((note) => note.kind === 'silence')).toBe(true)
    }
  })
})

it('gives propel the default views and landing pages of its source (S3.7–S3.10, S3.14)', () => {
  const { defaultViews, roles } = aBlueprint('propel')
  const told = defaultViews.map((list) => [list.key, roles.map((role) => list.views[role.key]!.name)])
  expect(Object.fromEntries(told)).toEqual(specViews)
})
