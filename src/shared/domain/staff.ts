import type { PermissionKey, PlaceId, RoleKey, StaffId } from './ids'
import type { Reach } from './reach'

/** Only active people hold anything. `removed` is the Restore tab; `purged` keeps the id and forgets the person (S4.27, S4.28). */
export const staffStates = ['invited', 'active', 'removed', 'purged'] as const
export type StaffState = (typeof staffStates)[number]

export interface Assignment {
  readonly place: PlaceId
  /** UTC milliseconds; the assignment holds while now < until. Null: no end. */
  readonly untilMs: number | null
}

/** A grant to one person. Adds, never narrows. */
export interface PersonalGrant {
  readonly permission: PermissionKey
  readonly reach: Reach
  /** Where it holds, for reach `assigned`; null: the person's own places. */
  readonly places: readonly PlaceId[] | null
  readonly untilMs: number | null
}

export interface StaffMember {
  readonly id: StaffId
  /** Null once purged. */
  readonly name: string | null
  readonly email: string | null
  readonly role: RoleKey
  readonly state: StaffState
  /** What `restore` brings back: the state before removal. Null unless removed. */
  readonly stateBefore: 'invited' | 'active' | null
  /** Sorted by place. */
  readonly assignments: readonly Assignment[]
  /** Sorted by permission. */
  readonly personalGrants: readonly PersonalGrant[]
  readonly addedAtMs: number
}

/** How two e-mail addresses are compared: without case, composed the same way (RFC 6531 letters allowed). */
export function emailKey(email: string): string {
  return email.trim().normalize('NFC').toLowerCase()
}
