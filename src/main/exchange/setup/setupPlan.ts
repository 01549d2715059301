import type { ChangeRow } from '../../../shared/domain/change'
import type { PlaceId, RoleKey } from '../../../shared/domain/ids'
import type { PlanMark } from '../../../shared/domain/setup'
import type { Assignment, PersonalGrant, StaffMember } from '../../../shared/domain/staff'

/** Where in a setup something stands: keys and positions from the top. */
export type SetupPath = readonly (string | number)[]

/** What is wrong with a setup, and where. */
export interface SetupProblem {
  readonly code: string
  readonly text: string
  readonly path: SetupPath
}

/** What becomes of one thing that the setup names. */
export interface PlanLine {
  readonly mark: PlanMark
  readonly about: 'place' | 'person' | 'switch' | 'grant'
  readonly text: string
  readonly path: SetupPath
}

/** Somebody who is not in the organization yet. */
export interface PlannedNewcomer {
  readonly name: string
  readonly email: string
  readonly role: RoleKey
  readonly state: 'invited' | 'active'
  readonly assignments: readonly Assignment[]
  readonly grants: readonly PersonalGrant[]
}

/** What changes about somebody of the organization. */
export interface PlannedPerson {
  readonly person: StaffMember
  /** null: as it is */
  readonly name: string | null
  readonly role: RoleKey | null
  readonly activates: boolean
  readonly assignments: readonly { readonly from: Assignment | null; readonly to: Assignment }[]
  readonly grants: readonly { readonly from: PersonalGrant | null; readonly to: PersonalGrant }[]
}

/** A setup against an organization: what it would do, in order, and what stands against it. Nothing is written by it. */
export interface SetupPlan {
  /** null when the setup does not say which */
  readonly location: PlaceId | null
  readonly lines: readonly PlanLine[]
  readonly problems: readonly SetupProblem[]
  /** Places to add, those above first: one list for each level, since a place can be put only under one that is there. */
  readonly newPlaces: readonly (readonly ChangeRow<'place.create'>[])[]
  readonly placeEdits: readonly ChangeRow<'place.edit'>[]
  readonly switches: readonly ChangeRow<'switch.set'>[]
  readonly grants: readonly ChangeRow<'grant.set'>[]
  readonly newcomers: readonly PlannedNewcomer[]
  readonly people: readonly PlannedPerson[]
  /** Roles that shall be assigned at the location, and how many people at least. */
  readonly wanted: readonly { readonly role: RoleKey; readonly atLeast: number }[]
}
