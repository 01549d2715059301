import { permissionClasses, type Reach } from '../../shared/domain/reach'
import type { CompiledRequest } from './compileRequest'
import { isConnected, isOwn, passesProductGate, passesReach } from './decideCompiled'
import { needApplies } from './needs'
import { grantBits, isActive, livingAssignments, memberOf, personalGrantsOf, roleOf } from './people'
import { holdsAtPlace, isAssignedTo } from './placeReach'
import { reachBits } from './reachBits'
import { noRole, type CompiledPermission, type Rules } from './rules'
import { isMaskedFrom } from './visibility'

/** One thing that would have to change for a yes, in numbers. Places and permissions are those of the rules. */
export type Fix =
  | { readonly kind: 'activate' | 'restore' }
  | { readonly kind: 'turn-on'; readonly what: 'feature' | 'setting' | 'product'; readonly key: string }
  | { readonly kind: 'assign-place'; readonly place: number }
  | { readonly kind: 'grant-role'; readonly role: number; readonly permission: number; readonly reach: Reach }
  | { readonly kind: 'grant-person'; readonly permission: number; readonly reach: Reach }
  | { readonly kind: 'set-role'; readonly role: number }
  | { readonly kind: 'mark-fact'; readonly key: string }

/** Alternatives, each a list of things that together turn a no into a yes. `[[]]` = a yes already, `[]` = nothing could. */
type Ways = readonly (readonly Fix[])[]

const already: Ways = [[]]
const never: Ways = []
const mostWays = 12

/**
 * Finds the smallest ways to a yes: switches, a grant to the role or to the person, a place, or a higher role. Things
 * that nobody can change here (who created a record, with whom it was shared) are not offered.
 *
 * @returns alternatives, the shortest first, none containing another; at most 12.
 */
export function findFixes(
  rules: Rules,
  request: CompiledRequest,
  permission: CompiledPermission = rules.permissions[request.permission]!,
): Ways {
  const role = roleOf(rules, request.who)
  if (role === noRole) return never
  const asIs = waysFor(rules, request, role, permission, true)
  const higher = waysByHigherRole(rules, request, role, permission)
  return keepSmallest(both(waysToActive(rules, request.who), either(asIs, higher)))
}

function both(one: Ways, other: Ways): Ways {
  // Most steps need nothing more, and most of the rest cannot be helped: both are answered without combining.
  if (one === already || other === never) return other
  if (other === already || one === never) return one
  return keepSmallest(one.flatMap((left) => other.map((right) => [...left, ...right])))
}

function either(one: Ways, other: Ways): Ways {
  if (one.length === 0) return other
  return other.length === 0 ? one : [...one, ...other]
}

/** Any of several, each of which leads to ways of its own. */
function anyOf<Value>(list: readonly Value[], waysOf: (value: Value) => Ways): Ways {
  let ways: Ways = never
  for (const value of list) ways = either(ways, waysOf(value))
  return ways
}

/** The shortest first, none containing another; each fix once. */
function keepSmallest(ways: Ways): Ways {
  if (ways.length === 0) return never
  const distinct = ways.map(onceEach)
  if (distinct.length === 1) return distinct
  const kept: (readonly Fix[])[] = []
  for (const way of distinct.sort((one, other) => one.length - other.length)) {
    if (kept.some((smaller) => smaller.every((fix) => isAmong(way, fix)))) continue
    kept.push(way)
    if (kept.length === mostWays) break
  }
  return kept
}

function onceEach(fixes: readonly Fix[]): readonly Fix[] {
  return fixes.length < 2 ? fixes : fixes.filter((fix, at) => !isAmong(fixes, fix, at))
}

/** Lists are short, so looking through them costs less than giving every fix a key. */
function isAmong(fixes: readonly Fix[], fix: Fix, end = fixes.length): boolean {
  for (let at = 0; at < end; at += 1) if (isSameFix(fixes[at]!, fix)) return true
  return false
}

function isSameFix(one: Fix, other: Fix): boolean {
  if (one === other) return true
  switch (one.kind) {
    case 'activate':
    case 'restore':
      return other.kind === one.kind
    case 'turn-on':
      return other.kind === one.kind && other.what === one.what && other.key === one.key
    case 'assign-place':
      return other.kind === one.kind && other.place === one.place
    case 'grant-role':
      return (
        other.kind === one.kind &&
        other.role === one.role &&
        other.permission === one.permission &&
        other.reach === one.reach
      )
    case 'grant-person':
      return other.kind === one.kind && other.permission === one.permission && other.reach === one.reach
    case 'set-role':
      return other.kind === one.kind && other.role === one.role
    case 'mark-fact':
      return other.kind === one.kind && other.key === one.key
  }
}

function waysToActive(rules: Rules, who: number): Ways {
  if (isActive(rules, who)) return already
  const { state, stateBefore } = memberOf(rules, who)
  if (state === 'invited') return [[{ kind: 'activate' }]]
  if (state !== 'removed') return never
  return [stateBefore === 'invited' ? [{ kind: 'restore' }, { kind: 'activate' }] : [{ kind: 'restore' }]]
}

/** The lowest role above that needs nothing else, or else the lowest that can do with something else. */
function waysByHigherRole(rules: Rules, request: CompiledRequest, role: number, permission: CompiledPermission): Ways {
  let second: Ways = never
  for (let higher = role - 1; higher >= 0; higher -= 1) {
    if (rules.roles[higher]!.source.singleton || rules.roles[role]!.source.singleton) continue
    const ways = waysFor(rules, request, higher, permission, false)
    const withRole = ways.map((fixes): readonly Fix[] => [{ kind: 'set-role', role: higher }, ...fixes])
    if (ways.some((fixes) => fixes.length === 0)) return withRole
    if (second.length === 0) second = withRole
  }
  return second
}

/** Ways to a yes while the person has this role. With `mayGrant` false the grants stay as they are. */
function waysFor(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  mayGrant: boolean,
): Ways {
  // Most roles above hold nothing of it either, and then nothing else helps.
  if (!mayGrant && grantBits(rules, request.who, role, permission.number, request.atMs) === 0) return never
  let ways: Ways = permission.isProductOn
    ? already
    : [[{ kind: 'turn-on', what: 'product', key: permission.source.product! }]]
  for (const need of permission.needs) {
    if (!needApplies(need, role, request)) continue
    if (need.kind === 'switch' && !need.isOn) {
      ways = both(ways, [[{ kind: 'turn-on', what: need.isFeature ? 'feature' : 'setting', key: need.key }]])
    }
    if (need.kind === 'fact' && (request.factBits & need.factBit) === 0) {
      ways = both(ways, [[{ kind: 'mark-fact', key: need.key }]])
    }
    if (need.kind === 'permission') {
      ways = both(ways, waysFor(rules, request, role, rules.permissions[need.permission]!, mayGrant))
    }
  }
  if (!passesProductGate(rules, request.who, role, permission, request.atMs)) {
    ways = both(ways, waysToPlace(rules, permission.product))
  }
  ways = both(ways, waysToReach(rules, request, role, permission, mayGrant))
  return request.on === -1 ? ways : both(ways, waysToTarget(rules, request, role, permission, mayGrant))
}

function waysToReach(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  mayGrant: boolean,
): Ways {
  const bits = grantBits(rules, request.who, role, permission.number, request.atMs)
  if (passesReach(rules, request, role, permission, bits)) return already
  const places = waysToPlaces(rules, request, role, permission)
  const byPlace = holdsInOwnPlaces(rules, request, role, permission) ? places : never
  if (!mayGrant) return byPlace
  const byGrant = anyOf(permissionClasses[permission.source.class], (reach) =>
    reach === 'none'
      ? never
      : both(waysToGrant(rules, role, permission, reach), waysByFacts(rules, request, permission, reach, places)),
  )
  return either(byPlace, byGrant)
}

/** True when a grant of reach `assigned` is in force at the person's own places, wherever those are. */
function holdsInOwnPlaces(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): boolean {
  const ofRole = rules.cellBits[role * rules.permissions.length + permission.number]!
  if ((ofRole & reachBits.assigned) !== 0) return true
  return personalGrantsOf(rules, request.who).some(
    (grant) =>
      grant.permission === permission.number &&
      grant.bit === reachBits.assigned &&
      grant.places === null &&
      grant.untilMs > request.atMs,
  )
}

/** What a grant of this reach would still need. */
function waysByFacts(
  rules: Rules,
  request: CompiledRequest,
  permission: CompiledPermission,
  reach: Reach,
  places: Ways,
): Ways {
  if (reach === 'all') return already
  if (reach === 'assigned') return places
  if (reach === 'own') return isOwn(request, permission) ? already : never
  if (reach === 'shared') return request.isShared ? already : never
  return isConnected(rules, request, permission) ? already : never
}

/** To the role, or to this person alone. */
function waysToGrant(rules: Rules, role: number, permission: CompiledPermission, reach: Reach): Ways {
  if (!permission.source.editable || permission.isSelf) return never
  const toPerson: Ways = [[{ kind: 'grant-person', permission: permission.number, reach }]]
  const at = role * rules.permissions.length + permission.number
  // A role's cell holds one reach: replacing a middle one by another would take something away.
  const isSafe = (rules.cellBits[at]! & ~reachBits[reach]) === 0 || reach === 'all'
  if (!rules.cells[at]!.isEditable || !isSafe || breaksContainsBelow(rules, role, permission, reach)) return toPerson
  return [[{ kind: 'grant-role', role, permission: permission.number, reach }], ...toPerson]
}

/** An edit that the ladder would refuse is no way (S1.10, S2.2). */
function breaksContainsBelow(rules: Rules, role: number, permission: CompiledPermission, reach: Reach): boolean {
  if (!rules.blueprint.ladder.containsBelow || role === 0) return false
  const above = rules.cellBits[(role - 1) * rules.permissions.length + permission.number]!
  return above !== reachBits.all && above !== reachBits[reach]
}

/** Assignments with which a grant at the person's own places would hold. */
function waysToPlaces(rules: Rules, request: CompiledRequest, role: number, permission: CompiledPermission): Ways {
  if (request.on >= 0) return waysToTargetPlaces(rules, request, role, permission)
  if (request.records === null || request.records.length === 0) return never
  return request.records.reduce<Ways>((ways, record) => {
    const counted = record.filter((place) => permission.scope.counts[place] === 1)
    const isCovered = counted.some(
      (place) =>
        isAssignedTo(rules, request.who, place, request.atMs) ||
        holdsAtPlace(rules, request.who, role, permission.number, place, request.atMs),
    )
    return both(ways, isCovered ? already : anyOf(counted, (place) => waysToPlace(rules, place)))
  }, already)
}

function waysToTargetPlaces(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): Ways {
  const { scope, number } = permission
  const holdsAt = (place: number): boolean =>
    isAssignedTo(rules, request.who, place, request.atMs) ||
    holdsAtPlace(rules, request.who, role, number, place, request.atMs)
  const places = livingAssignments(rules, request.on, request.atMs).filter((place) => scope.leadsSomewhere[place] === 1)
  if (places.length === 0) return never
  if (permission.target === 'every') {
    return places.reduce<Ways>(
      (ways, place) => both(ways, holdsAt(place) ? already : waysToPlace(rules, place)),
      already,
    )
  }
  const counted = places
    .flatMap((place) => [...rules.places.under[place]!])
    .filter((place) => scope.counts[place] === 1)
  return counted.some(holdsAt) ? already : anyOf(places, (place) => waysToPlace(rules, place))
}

function waysToPlace(rules: Rules, place: number): Ways {
  return rules.places.isAlive[place] === 1 ? [[{ kind: 'assign-place', place }]] : never
}

function waysToTarget(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  mayGrant: boolean,
): Ways {
  const targetRole = request.on === request.who ? role : roleOf(rules, request.on)
  if (permission.touchesPeople && isMaskedFrom(rules, request.who, request.on)) return never
  if (permission.guardsPeople && rules.roles[role]!.manages[targetRole] !== 1) return never
  if (request.on === request.who) return already
  const unless = rules.hiddenUnless[targetRole] ?? -1
  if (unless === -1) return already
  const sees = (grantBits(rules, request.who, role, unless, request.atMs) & reachBits.all) !== 0
  if (sees) return already
  return mayGrant ? waysToGrant(rules, role, rules.permissions[unless]!, 'all') : never
}
