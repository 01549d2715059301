import type { AccessDifference } from '../../shared/domain/decision'
import type { PlaceId, StaffId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { affectedPermissions } from './affectedPermissions'
import { pairPermissions, type PermissionPair } from './pairPermissions'
import { findStaffNumber, isSomebody } from './compileRequest'
import { holdingOf, holdsNothing, holdsPlace, type Holding } from './holding'
import { isActive, memberOf, personalGrantsOf, roleOf, staffIdOf } from './people'
import { reachBits, widestReach } from './reachBits'
import { noRole, type Rules } from './rules'
import { placeIds } from './whoCan'

/** What the organization's people gain and lose between two rule sets. */
export interface RulesDifference {
  readonly gain: AccessDifference[]
  readonly lose: AccessDifference[]
}

/**
 * Names every person who may do more or less after than before, permission by permission, at one instant. A change
 * between two middle reaches is in both lists, since neither contains the other. Effects through dependencies, features,
 * products, personal grants, places and the tree of places are included; needs that hang on a fact of a record are not.
 *
 * People who are the same on both sides are only asked about what changed for their role, so a few edited cells cost a
 * pass over their holders.
 *
 * @param atMs       the instant to look at `after` from, UTC ms
 * @param only       these people, for edits that touch nobody else; left out: everybody
 * @param beforeAtMs the instant to look at `before` from, when it is another: what ended in between is a difference
 */
export function diffRules(
  before: Rules,
  after: Rules,
  atMs: number,
  only?: ReadonlySet<StaffId>,
  beforeAtMs: number = atMs,
): RulesDifference {
  const steps = diffRulesInSteps(before, after, atMs, only, beforeAtMs)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** As diffRules, some people at a time; yields how many are compared. */
export function* diffRulesInSteps(
  before: Rules,
  after: Rules,
  atMs: number,
  only?: ReadonlySet<StaffId>,
  beforeAtMs: number = atMs,
): Generator<number, RulesDifference, void> {
  const sides: Sides = {
    before,
    after,
    atMs,
    beforeAtMs,
    placeAfter: translate(before, after),
    placeBefore: translate(after, before),
  }
  const affected = isSameTree(sides) ? affectedPermissions(before, after) : null
  const everything = pairPermissions(before, after)
  const result: RulesDifference = { gain: [], lose: [] }
  const shortcuts = new Map<string, Compared>()
  let looked = 0
  for (const { staffId, whoBefore, whoAfter } of allStaff(before, after)) {
    looked += 1
    if (looked % peopleAtOnce === 0) yield looked
    if (only !== undefined && !only.has(staffId)) continue
    const isSame =
      affected !== null &&
      whoBefore !== -1 &&
      whoAfter !== -1 &&
      isSamePerson(memberOf(before, whoBefore), memberOf(after, whoAfter)) &&
      (beforeAtMs === atMs || !hasEnds(memberOf(after, whoAfter)))
    const role = isSame ? roleOf(after, whoAfter) : noRole
    const asked = isSame ? (affected[role] ?? []) : everything
    for (const permissions of asked) {
      const compared =
        isSame && dependsOnRoleAlone(sides, whoAfter, role, permissions)
          ? readShortcut(shortcuts, `${role}/${permissions.after}`, () =>
              compare(sides, whoBefore, whoAfter, permissions),
            )
          : compare(sides, whoBefore, whoAfter, permissions)
      if (compared.gain === undefined && compared.lose === undefined) continue
      const permission = (after.permissions[permissions.after] ?? before.permissions[permissions.before])!.key
      const { before: was, after: is, gain, lose } = compared
      if (gain !== undefined) result.gain.push({ staffId, permission, before: was, after: is, places: gain })
      if (lose !== undefined) result.lose.push({ staffId, permission, before: was, after: is, places: lose })
    }
  }
  return result
}

const peopleAtOnce = 256

interface Sides {
  readonly before: Rules
  readonly after: Rules
  readonly atMs: number
  readonly beforeAtMs: number
  /** Number of a place of `before` in `after`, and back; -1 where there is none. */
  readonly placeAfter: Int32Array
  readonly placeBefore: Int32Array
}

/** `gain`, `lose`: undefined for none, null for everywhere, else the places. */
interface Compared {
  readonly before: AccessDifference['before']
  readonly after: AccessDifference['after']
  readonly gain: PlaceId[] | null | undefined
  readonly lose: PlaceId[] | null | undefined
}

function compare(sides: Sides, whoBefore: number, whoAfter: number, permissions: PermissionPair): Compared {
  const held = holdingAt(sides.before, whoBefore, permissions.before, sides.beforeAtMs)
  const holds = holdingAt(sides.after, whoAfter, permissions.after, sides.atMs)
  return {
    before: widestReach(held.bits),
    after: widestReach(holds.bits),
    gain: excessOf(sides.after, holds, sides.before, held, sides.placeBefore),
    lose: excessOf(sides.before, held, sides.after, holds, sides.placeAfter),
  }
}

function holdingAt(rules: Rules, who: number, permission: number, atMs: number): Holding {
  const compiled = rules.permissions[permission]
  return who === -1 || compiled === undefined ? holdsNothing : holdingOf(rules, who, compiled, atMs)
}

/**
 * What `wide` holds and `other` does not: undefined nothing, null everywhere, else the places it comes from.
 *
 * @param placeInOther number of a place in the other rules; null when both have the same places
 */
export function excessOf(
  rules: Rules,
  wide: Holding,
  otherRules: Rules,
  other: Holding,
  placeInOther: Int32Array | null,
): PlaceId[] | null | undefined {
  if (wide.bits === 0 || (other.bits & reachBits.all) !== 0) return undefined
  if ((wide.bits & ~other.bits & ~reachBits.assigned) !== 0) return null
  if ((wide.bits & reachBits.assigned) === 0) return undefined
  // INVARIANT (assigned leads somewhere): each root holds a place, and the other side holds none.
  if ((other.bits & reachBits.assigned) === 0) return placeIds(rules, wide.roots)
  const roots = wide.roots.filter((root) =>
    rules.places.under[root]!.some((place) => {
      if (!wide.scopes.every((scope) => scope.counts[place] === 1)) return false
      const there = placeInOther === null ? place : (placeInOther[place] ?? -1)
      return there === -1 || otherRules.places.isAlive[there] !== 1 || !holdsPlace(otherRules, other, there)
    }),
  )
  return roots.length === 0 ? undefined : placeIds(rules, roots)
}

/** True when everyone of the role without grants of their own has the same answer, so that it is worked out once. */
function dependsOnRoleAlone(sides: Sides, who: number, role: number, permissions: PermissionPair): boolean {
  if (personalGrantsOf(sides.after, who).length > 0 || !isActive(sides.after, who)) return false
  return isSimple(sides.before, role, permissions.before) && isSimple(sides.after, role, permissions.after)
}

function isSimple(rules: Rules, role: number, permission: number): boolean {
  const compiled = rules.permissions[permission]
  if (compiled === undefined) return true
  const bits = rules.cellBits[role * rules.permissions.length + permission]!
  return (
    (bits & reachBits.assigned) === 0 &&
    compiled.product === -1 &&
    compiled.needs.every((need) => need.kind !== 'permission' || isSimple(rules, role, need.permission))
  )
}

function readShortcut(shortcuts: Map<string, Compared>, key: string, work: () => Compared): Compared {
  const known = shortcuts.get(key)
  if (known !== undefined) return known
  const compared = work()
  shortcuts.set(key, compared)
  return compared
}

function isSamePerson(one: StaffMember, other: StaffMember): boolean {
  if (one === other) return true
  return (
    one.role === other.role &&
    one.state === other.state &&
    JSON.stringify([one.assignments, one.personalGrants]) === JSON.stringify([other.assignments, other.personalGrants])
  )
}

/** Something of theirs ends by itself, so that another instant may be another answer. */
function hasEnds({ assignments, personalGrants }: StaffMember): boolean {
  return assignments.some(({ untilMs }) => untilMs !== null) || personalGrants.some(({ untilMs }) => untilMs !== null)
}

interface PersonPair {
  readonly staffId: StaffId
  /** -1 where there is nobody by this id. */
  readonly whoBefore: number
  readonly whoAfter: number
}

/** Everyone of two rule sets. Where these share their numbers, no id is looked up. */
function* allStaff(before: Rules, after: Rules): Iterable<PersonPair> {
  const isShared = before.people.numbers === after.people.numbers
  for (let who = 0; who < before.people.count; who += 1) {
    if (!isSomebody(before, who)) continue
    const staffId = staffIdOf(before, who)
    const whoAfter = isShared ? (isSomebody(after, who) ? who : -1) : findStaffNumber(after, staffId)
    yield { staffId, whoBefore: who, whoAfter }
  }
  for (let who = 0; who < after.people.count; who += 1) {
    if (!isSomebody(after, who)) continue
    const staffId = staffIdOf(after, who)
    const isSeen = isShared ? isSomebody(before, who) : findStaffNumber(before, staffId) !== -1
    if (!isSeen) yield { staffId, whoBefore: -1, whoAfter: who }
  }
}

function translate(from: Rules, to: Rules): Int32Array {
  return Int32Array.from(from.places.interner.ids, (id) => to.places.interner.numberOf.get(id) ?? -1)
}

/** Same living places under the same living places. */
function isSameTree({ before, after, placeAfter, placeBefore }: Sides): boolean {
  if (before.places === after.places) return true
  const isSameSide = (one: Rules, other: Rules, there: Int32Array): boolean =>
    one.places.above.every((above, place) => {
      const otherAbove = other.places.above[there[place] ?? -1] ?? []
      return above.length === otherAbove.length && above.every((step, index) => there[step] === otherAbove[index])
    })
  return isSameSide(before, after, placeAfter) && isSameSide(after, before, placeBefore)
}
