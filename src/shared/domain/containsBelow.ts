import type { RoleKey } from './ids'
import { reachContains, type Reach } from './reach'

/** Two neighbours on the ladder of which the upper one lacks something that the lower one holds. */
export interface ContainsBelowBreak {
  readonly above: RoleKey
  readonly below: RoleKey
}

/**
 * Finds where one permission breaks "a role holds at least what the role below holds" (S1.10, S2.2).
 *
 * @param rolesFromTop  role keys, the top of the ladder first
 * @param reachOf       reach in force for a role; an unspecified cell and a `granted:R` cell that is off count as `none`
 * @returns the first break from the top, or null. Reaches are a partial order: `assigned` above `own` is a break.
 */
export function findContainsBelowBreak(
  rolesFromTop: readonly RoleKey[],
  reachOf: (role: RoleKey) => Reach,
): ContainsBelowBreak | null {
  for (let rank = 0; rank + 1 < rolesFromTop.length; rank += 1) {
    const above = rolesFromTop[rank]!
    const below = rolesFromTop[rank + 1]!
    // Containment is transitive, so neighbours are enough.
    if (!reachContains(reachOf(above), reachOf(below))) return { above, below }
  }
  return null
}
