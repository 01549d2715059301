import type { PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import type { ImportStatus, SameNameRule } from '../../shared/domain/staffImport'

export interface ImportOptions {
  /** For new people without a role in the file; left out: the lowest role. */
  readonly role?: RoleKey
  /** New people are active at once rather than invited. */
  readonly active: boolean
  readonly createPlaces: boolean
  /** Refused rows are left out and the rest is taken. */
  readonly skipRefused: boolean
  /** For rows whose name somebody here has under another address; left out: they are new people. */
  readonly sameName?: SameNameRule
  /** What somebody said about such a row, by its line: true, it is the same person. */
  readonly answers?: ReadonlyMap<number, boolean>
}

export interface ImportSurroundings {
  /** UTC milliseconds: places that ended before it are given again. */
  readonly atMs: number
  /** False for people the actor must not learn about; the file may name them by chance. */
  sees(staffId: StaffId): boolean
  /** A sentence for rows of a known export that are not staff. */
  notStaff(cells: readonly string[]): string | null
}

/** What one row wants of the organization. */
export type RowPlan =
  | {
      readonly kind: 'add'
      readonly name: string
      readonly email: string
      readonly role: RoleKey
      readonly state: 'invited' | 'active'
      readonly places: readonly PlaceId[]
    }
  | {
      readonly kind: 'change'
      readonly person: StaffMember
      readonly name: string | null
      /** Another address, when the person was found by name. */
      readonly email: string | null
      readonly role: RoleKey | null
      /** Places to add, with the end that the person's assignment there had. */
      readonly places: readonly { readonly id: PlaceId; readonly from: { readonly untilMs: number | null } | null }[]
    }

export interface PlannedRow {
  readonly line: number
  readonly status: ImportStatus
  readonly text: readonly string[]
  readonly name: string
  readonly email: string
  /** Shown name of a role, or what the file says. */
  readonly role: string
  readonly at: readonly string[]
  /** Null unless new or changed. */
  readonly plan: RowPlan | null
  /** Who of the organization this is; null when nobody yet. */
  readonly staffId: StaffId | null
  /** Somebody who has this name under another address, and whether it is the same person; null: not said yet. */
  readonly question: { readonly person: StaffMember; readonly answer: boolean | null } | null
}

export interface StaffImportPlan {
  readonly rows: readonly PlannedRow[]
  readonly counts: Readonly<Record<ImportStatus, number>>
  /** Rows about which somebody has to say who they are. */
  readonly questions: number
  /** Somebody has to hold it after every row. */
  readonly topRole: RoleKey
  readonly newPlaces: readonly { readonly id: PlaceId; readonly name: string }[]
  /** What stands against the file as a whole; empty when it can be applied. */
  readonly blockedBecause: readonly string[]
}
