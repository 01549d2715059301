import type { PermissionKey, PlaceId, StaffId } from './ids'
import type { Reach } from './reach'
import type { Reason } from './result'

/** One question to the engine (blueprints.md, "Reading a request"). */
export interface Request {
  readonly who: StaffId
  readonly do: PermissionKey
  /** The places of one record. */
  readonly at?: readonly PlaceId[]
  /** Several records at once: each must pass. */
  readonly atEach?: readonly (readonly PlaceId[])[]
  readonly createdBy?: StaffId
  readonly sharedWith?: readonly StaffId[]
  /** When not given and `on` is, computed from common places. */
  readonly connected?: boolean
  /** A person as target; derives the places, so `at` beside it is an error. */
  readonly on?: StaffId
  readonly facts?: Readonly<Record<string, boolean>>
  /** Now, UTC milliseconds. The engine has no clock. */
  readonly atMs: number
}

export interface Decision {
  readonly allowed: boolean
  /** The widest reach in force for this person and permission, whatever the facts. */
  readonly reach: Reach
  /** The deciding reason first, then the overruled ones. */
  readonly because: readonly Reason[]
  /** Alternatives; each is a list of things that together turn the answer to yes. Empty when allowed or when nothing could. */
  readonly wouldNeed: readonly (readonly Reason[])[]
}

/** A difference in what one person may do. `places` null = everywhere. */
export interface AccessDifference {
  readonly staffId: StaffId
  readonly permission: PermissionKey
  readonly before: Reach
  readonly after: Reach
  readonly places: readonly PlaceId[] | null
}
