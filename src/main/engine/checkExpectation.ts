import type { Expectation } from '../../shared/domain/expectation'
import { type PlaceId, placeKind, type StaffId } from '../../shared/domain/ids'
import { findStaffNumber } from './compileRequest'
import { holdingOf, holdsPlace } from './holding'
import { isActive, roleOf, staffIdOf } from './people'
import type { PeopleIndex } from './peopleIndex'
import { reachBits } from './reachBits'
import type { CompiledPermission } from './rules'

export type ExpectationVerdict =
  | { readonly verdict: 'holds' }
  /** One person or place for which it does not hold; both null: there is nobody at all. */
  | { readonly verdict: 'broken'; readonly staffId: StaffId | null; readonly place: PlaceId | null }
  /** It speaks of something that the organization no longer has. */
  | { readonly verdict: 'unknown'; readonly what: 'role' | 'permission' | 'place' | 'person' }

/**
 * Checks one statement against the rules of an index. Whoever is not asked about (`isCounted` false) does not exist for it.
 * For `must`, reaching only some records (own, shared, connected) is not enough; for `must-not` it is too much already.
 *
 * Source: issue 5, "Expectations".
 */
export function checkExpectation(
  index: PeopleIndex,
  expectation: Expectation,
  atMs: number,
  isCounted: (who: number) => boolean,
): ExpectationVerdict {
  const { rules } = index
  const number = rules.permissionByKey.get(expectation.permission)
  if (number === undefined) return { verdict: 'unknown', what: 'permission' }
  const { who } = expectation
  const role = who.kind === 'person' || who.role === null ? null : rules.roleByKey.get(who.role)
  if (role === undefined) return { verdict: 'unknown', what: 'role' }
  const person = who.kind === 'person' ? findStaffNumber(rules, who.staffId) : null
  if (person === -1) return { verdict: 'unknown', what: 'person' }
  const places = placesOf(index, expectation)
  if (places === null) return { verdict: 'unknown', what: 'place' }
  const asked: Asked = {
    index,
    permission: rules.permissions[number]!,
    atMs,
    places,
    people: () => eachAsked(index, person, role, isCounted),
  }
  if (expectation.must === 'must-not') return checkNobody(asked)
  return who.kind === 'someone' ? checkSomebody(asked) : checkEverybody(asked)
}

interface Asked {
  readonly index: PeopleIndex
  readonly permission: CompiledPermission
  readonly atMs: number
  /** Place numbers; undefined for anywhere. */
  readonly places: readonly number[] | undefined
  people(): Iterable<number>
}

function placesOf({ rules }: PeopleIndex, { where }: Expectation): readonly number[] | null | undefined {
  const { interner, isAlive } = rules.places
  if (where.kind === 'anywhere') return undefined
  if (where.kind === 'place') {
    const place = interner.numberOf.get(where.place)
    return place === undefined || isAlive[place] !== 1 ? null : [place]
  }
  return interner.ids.flatMap((id, place) => (isAlive[place] === 1 && placeKind(id) === where.placeKind ? [place] : []))
}

function* eachAsked(
  { rules }: PeopleIndex,
  person: number | null,
  role: number | null,
  isCounted: (who: number) => boolean,
): Generator<number> {
  if (person !== null) {
    if (isCounted(person)) yield person
    return
  }
  for (let who = 0; who < rules.people.count; who += 1) {
    if (!isActive(rules, who) || (role !== null && roleOf(rules, who) !== role) || !isCounted(who)) continue
    yield who
  }
}

function bitsOf({ index, permission }: Asked, who: number): number {
  return index.bits[index.classOf[who]! * index.stride + permission.number]!
}

function broken(asked: Asked, who: number | null, place: number | null): ExpectationVerdict {
  const { rules } = asked.index
  return {
    verdict: 'broken',
    staffId: who === null ? null : staffIdOf(rules, who),
    place: place === null ? null : rules.places.interner.ids[place]!,
  }
}

const holds: ExpectationVerdict = { verdict: 'holds' }

function checkNobody(asked: Asked): ExpectationVerdict {
  const { places } = asked
  for (const who of asked.people()) {
    const bits = bitsOf(asked, who)
    if (bits === 0) continue
    if (places === undefined) return broken(asked, who, null)
    // Everything but `assigned` reaches records of any place.
    const place = (bits & ~reachBits.assigned) !== 0 ? places[0] : places.find((one) => holdsAt(asked, who, one))
    if (place !== undefined) return broken(asked, who, place)
  }
  return holds
}

function checkEverybody(asked: Asked): ExpectationVerdict {
  for (const who of asked.people()) {
    const bits = bitsOf(asked, who)
    if ((bits & reachBits.all) !== 0) continue
    const isAssigned = (bits & reachBits.assigned) !== 0
    if (asked.places === undefined) {
      if (!isAssigned) return broken(asked, who, null)
      continue
    }
    const missing = asked.places.find((place) => !isAssigned || !holdsAt(asked, who, place))
    if (missing !== undefined) return broken(asked, who, missing)
  }
  return holds
}

function checkSomebody(asked: Asked): ExpectationVerdict {
  const { index, places } = asked
  const { rules } = index
  const isCovered = new Uint8Array(rules.places.places.length)
  for (const who of asked.people()) {
    const bits = bitsOf(asked, who)
    if ((bits & reachBits.all) !== 0) return holds
    if ((bits & reachBits.assigned) === 0) continue
    if (places === undefined) return holds
    const holding = holdingOf(rules, who, asked.permission, asked.atMs)
    for (const root of holding.roots) {
      for (const place of rules.places.under[root]!) {
        if (holding.scopes.every((scope) => scope.counts[place] === 1)) isCovered[place] = 1
      }
    }
  }
  if (places === undefined) return broken(asked, null, null)
  const missing = places.find((place) => isCovered[place] !== 1)
  return missing === undefined ? holds : broken(asked, null, missing)
}

function holdsAt({ index, permission, atMs }: Asked, who: number, place: number): boolean {
  return holdsPlace(index.rules, holdingOf(index.rules, who, permission, atMs), place)
}
