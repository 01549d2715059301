import type { CollectionKey } from '../../../shared/domain/documents'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { Reach } from '../../../shared/domain/reach'
import type { Rules } from '../../engine/compileRules'
import type { Severity } from './findingRules'

/** A staged edit that would close a finding. Nothing happens before somebody reviews and applies it. */
export type Proposal =
  | {
      readonly kind: 'grants'
      readonly text: string
      /** `reach` null = back to the blueprint's default. */
      readonly edits: readonly {
        readonly role: RoleKey
        readonly permission: PermissionKey
        readonly reach: Reach | null
      }[]
    }
  /** For the people of the finding: remove them, purge them, take ended cover away. */
  | { readonly kind: 'remove' | 'purge' | 'end-cover' | 'assign' | 'promote-second'; readonly text: string }
  | { readonly kind: 'switch'; readonly text: string; readonly key: string; readonly on: boolean }

/** Something that somebody should look at, as one check found it. */
export interface Finding {
  /** The same for the same thing on another day, so that it can be accepted: the rule and what it is about. */
  readonly key: string
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  /** Why it is a finding. */
  readonly reason: string
  readonly advice: string
  /** Everyone concerned whom the reader may see in full. */
  readonly people: readonly StaffId[]
  readonly role?: RoleKey
  readonly permissions?: readonly PermissionKey[]
  readonly places?: readonly PlaceId[]
  readonly proposal: Proposal | null
  /** Where to look, as `page?key=value`. */
  readonly go: string
}

/** What every check looks at. */
export interface Checking {
  readonly state: OrgState
  readonly rules: Rules
  readonly atMs: number
  /** People out of sight are in no finding, by name or by number (S0.14). */
  sees(staffId: StaffId): 'full' | 'masked' | 'hidden'
  /** When somebody in Restore was removed, UTC ms. */
  removedAtMs(staffId: StaffId): number | undefined
  /** When the newest finished access review was finished, UTC ms; null: none was. Undefined: reviews are not for the reader. */
  lastReviewedAtMs(): number | null | undefined
  /** Failing expectations, in words; the collection is read where its form is known. */
  failedExpectations(): readonly { readonly key: string; readonly text: string; readonly people: readonly StaffId[] }[]
}

export const findingCollection: CollectionKey = 'finding'
