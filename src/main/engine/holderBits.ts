import { holdingOf, holdsPlace } from './holding'
import type { PeopleIndex } from './peopleIndex'
import { reachBits } from './reachBits'

/** Who holds one permission, as bits by person number. Made once for an index, asked for any place. */
export interface PermissionHolders {
  readonly permission: number
  /** Held whatever the place: everything but `assigned` alone. */
  readonly anywhere: Uint32Array
  /** Held at the person's own places alone. */
  readonly atOwnPlaces: Uint32Array
  /** Held at places that only the person's own grants and needs tell. */
  readonly single: readonly number[]
}

export function indexHolders(index: PeopleIndex, permission: number): PermissionHolders {
  const kinds = new Uint8Array(index.classCount)
  const isBound = index.rules.permissions[permission]!.needs.some(
    (need) => need.kind === 'permission' && need.whenFactBit === 0 && !need.whenOn,
  )
  for (let number = 1; number < index.classCount; number += 1) {
    const bits = index.bits[number * index.stride + permission]!
    if (bits === 0) continue
    if (bits !== reachBits.assigned) kinds[number] = 1
    else kinds[number] = index.hasGrants[number] === 1 || isBound ? 3 : 2
  }
  const anywhere = new Uint32Array(index.words)
  const atOwnPlaces = new Uint32Array(index.words)
  const single: number[] = []
  const { classOf } = index
  for (let who = 0; who < classOf.length; who += 1) {
    const kind = kinds[classOf[who]!]
    if (kind === 1) anywhere[who >> 5]! |= 1 << (who & 31)
    else if (kind === 2) atOwnPlaces[who >> 5]! |= 1 << (who & 31)
    else if (kind === 3) single.push(who)
  }
  return { permission, anywhere, atOwnPlaces, single }
}

/**
 * Everyone who may do something, anywhere or at one place, as whoCan has it.
 *
 * @param place a place number, or -1 for anywhere
 * @param out   one bit for each person number; written over. At least `index.words` long, and may be used again
 */
export function findHolders(index: PeopleIndex, holders: PermissionHolders, place: number, out: Uint32Array): void {
  const { rules, words, assigned } = index
  const { anywhere, atOwnPlaces } = holders
  const permission = rules.permissions[holders.permission]!
  if (place === -1) {
    for (let word = 0; word < words; word += 1) out[word] = anywhere[word]! | atOwnPlaces[word]!
    for (const who of holders.single) out[who >> 5]! |= 1 << (who & 31)
    return
  }
  if (permission.scope.counts[place] !== 1) {
    for (let word = 0; word < words; word += 1) out[word] = anywhere[word]!
    return
  }
  const first = place * words
  for (let word = 0; word < words; word += 1) {
    out[word] = anywhere[word]! | (atOwnPlaces[word]! & assigned[first + word]!)
  }
  // Any instant of the index will do: nothing dated ends between them.
  const atMs = Math.max(index.fromMs, Math.min(0, index.untilMs - 1))
  for (const who of holders.single) {
    if (holdsPlace(rules, holdingOf(rules, who, permission, atMs), place)) out[who >> 5]! |= 1 << (who & 31)
  }
}

/** Person numbers of the bits that are set, in order. */
export function listPeople(bits: Uint32Array, out: Uint32Array): number {
  let found = 0
  for (let word = 0; word < bits.length; word += 1) {
    for (let left = bits[word]!; left !== 0; left &= left - 1) {
      out[found] = (word << 5) + 31 - Math.clz32(left & -left)
      found += 1
    }
  }
  return found
}
