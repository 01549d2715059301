import type { PermissionKey } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import { affectedPermissions } from './affectedPermissions'
import { holdingOf } from './holding'
import { isIndexedAt, type PeopleIndex } from './peopleIndex'
import { reachBits, widestReach } from './reachBits'
import type { Rules } from './rules'

/** People who gain or lose the same. */
export interface DifferenceGroup {
  readonly permission: PermissionKey
  readonly before: Reach
  readonly after: Reach
  /** At the places of each; false: everywhere. */
  readonly isAtPlaces: boolean
  /** Person numbers. */
  readonly people: Uint32Array
}

export interface GroupedDifference {
  readonly gain: DifferenceGroup[]
  readonly lose: DifferenceGroup[]
}

/**
 * What diffRules finds, grouped, for edits that leave people and places as they are: grants, features, settings, products.
 * Each class of people is asked once, so an edit costs the classes that it touches.
 *
 * @param index an index of the rules before
 * @returns null when more changed than that, or a need between permissions hides where; then diffRules tells
 */
export function whatIf(index: PeopleIndex, after: Rules, atMs: number): GroupedDifference | null {
  const before = index.rules
  const isComparable =
    isIndexedAt(index, atMs) &&
    after.blueprint === before.blueprint &&
    after.places === before.places &&
    after.people.count === before.people.count &&
    after.people.pages.every((page, number) => page === before.people.pages[number])
  const affected = isComparable ? affectedPermissions(before, after) : null
  if (affected === null) return null
  const result: GroupedDifference = { gain: [], lose: [] }
  for (let number = 1; number < index.classCount; number += 1) {
    const first = index.membersFrom[number]!
    const someone = index.members[first]!
    const role = before.people.pages[someone >> 10]!.role[someone & 1023]!
    for (const permissions of affected[role] ?? []) {
      const held = index.bits[number * index.stride + permissions.before]!
      const holds = holdingOf(after, someone, after.permissions[permissions.after]!, atMs).bits
      if ((held & holds & reachBits.assigned) !== 0 && index.isTangled[permissions.before] === 1) return null
      if (held === holds) continue
      const about = {
        permission: before.permissions[permissions.before]!.key,
        before: widestReach(held),
        after: widestReach(holds),
        people: index.members.subarray(first, index.membersFrom[number + 1]),
      }
      const gained = excess(holds, held)
      const lost = excess(held, holds)
      if (gained !== null) result.gain.push({ ...about, isAtPlaces: gained })
      if (lost !== null) result.lose.push({ ...about, isAtPlaces: lost })
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
