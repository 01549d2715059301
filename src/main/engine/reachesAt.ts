import type { PermissionKey, PlaceId, StaffId } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import { findStaffNumber } from './compileRequest'
import { holdingOf, holdsPlace } from './holding'
import { reachBits, widestReach } from './reachBits'
import type { Rules } from './rules'

/**
 * What one person holds of each permission at one place: `none` where nothing reaches it. What hangs on the record (own,
 * shared, connected) is told as such.
 *
 * @returns reaches in the order of `permissions`
 */
export function reachesAt(
  rules: Rules,
  who: StaffId,
  place: PlaceId,
  permissions: readonly PermissionKey[],
  atMs: number,
): Reach[] {
  const number = findStaffNumber(rules, who)
  const at = rules.places.interner.numberOf.get(place) ?? -1
  return permissions.map((key) => {
    const permission = rules.permissions[rules.permissionByKey.get(key) ?? -1]
    if (number === -1 || at === -1 || permission === undefined) return 'none'
    const holding = holdingOf(rules, number, permission, atMs)
    return widestReach(holdsPlace(rules, holding, at) ? holding.bits : holding.bits & ~reachBits.assigned)
  })
}
