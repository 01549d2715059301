import { findStaffNumber } from '../engine/compileRequest'
import { roleOf, staffIdOf } from '../engine/people'
import { noRole, type Rules } from '../engine/rules'
import { seeing } from '../engine/seeing'
import type { Org } from '../org/Org'
import { seenBy, seeingPerson } from './seenBy'

/** Bits by person number: whom the reader may know of, and whom they see in full. */
export interface SeenPeople {
  readonly visible: Uint32Array
  readonly full: Uint32Array
}

const seenByOrg = new WeakMap<Org, { readonly rules: Rules; readonly key: string; readonly seen: SeenPeople }>()

/** Whom the reader sees among everyone, worked out once for each state (S0.14, S4.6). */
export function seenPeople(org: Org): SeenPeople {
  const rules = org.rules()
  const by = seenBy(org)
  const today = org.asOf?.today.stamp() ?? null
  const key = JSON.stringify([by.hiddenRoles, by.maskedRoles, by.places, by.self, today])
  const known = seenByOrg.get(org)
  if (known?.rules === rules && known.key === key) return known.seen
  const words = (rules.people.count + 31) >> 5
  const seen = { visible: new Uint32Array(words), full: new Uint32Array(words) }
  const mark = (who: number, how: 'full' | 'masked' | 'hidden'): void => {
    if (how === 'hidden') return
    seen.visible[who >> 5]! |= 1 << (who & 31)
    if (how === 'full') seen.full[who >> 5]! |= 1 << (who & 31)
  }
  const hidden = new Set<string>(by.hiddenRoles)
  const masked = new Set<string>(by.maskedRoles)
  const howByRole = rules.roles.map(({ key: role }) =>
    hidden.has(role) ? 'hidden' : masked.has(role) ? 'masked' : 'full',
  )
  const atMs = org.now()
  for (let who = 0; who < rules.people.count; who += 1) {
    const role = roleOf(rules, who)
    if (role === noRole) continue
    const staffId = staffIdOf(rules, who)
    // The past is seen with the eyes of today, person by person.
    if (org.asOf !== null) mark(who, seeingPerson(org, staffId))
    else mark(who, by.places === null ? howByRole[role]! : seeing(rules, by.self!, staffId, atMs))
  }
  const self = by.self === null ? -1 : findStaffNumber(rules, by.self)
  if (self !== -1) mark(self, 'full')
  // Somebody of a role who is nobody in particular is in no list.
  if (self !== -1 && org.viewedAs?.isPerson === false) {
    for (const bits of [seen.visible, seen.full]) bits[self >> 5]! &= ~(1 << (self & 31))
  }
  seenByOrg.set(org, { rules, key, seen })
  return seen
}

export function hasBit(bits: Uint32Array, who: number): boolean {
  return (bits[who >> 5]! & (1 << (who & 31))) !== 0
}

/** How many bits are set in both; without a mask, in the first. */
export function countBits(bits: Uint32Array, mask?: Uint32Array): number {
  let count = 0
  for (let word = 0; word < bits.length; word += 1) {
    let left = bits[word]! & (mask === undefined ? -1 : mask[word]!)
    left -= (left >>> 1) & 0x55555555
    left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
    count += Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}
