import type { Blueprint } from './blueprint'
import type { Document } from './documents'
import type { InboxItem } from './inbox'
import type { ChangeId, KeyId, PlaceId, StaffId } from './ids'
import type { EnrolledKey, OrgSettings, Place, RoleGrant, Switch } from './orgState'
import type { StaffMember } from './staff'

/** One thing that a change does to the present: what stands there afterwards, null when nothing does. */
export type Effect =
  | { readonly entity: 'org'; readonly settings: OrgSettings; readonly blueprint: Blueprint }
  | { readonly entity: 'key'; readonly id: KeyId; readonly after: EnrolledKey | null }
  | { readonly entity: 'staff'; readonly id: StaffId; readonly after: StaffMember | null }
  | { readonly entity: 'place'; readonly id: PlaceId; readonly after: Place | null }
  /** `key` is `grantKey(role, permission)`. */
  | { readonly entity: 'grant'; readonly key: string; readonly after: RoleGrant | null }
  /** `key` is `switchKey(kind, key)`. */
  | { readonly entity: 'switch'; readonly key: string; readonly after: Switch | null }
  /** `key` is `documentKey(collection, key)`. */
  | { readonly entity: 'document'; readonly key: string; readonly after: Document | null }
  | { readonly entity: 'inbox'; readonly id: ChangeId; readonly after: InboxItem | null }
  /** Erases every personal value of a person, for good. */
  | { readonly entity: 'erasure'; readonly staffId: StaffId }
