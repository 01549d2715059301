import { endMsAt, pageOf } from './people'
import { holdsAtPlace, isAssignedTo } from './placeReach'
import { rowMask, type CompiledPermission, type Rules } from './rules'

/**
 * Reach `assigned` for a person as target. `one`: some place that counts is the target's and the actor's, what lies
 * under their places included. `every`: each living place of the target is the actor's, and there is one.
 */
export function reachesTarget(
  rules: Rules,
  who: number,
  role: number,
  permission: CompiledPermission,
  target: number,
  mode: 'one' | 'every',
  atMs: number,
): boolean {
  const page = pageOf(rules, target)
  const row = target & rowMask
  let places = 0
  for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
    if (endMsAt(page, at) <= atMs) continue
    const place = page.assignedPlace[at]!
    if (permission.scope.leadsSomewhere[place] !== 1) continue
    places += 1
    if (mode === 'every') {
      if (!holdsAtPlace(rules, who, role, permission.number, place, atMs)) return false
    } else {
      for (const under of rules.places.under[place]!) {
        if (permission.scope.counts[under] !== 1) continue
        if (holdsAtPlace(rules, who, role, permission.number, under, atMs)) return true
      }
    }
  }
  return mode === 'every' && places > 0
}

/** True when both are assigned to a place that counts (S2.17). */
export function shareAPlace(
  rules: Rules,
  who: number,
  other: number,
  permission: CompiledPermission,
  atMs: number,
): boolean {
  const page = pageOf(rules, who)
  const row = who & rowMask
  for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
    if (endMsAt(page, at) <= atMs) continue
    for (const under of rules.places.under[page.assignedPlace[at]!] ?? []) {
      if (permission.scope.counts[under] === 1 && isAssignedTo(rules, other, under, atMs)) return true
    }
  }
  return false
}
