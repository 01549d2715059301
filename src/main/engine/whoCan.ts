import type { PermissionKey, PlaceId, StaffId } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import { holdingOf, holdsPlace, isSwitchedOn } from './holding'
import { isActive, personalGrantsOf, roleOf, staffIdOf } from './people'
import { reachBits, widestReach } from './reachBits'
import { noRole, type CompiledPermission, type Rules } from './rules'

export interface Holder {
  readonly staffId: StaffId
  /** The widest reach in force; `own`, `shared` and `connected` still hang on the record. */
  readonly reach: Reach
  /** For reach `assigned`, the places it comes from; null otherwise. */
  readonly places: readonly PlaceId[] | null
}

/**
 * Everyone who may do something: anywhere, or at one place. Someone whose reach hangs on the record (who created it, with
 * whom it was shared) is listed with that reach.
 *
 * @returns people in the order in which the organization has them; empty for an unknown permission
 */
export function whoCan(
  rules: Rules,
  question: { readonly do: PermissionKey; readonly at?: PlaceId; readonly atMs: number },
): Holder[] {
  const permission = rules.permissions[rules.permissionByKey.get(question.do) ?? -1]
  if (permission === undefined) return []
  const at = question.at === undefined ? null : (rules.places.interner.numberOf.get(question.at) ?? -1)
  // A role whose cell is empty matters only for people with a grant of their own.
  const isEmptyRole = rules.roles.map(
    (_, role) =>
      rules.cellBits[role * rules.permissions.length + permission.number] === 0 || !isSwitchedOn(permission, role),
  )
  const holders: Holder[] = []
  for (let who = 0; who < rules.people.count; who += 1) {
    const role = roleOf(rules, who)
    if (role === noRole || !isActive(rules, who)) continue
    if (isEmptyRole[role] === true && personalGrantsOf(rules, who).length === 0) continue
    const holder = holderOf(rules, who, permission, at, question.atMs)
    if (holder !== null) holders.push(holder)
  }
  return holders
}

/**
 * How one person holds a permission.
 *
 * @param at a place number, null for anywhere
 * @returns  null when they do not
 */
export function holderOf(
  rules: Rules,
  who: number,
  permission: CompiledPermission,
  at: number | null,
  atMs: number,
): Holder | null {
  const holding = holdingOf(rules, who, permission, atMs)
  if (holding.bits === 0) return null
  const isHere = at === null || holdsPlace(rules, holding, at)
  const bits = isHere ? holding.bits : holding.bits & ~reachBits.assigned
  if (bits === 0) return null
  const reach = widestReach(bits)
  const roots = at === null ? holding.roots : holding.roots.filter((root) => rules.places.above[at]?.includes(root))
  return {
    staffId: staffIdOf(rules, who),
    reach,
    places: reach === 'assigned' ? placeIds(rules, roots) : null,
  }
}

export function placeIds(rules: Rules, places: readonly number[]): PlaceId[] {
  const { ids } = rules.places.interner
  const found: PlaceId[] = []
  for (const place of places) found.push(ids[place]!)
  return found.length < 2 ? found : found.sort()
}
