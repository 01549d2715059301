import type { Blueprint, BlueprintPermission, BlueprintRole, GuardedEdit } from '../../shared/domain/blueprint'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import type { Place, RoleGrant } from '../../shared/domain/orgState'
import type { Cell } from '../../shared/domain/reach'
import type { StaffMember } from '../../shared/domain/staff'
import type { IdNumbers } from './idNumbers'
import type { Numbers } from './narrow'

/** Ids and the small integers that stand for them. Numbers are only ever added, so every later rule set shares them. */
export interface Interner<Id extends string> {
  readonly numberOf: Map<Id, number>
  readonly ids: Id[]
}

export interface CompiledRole {
  readonly key: RoleKey
  readonly name: string
  /** 0 at the top of the ladder; also the role's number. */
  readonly rank: number
  readonly source: BlueprintRole
  /** By role number: 1 when people of that role may be acted on, rank included. */
  readonly manages: Uint8Array
}

/** One thing a permission needs besides its grant. `roles`: by role number, null for all. */
export interface CompiledNeed {
  readonly kind: 'switch' | 'permission' | 'fact'
  /** Feature, setting or fact. */
  readonly key: string
  readonly name: string
  /** For switches. */
  readonly isFeature: boolean
  readonly isOn: boolean
  /** For permissions: its number. */
  readonly permission: number
  /** For facts: its bit. */
  readonly factBit: number
  readonly roles: Uint8Array | null
  /** Bit of the fact under which the need holds; 0 for always. */
  readonly whenFactBit: number
  readonly whenOn: boolean
}

/** Places that count for reach `assigned` of some permissions: those of certain kinds. By place number. */
export interface Scope {
  readonly kinds: readonly string[]
  readonly counts: Uint8Array
  /** 1 when the place counts or something alive under it does. */
  readonly leadsSomewhere: Uint8Array
}

export interface CompiledPermission {
  readonly key: PermissionKey
  readonly name: string
  readonly number: number
  readonly source: BlueprintPermission
  readonly scope: Scope
  /** The same, as the list that holdings carry. */
  readonly scopeAlone: readonly Scope[]
  /** Number of the place `product:<key>`, -1 without a product gate. */
  readonly product: number
  readonly productName: string
  readonly isProductOn: boolean
  readonly needs: readonly CompiledNeed[]
  /** Class `self`: without `createdBy` and `on` a request is about one's own settings. */
  readonly isSelf: boolean
  /** How places of a person as target count: `every` only when all edits guarded by this permission say so. */
  readonly target: 'one' | 'every'
  /** Guards an edit of people, so *manages* and rank decide too. */
  readonly guardsPeople: boolean
  /** Guards seeing or editing people, so a masked role's person is out of reach. */
  readonly touchesPeople: boolean
}

export interface CompiledCell {
  readonly cell: Cell
  /** The organization's value; null when the blueprint's is in force. */
  readonly decided: RoleGrant | null
  readonly isEditable: boolean
}

/** By place number. An archived or unknown place is not alive: it grants nothing and nothing grants at it. */
export interface PlaceTable {
  readonly interner: Interner<PlaceId>
  readonly places: readonly (Place | null)[]
  readonly isAlive: Uint8Array
  /** Living places that include this one, itself first; empty when it is not alive. */
  readonly above: readonly Int32Array[]
  /** Living places under this one, itself first; empty when it is not alive. */
  readonly under: readonly Int32Array[]
}

export interface CompiledPersonalGrant {
  readonly permission: number
  readonly bit: number
  /** null: the person's own assignments. */
  readonly places: Int32Array | null
  /** UTC milliseconds, Infinity for no end. */
  readonly untilMs: number
}

/** 1,024 people. An edit of one person copies one page, and equal pages are equal people. */
export interface PeoplePage {
  readonly members: readonly (StaffMember | null)[]
  /** `noRole` where nobody is. */
  readonly role: Uint8Array
  readonly isActive: Uint8Array
  /** Assignments of row r: `assignedFrom[r]` up to `assignedFrom[r + 1]`. */
  readonly assignedFrom: Numbers
  readonly assignedPlace: Numbers
  /** By assignment, where in `endsMs` its end is. Most have none, and numbers take a quarter of the room of instants. */
  readonly assignedEnd: Numbers
  /** UTC milliseconds, each once; the first is Infinity: no end. */
  readonly endsMs: Float64Array
  /** By row; most people have none. */
  readonly grants: ReadonlyMap<number, readonly CompiledPersonalGrant[]>
}

export const peoplePerPage = 1024
export const pageShift = 10
export const rowMask = peoplePerPage - 1
export const noRole = 255

export interface PeopleTable {
  /** Only ever added to, so every later rule set shares them. */
  readonly numbers: IdNumbers<StaffId>
  /** People with a number below this exist in this rule set. */
  readonly count: number
  readonly pages: readonly PeoplePage[]
}

/** An edit of the console's own. Its permissions carry the target rules of the edit in place of their own. */
export interface CompiledGuard {
  readonly permission: CompiledPermission
  /** Touched places decide instead of those of the target. */
  readonly isByTouchedPlaces: boolean
  /** Another permission for touched places of some kinds. */
  readonly byPlaceKind: ReadonlyMap<string, CompiledPermission>
}

/** An organization laid out for decisions. Immutable, and independent of the `OrgState` it was compiled from. */
export interface Rules {
  readonly blueprint: Blueprint
  readonly roles: readonly CompiledRole[]
  readonly roleByKey: ReadonlyMap<string, number>
  readonly permissions: readonly CompiledPermission[]
  readonly permissionByKey: ReadonlyMap<string, number>
  /** Reach bits in force, by `role * permissions.length + permission`. */
  readonly cellBits: Uint8Array
  readonly cells: readonly CompiledCell[]
  readonly factBits: ReadonlyMap<string, number>
  readonly places: PlaceTable
  readonly people: PeopleTable
  readonly guards: Readonly<Record<GuardedEdit, CompiledGuard>>
  /** Permission number that lets one see people of this role, -1 when anyone may; by role number. */
  readonly hiddenUnless: Int32Array
  /** 1 when people of this role are masked for everyone else; by role number. */
  readonly isMasked: Uint8Array
  /** Features, products and settings that the organization decided, by `switchKey`; a copy. */
  readonly switches: ReadonlyMap<string, boolean>
  /** Products of the account that are not active. */
  readonly productsOff: ReadonlySet<string>
}
