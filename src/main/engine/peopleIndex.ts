import { holdingOf } from './holding'
import { narrow, type Numbers } from './narrow'
import { endMsAt, isActive, pageOf, personalGrantsOf, roleOf } from './people'
import { placeMarks } from './placeMarks'
import { noRole, rowMask, type CompiledPermission, type Rules } from './rules'

/**
 * Everyone of a rule set sorted into classes that hold the same, and by place, for one stretch of time. People of a class
 * have the same role and places that lead to the same kinds and products; whoever has personal grants is a class alone.
 * Made once and asked often: who can, everyone's access, what an edit would change, and decisions in bulk.
 */
export interface PeopleIndex {
  readonly rules: Rules
  /** Holds for instants fromMs <= atMs < untilMs, between which nothing dated ends. */
  readonly fromMs: number
  readonly untilMs: number
  /** By person; class 0 holds nothing. Mostly there are few classes, and half the room is read from sooner. */
  readonly classOf: Numbers
  readonly classCount: number
  /** Reach bits that a class holds, by `class * stride + permission`; the same as `holdingOf` for each of its people. */
  readonly bits: Uint8Array
  /** Permissions, rounded up to a multiple of four. */
  readonly stride: number
  /** By class: 1 when its person has personal grants in force. */
  readonly hasGrants: Uint8Array
  /** People of class c: `members` from `membersFrom[c]` up to `membersFrom[c + 1]`. */
  readonly membersFrom: Uint32Array
  readonly members: Uint32Array
  /**
   * Bit `who` of place p: word `p * words + (who >> 5)`; set when assigned to it or to a place that includes it. Empty when
   * the index was made without places.
   */
  readonly assigned: Uint32Array
  readonly words: number
  /** By permission: 1 when its needs hang on another permission or on the request, so that bits alone do not decide. */
  readonly isTangled: Uint8Array
}

/**
 * @param atMs      the instant to index for, UTC milliseconds
 * @param hasPlaces false leaves `assigned` out: classes alone tell what an edit changes, and thousands of places times
 *                  thousands of people would take more memory than the people themselves
 */
export function indexPeople(rules: Rules, atMs: number, hasPlaces = true): PeopleIndex {
  const steps = indexPeopleInSteps(rules, atMs, hasPlaces)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** As indexPeople, a page of people at a time; yields how many are sorted in. */
export function* indexPeopleInSteps(
  rules: Rules,
  atMs: number,
  hasPlaces = true,
): Generator<number, PeopleIndex, void> {
  const { count } = rules.people
  const stride = (rules.permissions.length + 3) & ~3
  const words = (count + 31) >> 5
  const classOf = new Uint32Array(count)
  const assigned = new Uint32Array(hasPlaces ? words * rules.places.places.length : 0)
  const marks = placeMarks(rules)
  const numberByKey = new Map<number, number>()
  const rows: Uint8Array[] = [new Uint8Array(stride)]
  const withGrants: number[] = []
  const keys = new Float64Array(count)
  let fromMs = -Infinity
  let untilMs = Infinity
  const seeEnd = (endMs: number): void => {
    if (endMs <= atMs) fromMs = Math.max(fromMs, endMs)
    else untilMs = Math.min(untilMs, endMs)
  }

  for (let who = 0; who < count; who += 1) {
    const row = who & rowMask
    if (row === 0 && who > 0) yield who
    const role = roleOf(rules, who)
    const page = pageOf(rules, who)
    let mark = 0
    for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
      const endMs = endMsAt(page, at)
      if (endMs !== Infinity) seeEnd(endMs)
      if (endMs <= atMs) continue
      const place = page.assignedPlace[at]!
      mark |= marks?.[place] ?? 0
      if (!hasPlaces) continue
      for (const under of rules.places.under[place] ?? []) assigned[under * words + (who >> 5)]! |= 1 << (who & 31)
    }
    const grants = personalGrantsOf(rules, who)
    for (const grant of grants) if (grant.untilMs !== Infinity) seeEnd(grant.untilMs)
    if (role === noRole || !isActive(rules, who)) continue
    const key = marks === null ? who : mark * 256 + role
    keys[who] = key
    if (grants.some((grant) => grant.untilMs > atMs)) {
      withGrants.push(who)
      continue
    }
    let number = numberByKey.get(key)
    if (number === undefined) {
      number = rows.push(rowOf(rules, who, stride, atMs)) - 1
      numberByKey.set(key, number)
    }
    classOf[who] = number
  }

  const plainCount = rows.length
  const dependents = dependentsOf(rules.permissions)
  for (const who of withGrants) {
    const plain = rows[numberByKey.get(keys[who]!) ?? -1]
    classOf[who] =
      rows.push(
        plain === undefined
          ? rowOf(rules, who, stride, atMs)
          : withOwnGrants(rules, who, Uint8Array.from(plain), dependents, atMs),
      ) - 1
  }
  const bits = new Uint8Array(stride * rows.length)
  rows.forEach((row, number) => bits.set(row, number * stride))
  return {
    rules,
    fromMs,
    untilMs,
    classOf: narrow(classOf, rows.length),
    classCount: rows.length,
    bits,
    stride,
    hasGrants: new Uint8Array(rows.length).fill(1, plainCount),
    ...sortByClass(classOf, rows.length),
    assigned,
    words,
    isTangled: Uint8Array.from(rules.permissions, (permission) => (isTangled(permission) ? 1 : 0)),
  }
}

/**
 * The index of rules in which only cells, features, settings or products changed: everyone stays in their class, and each
 * class is asked anew.
 *
 * @returns null when people, places or the blueprint differ, so that everyone has to be sorted again
 */
export function updatePeopleIndex(index: PeopleIndex, rules: Rules, atMs: number): PeopleIndex | null {
  if (!isIndexedAt(index, atMs) || !isSameButRules(index.rules, rules)) return null
  if (index.rules === rules) return index
  const bits = new Uint8Array(index.bits.length)
  for (let number = 1; number < index.classCount; number += 1) {
    const someone = index.members[index.membersFrom[number]!]!
    bits.set(rowOf(rules, someone, index.stride, atMs), number * index.stride)
  }
  return { ...index, rules, bits }
}

/** True when two rule sets have the same people at the same places under the same blueprint. */
export function isSameButRules(before: Rules, after: Rules): boolean {
  return (
    after.blueprint === before.blueprint &&
    after.places === before.places &&
    after.people.count === before.people.count &&
    after.people.pages.every((page, number) => page === before.people.pages[number])
  )
}

/** True while the index answers for this instant. */
export function isIndexedAt(index: PeopleIndex, atMs: number): boolean {
  return atMs >= index.fromMs && atMs < index.untilMs
}

function rowOf(rules: Rules, who: number, stride: number, atMs: number): Uint8Array {
  const row = new Uint8Array(stride)
  for (const permission of rules.permissions) row[permission.number] = holdingOf(rules, who, permission, atMs).bits
  return row
}

/** The row of a class, with what this person's grants change in it asked anew. */
function withOwnGrants(
  rules: Rules,
  who: number,
  row: Uint8Array,
  dependents: readonly ReadonlySet<number>[],
  atMs: number,
): Uint8Array {
  for (const grant of personalGrantsOf(rules, who)) {
    for (const number of dependents[grant.permission]!) {
      row[number] = holdingOf(rules, who, rules.permissions[number]!, atMs).bits
    }
  }
  return row
}

/** For each permission, itself and those that need it, over several steps too. */
function dependentsOf(permissions: readonly CompiledPermission[]): ReadonlySet<number>[] {
  const dependents = permissions.map((permission) => new Set([permission.number]))
  const add = (needed: number, by: number): void => {
    if (dependents[needed]!.has(by)) return
    dependents[needed]!.add(by)
    for (const need of permissions[needed]!.needs) if (need.kind === 'permission') add(need.permission, by)
  }
  for (const permission of permissions) {
    for (const need of permission.needs) if (need.kind === 'permission') add(need.permission, permission.number)
  }
  return dependents
}

function isTangled({ needs }: CompiledPermission): boolean {
  return needs.some((need) => need.kind !== 'switch' || need.whenFactBit !== 0 || need.whenOn)
}

function sortByClass(classOf: Uint32Array, classCount: number): { membersFrom: Uint32Array; members: Uint32Array } {
  const membersFrom = new Uint32Array(classCount + 1)
  for (const number of classOf) membersFrom[number + 1]! += 1
  for (let number = 0; number < classCount; number += 1) membersFrom[number + 1]! += membersFrom[number]!
  const next = membersFrom.slice()
  const members = new Uint32Array(classOf.length)
  classOf.forEach((number, who) => {
    members[next[number]!] = who
    next[number]! += 1
  })
  return { membersFrom, members }
}
