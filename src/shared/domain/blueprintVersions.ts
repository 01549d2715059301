import type { Blueprint, BlueprintPermission } from './blueprint'
import type { PermissionKey } from './ids'
import { permissionClasses, type Reach, readCell } from './reach'

/** A copy of a blueprint whose roles and permissions the organization may change: "your own". */
export function ownBlueprint(blueprint: Blueprint, named: { readonly id: string; readonly name: string }): Blueprint {
  return { ...blueprint, id: named.id, name: named.name, version: 1, ownRoles: true }
}

/** True when `copy` is `original` under a name of its own, and nothing else. */
export function isOwnCopy(original: Blueprint, copy: Blueprint, isSame: (a: unknown, b: unknown) => boolean): boolean {
  return !original.ownRoles && isSame(copy, ownBlueprint(original, copy))
}

/**
 * An organization's blueprint brought to a newer version of it: new permissions with what they need, and new words.
 * What the present decides stays: roles, ladder, cells, needs, guards, visibility. A new permission is nobody's until
 * somebody decides, but for locked roles, which have everything at once (beyond.md, 15).
 */
export function updatedBlueprint(now: Blueprint, newer: Blueprint): Blueprint {
  const known = new Set<string>(now.permissions.map((permission) => permission.key))
  const newerByKey = new Map(newer.permissions.map((permission) => [permission.key, permission]))
  const added = newer.permissions.filter((permission) => !known.has(permission.key))
  return {
    ...now,
    version: newer.version,
    name: now.ownRoles ? now.name : newer.name,
    source: newer.source,
    tagline: newer.tagline,
    summary: newer.summary,
    products: now.products,
    features: withNew(now.features, newer.features),
    settings: withNew(now.settings, newer.settings),
    facts: withNew(now.facts, newer.facts),
    areas: withNew(now.areas, newer.areas),
    permissions: [
      ...now.permissions.map((permission) => reworded(permission, newerByKey.get(permission.key))),
      ...added.map((permission) => undecided(now, permission)),
    ],
  }
}

/**
 * What stands against `to` being a newer version of `from`: null, or what it would change besides adding permissions,
 * as a noun. The same question asked the other way round tells whether an update may be taken back.
 */
export function findUpdateProblem(
  from: Blueprint,
  to: Blueprint,
  isSame: (a: unknown, b: unknown) => boolean,
): string | null {
  if (from.id !== to.id || from.ownRoles !== to.ownRoles) return 'which blueprint it is'
  if (to.version <= from.version) return 'the version to an older one'
  const fixed = [
    'ladder',
    'roles',
    'placeKinds',
    'scopeKinds',
    'products',
    'visibility',
    'defaultViews',
    'advice',
    'guards',
  ] as const
  const changed = fixed.find((part) => !isSame(from[part], to[part]))
  if (changed !== undefined) return `“${changed}”`
  for (const list of ['features', 'settings', 'facts', 'areas'] as const) {
    const after = new Map<string, unknown>(to[list].map((one) => [one.key, one]))
    const lost = from[list].find((one) => !isSame(one, after.get(one.key)))
    if (lost !== undefined) return `“${lost.name}” in ${list}`
  }
  const permissionAfter = new Map(to.permissions.map((permission) => [permission.key, permission]))
  for (const permission of from.permissions) {
    const after = permissionAfter.get(permission.key)
    if (after === undefined || !isSame(decisive(permission), decisive(after))) return `“${permission.name}”`
  }
  const known = new Set<PermissionKey>(from.permissions.map((permission) => permission.key))
  for (const permission of to.permissions) {
    if (known.has(permission.key)) continue
    const given = from.roles.find((role) => !role.locked && !isUndecided(permission, permission.grants[role.key]))
    if (given !== undefined) return `what ${given.name} holds, by giving “${permission.name}” at once`
  }
  return null
}

function isUndecided(permission: BlueprintPermission, cell: string | undefined): boolean {
  return permission.class === 'self' || readCell(cell ?? 'none').reach === 'none'
}

/** The cells of a new permission: none until somebody decides, with what the blueprint proposes kept in the cell. */
function undecided(now: Blueprint, permission: BlueprintPermission): BlueprintPermission {
  const reaches: readonly Reach[] = permissionClasses[permission.class]
  const cells = now.roles.map((role): [string, string] => {
    const proposed = permission.grants[role.key] ?? 'none'
    if (permission.class === 'self') return [role.key, 'own']
    if (role.locked) return [role.key, permission.grants[role.key] ?? reaches.at(-1)!]
    const { reach } = readCell(proposed)
    return [role.key, reach === 'none' ? proposed : `granted:${reach}`]
  })
  return { ...permission, grants: Object.fromEntries(cells) }
}

/** What a permission decides, apart from its words. */
function decisive(permission: BlueprintPermission): unknown {
  const { key, class: kind, grants, scopeKinds, product, needs, editable } = permission
  return { key, class: kind, grants, scopeKinds, product, needs, editable }
}

function reworded(now: BlueprintPermission, newer: BlueprintPermission | undefined): BlueprintPermission {
  if (newer === undefined) return now
  const { name, summary, why, fixedBecause, entryPoints, notes, sources } = newer
  const words = { name, summary, entryPoints, notes, sources }
  return {
    ...now,
    ...words,
    ...(why === undefined ? {} : { why }),
    ...(fixedBecause === undefined ? {} : { fixedBecause }),
  }
}

function withNew<One extends { readonly key: string }>(now: readonly One[], newer: readonly One[]): One[] {
  const known = new Set(now.map((one) => one.key))
  return [...now, ...newer.filter((one) => !known.has(one.key))]
}
