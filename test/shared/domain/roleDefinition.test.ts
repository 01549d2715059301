import canonicalize from 'canonicalize'
import { describe, expect, it } from 'vitest'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import type { Blueprint } from '../../../src/shared/domain/blueprint'
import { findBlueprintProblems } from '../../../src/shared/domain/findBlueprintProblems'
import type { RoleKey } from '../../../src/shared/domain/ids'
import {
  cloneRole,
  placeRole,
  readRoleDefinition,
  withoutRole,
  withRole,
  withRolePlaced,
} from '../../../src/shared/domain/roleDefinition'

const pairs = shippedBlueprints().flatMap((blueprint) =>
  blueprint.roles.slice(1).map((role) => ({ id: blueprint.id, blueprint, role: role.key })),
)
const empty = (blueprint: Blueprint) => ({ blueprint, grants: new Map() })

/** Lists in which order says nothing, sorted. */
function normal(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const parts = value.map((part) => normal(part))
    const isOrdered = ['roles', 'permissions', 'areas', 'defaultViews'].includes(name) && typeof parts[0] === 'object'
    return isOrdered ? parts : parts.toSorted((a, b) => (canonicalize(a)! < canonicalize(b)! ? -1 : 1))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, normal(part, key)]))
}

describe('the definition of a role', () => {
  it.each(pairs)('$id: $role taken out and put back leaves the blueprint as it was', ({ blueprint, role }) => {
    const definition = readRoleDefinition(empty(blueprint), role)!
    const back = withRole(withoutRole(blueprint, role), role, definition)
    // Locked comes with the blueprint alone; no role below the top of the five is locked.
    expect(normal(back)).toEqual(normal(blueprint))
  })

  it.each(pairs)('$id: a role like $role breaks nothing, and holds the same by default', ({ blueprint, role }) => {
    const key = 'clone' as RoleKey
    const clone = cloneRole(empty(blueprint), role, { key, name: 'Clone', summary: 'A clone.', under: role })
    const after = withRole(blueprint, key, clone)
    expect(findBlueprintProblems(after)).toEqual([])
    expect(after.permissions.map((permission) => permission.grants[key])).toEqual(
      blueprint.permissions.map((permission) => permission.grants[role]),
    )
    expect(normal(withoutRole(after, key))).toEqual(normal(blueprint))
  })

  it.each(pairs)('$id: $role can stand anywhere below the top and go back', ({ blueprint, role }) => {
    const now = readRoleDefinition(empty(blueprint), role)!
    for (const { key: under } of blueprint.roles.filter((one) => one.key !== role)) {
      const moved = withRolePlaced(blueprint, role, placeRole(blueprint, role, under))
      const order = moved.roles.map((one) => one.key)
      expect(order.indexOf(role)).toBe(order.indexOf(under) + 1)
      expect(findBlueprintProblems(moved).filter(({ path }) => path[2] === 'manages')).toEqual([])
      const back = withRolePlaced(moved, role, now)
      expect(normal(back)).toEqual(normal(blueprint))
    }
  })
})
