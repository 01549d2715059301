import type { PermissionKey, PlaceId, RoleKey } from '../../shared/domain/ids'
import { findHolders, indexHolders, listPeople } from '../engine/holderBits'
import { roleOf } from '../engine/people'
import { type Holder, holderOf } from '../engine/whoCan'
import type { Org } from '../org/Org'
import { peopleIndexOf } from '../org/peopleIndexOf'
import { seenPeople } from './seenPeople'

interface HoldersQuestion {
  readonly do: PermissionKey
  readonly at?: PlaceId | undefined
  readonly limit?: number | undefined
}

/** Everyone who may do something and whom the reader sees in full, as `whoCan` has them; at most `limit`. */
export function listHolders(org: Org, question: HoldersQuestion): Holder[] {
  const rules = org.rules()
  const number = rules.permissionByKey.get(question.do)
  const at = question.at === undefined ? null : rules.places.interner.numberOf.get(question.at)
  if (number === undefined || at === undefined) return []
  const atMs = org.now()
  const holders: Holder[] = []
  for (const who of holderNumbers(org, question.do)) {
    if (holders.length === question.limit) break
    const holder = holderOf(rules, who, rules.permissions[number]!, at, atMs)
    if (holder !== null) holders.push(holder)
  }
  return holders
}

/** How many people hold it anywhere, whom the reader sees in full, in all and by role. */
export function countHolders(
  org: Org,
  permission: PermissionKey,
): { readonly people: number; readonly byRole: ReadonlyMap<RoleKey, number> } {
  const found = holderNumbers(org, permission)
  const rules = org.rules()
  const counts = new Uint32Array(rules.roles.length)
  for (const who of found) counts[roleOf(rules, who)]! += 1
  return { people: found.length, byRole: new Map(rules.roles.map(({ key }, role) => [key, counts[role]!])) }
}

/** Who holds it anywhere, by number, in the order in which the organization has them. */
function holderNumbers(org: Org, permission: PermissionKey): Uint32Array {
  const index = peopleIndexOf(org)
  const number = index.rules.permissionByKey.get(permission)
  if (number === undefined) return new Uint32Array()
  const bits = new Uint32Array(index.words)
  findHolders(index, indexHolders(index, number), -1, bits)
  const { full } = seenPeople(org)
  for (let word = 0; word < bits.length; word += 1) bits[word]! &= full[word]!
  const list = new Uint32Array(index.rules.people.count)
  return list.subarray(0, listPeople(bits, list))
}
