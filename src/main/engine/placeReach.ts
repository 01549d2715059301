import { endMsAt, pageOf, personalGrantsOf } from './people'
import { reachBits } from './reachBits'
import { rowMask, type Rules } from './rules'

/** True when the person is assigned, now, to this living place or to a living one that includes it. */
export function isAssignedTo(rules: Rules, who: number, place: number, atMs: number): boolean {
  const above = rules.places.above[place]
  if (above === undefined || above.length === 0) return false
  const page = pageOf(rules, who)
  const row = who & rowMask
  for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
    if (endMsAt(page, at) > atMs && above.includes(page.assignedPlace[at]!)) return true
  }
  return false
}

/**
 * True when a grant of reach `assigned` holds at this place: the role's or a personal one, at the person's own places or
 * at those that a personal grant names. Whether the place's kind counts is for the caller to ask.
 */
export function holdsAtPlace(
  rules: Rules,
  who: number,
  role: number,
  permission: number,
  place: number,
  atMs: number,
): boolean {
  const above = rules.places.above[place]
  if (above === undefined || above.length === 0) return false
  let byOwnPlaces = (rules.cellBits[role * rules.permissions.length + permission]! & reachBits.assigned) !== 0
  for (const grant of personalGrantsOf(rules, who)) {
    if (grant.permission !== permission || grant.bit !== reachBits.assigned || grant.untilMs <= atMs) continue
    if (grant.places === null) byOwnPlaces = true
    else for (const granted of grant.places) if (above.includes(granted)) return true
  }
  return byOwnPlaces && isAssignedTo(rules, who, place, atMs)
}
