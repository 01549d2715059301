import type { Verdict } from '../../shared/domain/change'
import type { GuardedEdit } from '../../shared/domain/blueprint'
import type { Effect } from '../../shared/domain/effect'
import type { KeyId, PermissionKey, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import type { Reason } from '../../shared/domain/result'

/** Null: allowed. Otherwise the reasons, the deciding one first. */
export type Refusal = readonly Reason[] | null

/** What the author of a change may do, as the engine decides it now. */
export interface Authority {
  edit(edit: GuardedEdit, about?: { readonly on?: StaffId; readonly touched?: readonly PlaceId[] }): Refusal
  giveRole(role: RoleKey): Refusal
  giveReach(permission: PermissionKey, reach: Reach): Refusal
  givePlaces(places: readonly PlaceId[]): Refusal
  /** Whether the author may know of this person at all (S0.14). */
  sees(staffId: StaffId): boolean
  /** The ladder's rule for moving anybody from one role to another. */
  move(from: RoleKey, to: RoleKey): Refusal
}

/** What planning asks about keys: arithmetic without a clock, a file or a secret. */
export interface KeyChecks {
  idOf(publicKey: string): KeyId
  /** False for a key of small order or no point of the curve: a signature under it would fit everything. */
  isSound(publicKey: string): boolean
  /** `signature` is hex. */
  isSigned(publicKey: string, message: string, signature: string): boolean
}

/** What planning one change may look at, and where it puts what it does. Rows see what the rows before them did. */
export interface Planning {
  readonly state: OrgState
  readonly author: StaffId
  /** The id of the organization. */
  readonly org: string
  /** When the change settles, UTC ms. */
  readonly atMs: number
  readonly authority: Authority
  readonly keys: KeyChecks
  /** Undefined when the value was purged. */
  personal(hash: string): string | undefined
  put(effect: Effect): void
  /**
   * How the rows ended, when the change is settled already and only checked again: the word of the entry stands for what
   * depends on values that were purged since.
   */
  readonly recorded?: readonly RowOutcome[] | undefined
}

/** How one row ended, as an entry says it: without words. */
export interface RowOutcome {
  readonly verdict: Verdict
  readonly because?: string | undefined
}

/** How one row of a change ends (sync.md, "Settling a proposal"). */
export type RowVerdict =
  | { readonly verdict: 'applied' }
  | { readonly verdict: 'agreed' }
  | { readonly verdict: 'held'; readonly because: readonly Reason[] }
  | { readonly verdict: 'refused'; readonly because: readonly Reason[] }

export const applied: RowVerdict = { verdict: 'applied' }
export const agreed: RowVerdict = { verdict: 'agreed' }

export function held(code: string, text: string): RowVerdict {
  return { verdict: 'held', because: [{ code, text }] }
}

export function refused(code: string, text: string): RowVerdict {
  return { verdict: 'refused', because: [{ code, text }] }
}

/** The first refusal among several checks, each asked only when the ones before allowed. */
export function firstRefusal(...checks: readonly (() => Refusal)[]): RowVerdict | null {
  for (const check of checks) {
    const because = check()
    if (because !== null) return { verdict: 'refused', because }
  }
  return null
}

/** Null when nothing changes. */
export type Row = { readonly from: unknown; readonly to: unknown }
