import type { StaffId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { pageShift, rowMask, type CompiledPersonalGrant, type PeoplePage, type Rules } from './rules'

const noGrants: readonly CompiledPersonalGrant[] = []

// INVARIANT (a person's number is known): callers pass numbers that findStaffNumber gave, or below people.count.
export function pageOf(rules: Rules, who: number): PeoplePage {
  return rules.people.pages[who >> pageShift]!
}

export function roleOf(rules: Rules, who: number): number {
  return pageOf(rules, who).role[who & rowMask]!
}

export function isActive(rules: Rules, who: number): boolean {
  return pageOf(rules, who).isActive[who & rowMask] === 1
}

/** When an assignment of this page ends: UTC milliseconds, Infinity for never. */
export function endMsAt(page: PeoplePage, assignment: number): number {
  return page.endsMs[page.assignedEnd[assignment]!]!
}

export function memberOf(rules: Rules, who: number): StaffMember {
  return pageOf(rules, who).members[who & rowMask]!
}

export function staffIdOf(rules: Rules, who: number): StaffId {
  return memberOf(rules, who).id
}

/** All of them, ended ones too. */
export function personalGrantsOf(rules: Rules, who: number): readonly CompiledPersonalGrant[] {
  return pageOf(rules, who).grants.get(who & rowMask) ?? noGrants
}

/** Union of the role's grant and the personal grants in force, as reach bits. */
export function grantBits(rules: Rules, who: number, role: number, permission: number, atMs: number): number {
  let bits = rules.cellBits[role * rules.permissions.length + permission] ?? 0
  for (const grant of personalGrantsOf(rules, who)) {
    if (grant.permission === permission && grant.untilMs > atMs) bits |= grant.bit
  }
  return bits
}

/** Places that this person is assigned to at an instant, archived ones left out. */
export function livingAssignments(rules: Rules, who: number, atMs: number): number[] {
  const page = pageOf(rules, who)
  const row = who & rowMask
  const found: number[] = []
  for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
    const place = page.assignedPlace[at]!
    if (endMsAt(page, at) > atMs && rules.places.isAlive[place] === 1) found.push(place)
  }
  return found
}
