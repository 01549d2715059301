import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import { passesProductGate } from './decideCompiled'
import type { Gap } from './findGaps'
import { holdingOf, isSwitchedOn } from './holding'
import { reachBits } from './reachBits'
import { isActive, livingAssignments, memberOf, roleOf, staffIdOf } from './people'
import { noRole, type CompiledPermission, type Rules } from './rules'

/** Something that would close gaps of a place. What the actor may not do is refused by the door, not left out here. */
export type GapFix = { readonly place: PlaceId; readonly closes: readonly PermissionKey[] } & (
  | { readonly kind: 'assign'; readonly staffId: StaffId }
  | { readonly kind: 'invite'; readonly role: RoleKey; readonly products: readonly string[] }
  | { readonly kind: 'grant'; readonly staffId: StaffId; readonly permission: PermissionKey }
)

interface FixQuestion {
  readonly at: PlaceId
  readonly atMs: number
  /** Left out: everybody. */
  readonly sees?: (staffId: StaffId) => boolean
}

const peopleProposed = 3
/** Among so many people who are assigned here, one is looked for who could get a permission. */
const localsLookedAt = 200

/**
 * Ways to close gaps: people to assign, roles to invite somebody as, or one permission for somebody who is assigned here
 * already. What closes most comes first, among equals the lowest role and people who work near; the top role comes last,
 * since few should have it. Gaps of kind `one` are
 * closed by a second person.
 */
export function closeGaps(rules: Rules, gaps: readonly Gap[], question: FixQuestion): GapFix[] {
  const at = rules.places.interner.numberOf.get(question.at) ?? -1
  if (rules.places.isAlive[at] !== 1 || gaps.length === 0) return []
  const permissions = gaps.map((gap) => rules.permissions[rules.permissionByKey.get(gap.permission)!]!)
  const placesOf = (gap: Gap) => gap.places.map((place) => rules.places.interner.numberOf.get(place)!)
  const byRole = rules.roles.map((role) =>
    role.source.singleton
      ? []
      : permissions.filter((permission, index) => couldHold(rules, role.rank, permission, placesOf(gaps[index]!))),
  )
  const best = new Map<number, { who: number; distance: number }[]>()
  const local: number[] = []
  for (let who = 0; who < rules.people.count; who += 1) {
    const role = roleOf(rules, who)
    if (role === noRole || !isActive(rules, who)) continue
    const staffId = staffIdOf(rules, who)
    const assigned = livingAssignments(rules, who, question.atMs)
    const isHere = assigned.some((place) => rules.places.above[at]!.includes(place))
    if (isHere) {
      if (local.length < localsLookedAt && question.sees?.(staffId) !== false) local.push(who)
      continue
    }
    if (byRole[role]!.length === 0) continue
    const distance = distanceTo(rules, at, assigned)
    const ranked = best.get(role) ?? []
    if (ranked.length === peopleProposed && ranked.at(-1)!.distance <= distance) continue
    if (question.sees?.(staffId) === false) continue
    ranked.push({ who, distance })
    ranked.sort((a, b) => a.distance - b.distance || byName(rules, a.who, b.who))
    best.set(role, ranked.slice(0, peopleProposed))
  }

  const fixes: (GapFix & { readonly rank: number })[] = []
  for (const role of rules.roles) {
    const closable = byRole[role.rank]!
    for (const { who } of best.get(role.rank) ?? []) {
      const closes = closable.filter((one) => passesGates(rules, who, role.rank, one, question.atMs)).map(keyOf)
      if (closes.length > 0) {
        const staffId = staffIdOf(rules, who)
        fixes.push({ kind: 'assign', staffId, place: question.at, closes, rank: role.rank })
      }
    }
    if (closable.length === 0) continue
    const products = closable.flatMap((one) => productsFor(rules, role.rank, one))
    fixes.push({
      kind: 'invite',
      role: role.key,
      products: [...new Set(products)],
      place: question.at,
      closes: closable.map(keyOf),
      rank: role.rank,
    })
  }
  // INVARIANT (stable order): the sort keeps people before invitations, and nearer people first.
  const isTop = (fix: { readonly rank: number }) => (fix.rank === 0 && rules.roles.length > 1 ? 1 : 0)
  const ordered = fixes.toSorted((a, b) => isTop(a) - isTop(b) || b.closes.length - a.closes.length || b.rank - a.rank)
  const grants = permissions
    .filter((permission) => permission.source.class === 'place' && permission.source.editable)
    .flatMap((permission) => {
      const who = local.find((one) => holdingOf(rules, one, permission, question.atMs).bits === 0)
      if (who === undefined) return []
      const staffId = staffIdOf(rules, who)
      return [
        { kind: 'grant' as const, staffId, permission: permission.key, place: question.at, closes: [permission.key] },
      ]
    })
  return [...ordered.map(({ rank: _rank, ...fix }): GapFix => fix), ...grants]
}

function keyOf(permission: CompiledPermission): PermissionKey {
  return permission.key
}

/** Whether people of a role, once assigned, hold a permission at these places, and everything that it always needs. */
function couldHold(rules: Rules, role: number, permission: CompiledPermission, places: readonly number[]): boolean {
  const bits = rules.cellBits[role * rules.permissions.length + permission.number]!
  if (bits === 0 || !isSwitchedOn(permission, role)) return false
  if (bits === reachBits.assigned && !places.every((place) => permission.scope.counts[place] === 1)) return false
  return needsOf(rules, role, permission).every((need) => couldHold(rules, role, need, places))
}

/** Other permissions that this one always needs for people of a role. */
function needsOf(rules: Rules, role: number, permission: CompiledPermission): CompiledPermission[] {
  return permission.needs.flatMap((need) => {
    const isAlways = need.whenFactBit === 0 && !need.whenOn && (need.roles === null || need.roles[role] === 1)
    return need.kind === 'permission' && isAlways ? [rules.permissions[need.permission]!] : []
  })
}

/** Products that people of a role must have for a permission. */
function productsFor(rules: Rules, role: number, permission: CompiledPermission): string[] {
  if (rules.roles[role]!.source.ungated) return []
  const own = permission.source.product === undefined ? [] : [permission.source.product]
  return [...own, ...needsOf(rules, role, permission).flatMap((need) => productsFor(rules, role, need))]
}

function passesGates(rules: Rules, who: number, role: number, permission: CompiledPermission, atMs: number): boolean {
  return (
    passesProductGate(rules, who, role, permission, atMs) &&
    needsOf(rules, role, permission).every((need) => passesGates(rules, who, role, need, atMs))
  )
}

/** How many steps up from the place until something includes a place of theirs; people without places come last. */
function distanceTo(rules: Rules, at: number, assigned: readonly number[]): number {
  if (assigned.length === 0) return 1000
  const above = rules.places.above[at]!
  for (const [steps, place] of above.entries()) {
    if (assigned.some((own) => rules.places.above[own]!.includes(place))) return steps
  }
  return 100
}

function byName(rules: Rules, one: number, other: number): number {
  const [a, b] = [memberOf(rules, one), memberOf(rules, other)]
  return (a.name ?? '').localeCompare(b.name ?? '', 'en') || (a.id < b.id ? -1 : 1)
}
