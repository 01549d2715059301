import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import { findHolders, indexHolders, listPeople } from './holderBits'
import { isSwitchedOn } from './holding'
import { roleOf, staffIdOf } from './people'
import { indexPeopleInSteps, isIndexedAt, type PeopleIndex } from './peopleIndex'
import type { CompiledPermission, Rules } from './rules'

/**
 * Something that people of a place miss: nobody assigned here or above may do it (`elsewhere`: others may; `nobody`: not
 * even they), or all of it hangs on one person (`one`).
 */
export interface Gap {
  readonly kind: 'nobody' | 'elsewhere' | 'one'
  readonly permission: PermissionKey
  /** Decided by places; false: for the whole organization, so that somebody elsewhere may do it for this place too. */
  readonly isByPlace: boolean
  /** Where: the place itself, or those under it that the permission is about. */
  readonly places: readonly PlaceId[]
  /** Who may do it here, in all; those of the lists at most `peopleNamed`. */
  readonly able: number
  /** Of kind `one`, that person; of kind `elsewhere`, those who could. */
  readonly people: readonly StaffId[]
  /** By role, the top of the ladder first. */
  readonly byRole: readonly { readonly role: RoleKey; readonly people: number }[]
}

export interface GapQuestion {
  readonly at: PlaceId
  /** UTC milliseconds. */
  readonly atMs: number
  /** Whom the reader may see; people whom they may not see are as if they were not there (S0.14). Left out: everybody. */
  readonly sees?: (staffId: StaffId) => boolean
  /** An index of the rules at that instant, when there is one already. */
  readonly index?: PeopleIndex
}

/** Of people who could do something here, so many are named. */
export const peopleNamed = 20

/**
 * What nobody assigned to a place or above it may do there, and what only one person may (beyond.md, 7). Asks about every
 * permission that is switched on: those that places decide at the place, or at each place under it when nobody covers all
 * of it or it does not count itself; those of the whole organization of everybody assigned to it or under it. Pure; empty for an unknown or archived place.
 */
export function findGaps(rules: Rules, question: GapQuestion): Gap[] {
  const steps = findGapsInSteps(rules, question)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** As findGaps, a page of people or a permission at a time; yields how many of both are done. */
export function* findGapsInSteps(rules: Rules, question: GapQuestion): Generator<number, Gap[], void> {
  const at = rules.places.interner.numberOf.get(question.at) ?? -1
  if (rules.places.isAlive[at] !== 1) return []
  const index =
    question.index !== undefined && isIndexedAt(question.index, question.atMs)
      ? question.index
      : yield* indexPeopleInSteps(rules, question.atMs)
  const seen = question.sees === undefined ? null : seenBits(index, question.sees)
  // Assigned to the place, above it or under it: who may do something for the whole organization does it here too.
  const assignedAround = new Uint32Array(index.words)
  for (const place of rules.places.under[at]!) add(assignedAround, assignedTo(index, place))
  const able = new Uint32Array(index.words)
  const list = new Uint32Array(rules.people.count)
  const gaps: Gap[] = []

  for (const permission of rules.permissions) {
    yield rules.people.count + permission.number
    if (permission.isSelf || !isSwitchedOnForAnybody(rules, permission)) continue
    const holders = indexHolders(index, permission.number)
    const uncovered: number[] = []
    const alone: number[] = []
    const couldBe = new Uint32Array(index.words)
    const only = new Uint32Array(index.words)
    const look = (place: number, here: Uint32Array): boolean => {
      findHolders(index, holders, place, able)
      if (seen !== null) keep(able, seen)
      if (!able.some((bits, word) => (bits & here[word]!) !== 0)) {
        uncovered.push(place)
        add(couldBe, able)
        return false
      }
      if (countBits(able) === 1) {
        alone.push(place)
        add(only, able)
      }
      return true
    }
    if (permission.source.class !== 'place') look(at, assignedAround)
    else {
      const counts = permission.scope.counts
      const below = rules.places.under[at]!.filter((place) => place !== at && counts[place] === 1)
      const isCovered = counts[at] === 1 && look(at, assignedTo(index, at))
      if (!isCovered && below.length > 0) {
        // Whoever works in every place under it works in all of it.
        uncovered.length = 0
        for (const place of below) look(place, assignedTo(index, place))
        if (counts[at] === 1 && uncovered.length === below.length) uncovered.splice(0, uncovered.length, at)
      }
    }
    if (uncovered.length > 0) {
      const found = listPeople(couldBe, list)
      gaps.push(describe(found === 0 ? 'nobody' : 'elsewhere', permission, uncovered, list.subarray(0, found)))
    }
    if (alone.length > 0) gaps.push(describe('one', permission, alone, list.subarray(0, listPeople(only, list))))
  }
  return gaps

  function describe(kind: Gap['kind'], permission: CompiledPermission, places: number[], people: Uint32Array): Gap {
    const counts = new Map<number, number>()
    for (const who of people) counts.set(roleOf(rules, who), (counts.get(roleOf(rules, who)) ?? 0) + 1)
    return {
      kind,
      permission: permission.key,
      isByPlace: permission.source.class === 'place',
      places: places.map((place) => rules.places.interner.ids[place]!),
      able: people.length,
      people: Array.from(people.subarray(0, peopleNamed), (who) => staffIdOf(rules, who)),
      byRole: [...counts]
        .sort(([a], [b]) => a - b)
        .map(([role, count]) => ({ role: rules.roles[role]!.key, people: count })),
    }
  }
}

/** Everybody assigned to a place or to one that includes it. */
function assignedTo(index: PeopleIndex, place: number): Uint32Array {
  return index.assigned.subarray(place * index.words, (place + 1) * index.words)
}

function add(bits: Uint32Array, more: Uint32Array): void {
  for (let word = 0; word < bits.length; word += 1) bits[word]! |= more[word]!
}

function keep(bits: Uint32Array, those: Uint32Array): void {
  for (let word = 0; word < bits.length; word += 1) bits[word]! &= those[word]!
}

function isSwitchedOnForAnybody(rules: Rules, permission: CompiledPermission): boolean {
  return rules.roles.some((role) => isSwitchedOn(permission, role.rank))
}

function seenBits(index: PeopleIndex, sees: (staffId: StaffId) => boolean): Uint32Array {
  const bits = new Uint32Array(index.words)
  for (let who = 0; who < index.rules.people.count; who += 1) {
    if (index.classOf[who] !== 0 && sees(staffIdOf(index.rules, who))) bits[who >> 5]! |= 1 << (who & 31)
  }
  return bits
}

function countBits(bits: Uint32Array): number {
  let count = 0
  for (let word of bits) for (; word !== 0; word &= word - 1) count += 1
  return count
}
