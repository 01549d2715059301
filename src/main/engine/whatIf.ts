import type { PermissionKey } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import { affectedPermissions } from './affectedPermissions'
import { excessOf } from './diffRules'
import { holdingOf } from './holding'
import { isIndexedAt, isSameButRules, type PeopleIndex } from './peopleIndex'
import { reachBits, widestReach } from './reachBits'
import type { Rules } from './rules'

/** People of one role who gain or lose the same. */
export interface DifferenceGroup {
  readonly permission: PermissionKey
  /** Role number. */
  readonly role: number
  readonly before: Reach
  readonly after: Reach
  /** At the places of each; false: everywhere. */
  readonly isAtPlaces: boolean
  /** Person numbers, in order. */
  readonly people: Uint32Array
}

export interface GroupedDifference {
  readonly gain: DifferenceGroup[]
  readonly lose: DifferenceGroup[]
}

/**
 * What diffRules finds, grouped, for edits that leave people and places as they are: grants, features, settings, products.
 * Each class of people is asked once, so an edit costs the classes that it touches. Where the places of each decide, through
 * grants of their own or a need between permissions, everyone of the class is asked.
 *
 * @param index an index of the rules before
 * @returns null when more changed than that; then diffRules tells
 */
export function whatIf(index: PeopleIndex, after: Rules, atMs: number): GroupedDifference | null {
  const before = index.rules
  const affected = isIndexedAt(index, atMs) && isSameButRules(before, after) ? affectedPermissions(before, after) : null
  if (affected === null) return null
  const result: GroupedDifference = { gain: [], lose: [] }
  for (let number = 1; number < index.classCount; number += 1) {
    const first = index.membersFrom[number]!
    const someone = index.members[first]!
    const role = before.people.pages[someone >> 10]!.role[someone & 1023]!
    for (const permissions of affected[role] ?? []) {
      const permission = before.permissions[permissions.before]!
      const changed = after.permissions[permissions.after]!
      const held = index.bits[number * index.stride + permissions.before]!
      const holds = holdingOf(after, someone, changed, atMs).bits
      const people = index.members.subarray(first, index.membersFrom[number + 1])
      const about = { permission: permission.key, role, before: widestReach(held), after: widestReach(holds) }
      const isByEach =
        (held & holds & reachBits.assigned) !== 0 &&
        (index.isTangled[permissions.before] === 1 || index.hasGrants[number] === 1)
      if (isByEach) {
        const gaining: number[] = []
        const losing: number[] = []
        for (const who of people) {
          const was = holdingOf(before, who, permission, atMs)
          const is = holdingOf(after, who, changed, atMs)
          if (excessOf(after, is, before, was, null) !== undefined) gaining.push(who)
          if (excessOf(before, was, after, is, null) !== undefined) losing.push(who)
        }
        const isAtPlaces = (wide: number, other: number) => (wide & ~other & ~reachBits.assigned) === 0
        if (gaining.length > 0)
          result.gain.push({ ...about, people: Uint32Array.from(gaining), isAtPlaces: isAtPlaces(holds, held) })
        if (losing.length > 0)
          result.lose.push({ ...about, people: Uint32Array.from(losing), isAtPlaces: isAtPlaces(held, holds) })
        continue
      }
      if (held === holds) continue
      const gained = excess(holds, held)
      const lost = excess(held, holds)
      if (gained !== null) result.gain.push({ ...about, people, isAtPlaces: gained })
      if (lost !== null) result.lose.push({ ...about, people, isAtPlaces: lost })
    }
  }
  return result
}

/** Whether `wide` holds what `other` does not: null no, false everywhere, true at places. */
function excess(wide: number, other: number): boolean | null {
  if (wide === 0 || (other & reachBits.all) !== 0) return null
  if ((wide & ~other & ~reachBits.assigned) !== 0) return false
  return (wide & ~other & reachBits.assigned) !== 0 ? true : null
}
