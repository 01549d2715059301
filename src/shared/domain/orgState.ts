import type { Blueprint } from './blueprint'
import type { Document } from './documents'
import type { InboxItem } from './inbox'
import type { ChangeId, KeyId, PermissionKey, PlaceId, RoleKey, StaffId } from './ids'
import type { Reach } from './reach'
import type { StaffMember } from './staff'

export interface Place {
  readonly id: PlaceId
  readonly name: string
  readonly parent: PlaceId | null
  readonly isArchived: boolean
}

/** A role's grant decided by the organization; a cell without one has the blueprint's value. */
export interface RoleGrant {
  readonly role: RoleKey
  readonly permission: PermissionKey
  readonly reach: Reach
}

/** A feature, product or setting whose value differs from the blueprint's, or was decided. */
export interface Switch {
  readonly kind: 'feature' | 'product' | 'setting'
  readonly key: string
  readonly on: boolean
}

/** A key that may sign: an operator's (changes) or a console's (entries). */
export interface EnrolledKey {
  readonly id: KeyId
  readonly kind: 'operator' | 'console'
  /** Whose key it is; null for a console's. */
  readonly staffId: StaffId | null
  readonly name: string
  /** Raw Ed25519 public key, hex. */
  readonly publicKey: string
  readonly isRevoked: boolean
}

export interface OrgSettings {
  readonly name: string
  /** IANA name; bare dates mean the end of that day here. */
  readonly timeZone: string
  readonly createdAtMs: number
  /** Who may settle: the registrar alone, or with a hub any enrolled console that is up to date. */
  readonly sequencer: 'registrar' | 'hub'
  /** The console whose key settles entries while `sequencer` is `registrar`. */
  readonly registrar: KeyId
  /** Raw Ed25519 public key, hex, that the recovery words lead to. */
  readonly recoveryPublicKey: string
}

export function grantKey(role: RoleKey, permission: PermissionKey): string {
  return `${role}/${permission}`
}

export function switchKey(kind: Switch['kind'], key: string): string {
  return `${kind}/${key}`
}

/** The organization as it is after an entry: what the log led to. Read-only; only the door makes a next one. */
export interface OrgState {
  readonly blueprint: Blueprint
  readonly settings: OrgSettings
  readonly staff: ReadonlyMap<StaffId, StaffMember>
  /** By `emailKey`; invited, active and removed people. An e-mail in Restore stays taken until purged. */
  readonly staffIdByEmail: ReadonlyMap<string, StaffId>
  readonly places: ReadonlyMap<PlaceId, Place>
  /** By `grantKey`. */
  readonly grants: ReadonlyMap<string, RoleGrant>
  /** By `switchKey`. */
  readonly switches: ReadonlyMap<string, Switch>
  readonly keys: ReadonlyMap<KeyId, EnrolledKey>
  /** By `documentKey`. */
  readonly documents: ReadonlyMap<string, Document>
  readonly inbox: ReadonlyMap<ChangeId, InboxItem>
}
