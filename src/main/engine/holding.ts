import { passesProductGate } from './decideCompiled'
import { endMsAt, grantBits, isActive, pageOf, personalGrantsOf, roleOf } from './people'
import { reachBits } from './reachBits'
import { noRole, rowMask, type CompiledPermission, type Rules, type Scope } from './rules'

/**
 * What a person holds of one permission before any record is named: reach bits, and for `assigned` the places it comes
 * from. A place u is held when it lies under one of `roots` and counts in every one of `scopes`.
 * INVARIANT (assigned leads somewhere): the bit `assigned` is set only when a place is held.
 */
export interface Holding {
  readonly bits: number
  readonly roots: readonly number[]
  readonly scopes: readonly Scope[]
}

const noRoots: readonly number[] = []

export const holdsNothing: Holding = { bits: 0, roots: noRoots, scopes: [] }

/**
 * Everything that decides before the facts of a request: state of the person, switches, grants in force, product gate,
 * and other permissions that are always needed. Needs that hang on a fact (`fact`, `whenFact`, `whenOn`) are left to the
 * request.
 */
export function holdingOf(rules: Rules, who: number, permission: CompiledPermission, atMs: number): Holding {
  const role = roleOf(rules, who)
  if (role === noRole || !isActive(rules, who)) return holdsNothing
  return holdingAs(rules, who, role, permission, atMs)
}

function holdingAs(rules: Rules, who: number, role: number, permission: CompiledPermission, atMs: number): Holding {
  const bits = grantBits(rules, who, role, permission.number, atMs)
  if (bits === 0 || !isSwitchedOn(permission, role)) return holdsNothing
  if (!passesProductGate(rules, who, role, permission, atMs)) return holdsNothing
  const roots = (bits & reachBits.assigned) === 0 ? noRoots : rootsOf(rules, who, role, permission, atMs)
  const heldBits = roots.length === 0 ? bits & ~reachBits.assigned : bits
  let held: Holding = { bits: heldBits, roots, scopes: permission.scopeAlone }
  for (const need of permission.needs) {
    if (need.kind !== 'permission' || !isUnconditional(need, role)) continue
    held = intersect(rules, held, holdingAs(rules, who, role, rules.permissions[need.permission]!, atMs))
  }
  return held
}

function isUnconditional(need: CompiledPermission['needs'][number], role: number): boolean {
  return need.whenFactBit === 0 && !need.whenOn && (need.roles === null || need.roles[role] === 1)
}

export function isSwitchedOn(permission: CompiledPermission, role: number): boolean {
  if (!permission.isProductOn) return false
  for (const need of permission.needs) {
    if (need.kind === 'switch' && !need.isOn && isUnconditional(need, role)) return false
  }
  return true
}

/** Places from which reach `assigned` holds, each once, those that lead nowhere left out. */
function rootsOf(rules: Rules, who: number, role: number, permission: CompiledPermission, atMs: number): number[] {
  const { leadsSomewhere } = permission.scope
  const roots: number[] = []
  const add = (place: number): void => {
    if (leadsSomewhere[place] === 1 && !roots.includes(place)) roots.push(place)
  }
  let byOwnPlaces = (rules.cellBits[role * rules.permissions.length + permission.number]! & reachBits.assigned) !== 0
  for (const grant of personalGrantsOf(rules, who)) {
    if (grant.permission !== permission.number || grant.bit !== reachBits.assigned || grant.untilMs <= atMs) continue
    if (grant.places === null) byOwnPlaces = true
    else for (const place of grant.places) add(place)
  }
  if (!byOwnPlaces) return roots
  const page = pageOf(rules, who)
  const row = who & rowMask
  for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
    if (endMsAt(page, at) > atMs) add(page.assignedPlace[at]!)
  }
  return roots
}

/** Drops roots that lead nowhere, and the bit with the last of them. */
function withPlaces(rules: Rules, bits: number, roots: readonly number[], scopes: readonly Scope[]): Holding {
  if ((bits & reachBits.assigned) === 0) return { bits, roots: [], scopes }
  const isHeld = (place: number): boolean => scopes.every((scope) => scope.counts[place] === 1)
  const leading = roots.filter((root, index) => {
    if (roots.indexOf(root) !== index) return false
    return rules.places.under[root]!.some(isHeld)
  })
  return { bits: leading.length === 0 ? bits & ~reachBits.assigned : bits, roots: leading, scopes }
}

/**
 * Both at once. Where one side holds `all` the other decides; two different middle reaches need both facts and are named
 * by the first side's.
 */
function intersect(rules: Rules, one: Holding, other: Holding): Holding {
  if (one.bits === 0 || other.bits === 0) return holdsNothing
  if ((other.bits & reachBits.all) !== 0) return one
  if ((one.bits & reachBits.all) !== 0) {
    return withPlaces(rules, other.bits, other.roots, [...one.scopes, ...other.scopes])
  }
  const bothAssigned = (one.bits & other.bits & reachBits.assigned) !== 0
  if (!bothAssigned) return one
  const isUnder = (place: number, roots: readonly number[]): boolean =>
    rules.places.above[place]!.some((above) => roots.includes(above))
  const roots = [...one.roots, ...other.roots].filter(
    (place) => isUnder(place, one.roots) && isUnder(place, other.roots),
  )
  return withPlaces(rules, one.bits, roots, [...one.scopes, ...other.scopes])
}

/** True when the holding's `assigned` covers this place. */
export function holdsPlace(rules: Rules, holding: Holding, place: number): boolean {
  return (
    (holding.bits & reachBits.assigned) !== 0 &&
    holding.scopes.every((scope) => scope.counts[place] === 1) &&
    rules.places.above[place]!.some((above) => holding.roots.includes(above))
  )
}
