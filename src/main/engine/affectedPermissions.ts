import { pairPermissions, type PermissionPair } from './pairPermissions'
import type { CompiledNeed, CompiledPermission, Rules } from './rules'

/**
 * For each role number of `after`, the permissions for which people who stayed the same may differ: cells, product gates,
 * switches or needs that changed, and every permission that needs one of those. Null when a role is not on both sides at
 * the same rank, so that nothing can be said by role.
 */
export function affectedPermissions(before: Rules, after: Rules): PermissionPair[][] | null {
  if (before.roles.length !== after.roles.length) return null
  if (before.roles.some((role, rank) => role.key !== after.roles[rank]!.key)) return null
  const pairs = pairPermissions(before, after)
  const changed = pairs.map(
    (permissions) =>
      before.permissions !== after.permissions &&
      JSON.stringify(describe(before, before.permissions[permissions.before])) !==
        JSON.stringify(describe(after, after.permissions[permissions.after])),
  )
  return after.roles.map((role, rank) => {
    const isGateChanged = role.source.ungated !== before.roles[rank]!.source.ungated
    const seeds = pairs.filter((permissions, index) => {
      const isGated = (after.permissions[permissions.after]?.product ?? -1) !== -1
      return (
        changed[index] === true ||
        cellAt(before, rank, permissions.before) !== cellAt(after, rank, permissions.after) ||
        (isGateChanged && isGated)
      )
    })
    return withDependents(before, after, pairs, new Set(seeds))
  })
}

function cellAt(rules: Rules, role: number, permission: number): number {
  return permission === -1 ? 0 : rules.cellBits[role * rules.permissions.length + permission]!
}

/** What decides besides the cell, in a form that two rule sets share. */
function describe(rules: Rules, permission: CompiledPermission | undefined): unknown {
  if (permission === undefined) return null
  return [
    permission.isProductOn,
    permission.product === -1 ? null : rules.places.interner.ids[permission.product],
    permission.scope.kinds,
    permission.needs.map((need) => [
      need.kind,
      need.key,
      need.isOn,
      need.whenFactBit !== 0,
      need.whenOn,
      need.roles && [...need.roles],
    ]),
  ]
}

function withDependents(
  before: Rules,
  after: Rules,
  pairs: readonly PermissionPair[],
  found: Set<PermissionPair>,
): PermissionPair[] {
  const needs = ({ needs: list }: { needs: readonly CompiledNeed[] }): string[] =>
    list.flatMap((need) => (need.kind === 'permission' ? [need.key] : []))
  for (let size = -1; size !== found.size;) {
    size = found.size
    const keys = new Set(
      [...found].map((one) => (after.permissions[one.after] ?? before.permissions[one.before])!.key as string),
    )
    for (const candidate of pairs) {
      const needed = [before.permissions[candidate.before], after.permissions[candidate.after]].flatMap((permission) =>
        permission === undefined ? [] : needs(permission),
      )
      if (needed.some((key) => keys.has(key))) found.add(candidate)
    }
  }
  return pairs.filter((one) => found.has(one))
}
