import type { PermissionKey, PlaceId, StaffId } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import { findStaffNumber } from './compileRequest'
import { holdingOf, holdsPlace } from './holding'
import { reachBits, widestReach } from './reachBits'
import type { Rules } from './rules'
import { placeIds } from './whoCan'

export interface ReachAt {
  readonly reach: Reach
  /** For reach `assigned` without a place asked about, the places it comes from; null otherwise. */
  readonly places: readonly PlaceId[] | null
}

/**
 * What one person holds of each permission, in the blueprint's order; with `at`, what counts for a record of that place.
 * Needs that hang on a fact of a record are left open, as in `access`. Empty for somebody unknown.
 */
export function accessAt(
  rules: Rules,
  question: { readonly who: StaffId; readonly at?: PlaceId | undefined; readonly atMs: number },
): Map<PermissionKey, ReachAt> {
  const who = findStaffNumber(rules, question.who)
  if (who === -1) return new Map()
  const place = question.at === undefined ? -1 : (rules.places.interner.numberOf.get(question.at) ?? -1)
  return new Map(
    rules.permissions.map((permission) => {
      const holding = holdingOf(rules, who, permission, question.atMs)
      if (question.at === undefined) {
        const reach = widestReach(holding.bits)
        return [permission.key, { reach, places: reach === 'assigned' ? placeIds(rules, holding.roots) : null }]
      }
      const isHere = place !== -1 && rules.places.isAlive[place] === 1 && holdsPlace(rules, holding, place)
      const bits = isHere ? holding.bits : holding.bits & ~reachBits.assigned
      return [permission.key, { reach: widestReach(bits), places: null }]
    }),
  )
}
