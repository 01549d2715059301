import type { Blueprint } from '../../../shared/domain/blueprint'
import type { ChangeKind } from '../../../shared/domain/change'
import { type CollectionKey, type Document, documentKey, type DocumentValue } from '../../../shared/domain/documents'
import type { InboxItem } from '../../../shared/domain/inbox'
import type { ChangeId, KeyId, PermissionKey, PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import {
  type EnrolledKey,
  grantKey,
  type OrgSettings,
  type OrgState,
  type Place,
  type RoleGrant,
  type Switch,
  switchKey,
} from '../../../shared/domain/orgState'
import type { Reach } from '../../../shared/domain/reach'
import type { Assignment, PersonalGrant, StaffMember, StaffState } from '../../../shared/domain/staff'
import type { ReadableDb } from '../database'

/** The whole present, as the tables hold it. Undefined when the file has no first change yet. */
export function readState(db: ReadableDb): OrgState | undefined {
  const org = db.one<OrgRow>('SELECT * FROM org')
  if (org === undefined) return undefined
  const places = readPlaces(db)
  const { staff, staffIdByEmail } = readStaff(db, places.keys())
  return {
    blueprint: JSON.parse(org.blueprint) as Blueprint,
    settings: {
      name: org.name,
      timeZone: org.time_zone,
      createdAtMs: org.created_at_ms,
      sequencer: org.sequencer,
      registrar: org.registrar as KeyId,
      recoveryPublicKey: org.recovery_public_key,
    } satisfies OrgSettings,
    staff,
    staffIdByEmail,
    places,
    grants: readGrants(db),
    switches: readSwitches(db),
    keys: readKeys(db),
    documents: readDocuments(db),
    inbox: readInbox(db),
  }
}

interface OrgRow {
  name: string
  time_zone: string
  created_at_ms: number
  registrar: string
  sequencer: OrgSettings['sequencer']
  recovery_public_key: string
  blueprint: string
}

interface StaffDbRow {
  id: StaffId
  name: string | null
  email: string | null
  email_key: string | null
  role: RoleKey
  state: StaffState
  state_before: 'invited' | 'active' | null
  added_at_ms: number
}

function readStaff(
  db: ReadableDb,
  places: Iterable<PlaceId>,
): { staff: Map<StaffId, StaffMember>; staffIdByEmail: Map<string, StaffId> } {
  const assignmentsByStaff = readAssignments(db, places)
  const grantsByStaff = new Map<StaffId, PersonalGrant[]>()
  for (const row of db.each<{
    staff_id: StaffId
    permission: PermissionKey
    reach: Reach
    places: string | null
    until_ms: number | null
  }>('SELECT * FROM personal_grant ORDER BY staff_id, permission')) {
    const list = grantsByStaff.get(row.staff_id) ?? []
    list.push({
      permission: row.permission,
      reach: row.reach,
      places: row.places === null ? null : (JSON.parse(row.places) as PlaceId[]),
      untilMs: row.until_ms,
    })
    grantsByStaff.set(row.staff_id, list)
  }
  const staff = new Map<StaffId, StaffMember>()
  const staffIdByEmail = new Map<string, StaffId>()
  const none: never[] = []
  for (const row of db.each<StaffDbRow>(
    'SELECT id, name, email, email_key, role, state, state_before, added_at_ms FROM staff ORDER BY rowid',
  )) {
    staff.set(row.id, {
      id: row.id,
      name: row.name,
      email: row.email,
      role: row.role,
      state: row.state,
      stateBefore: row.state_before,
      assignments: assignmentsByStaff.get(row.id) ?? none,
      personalGrants: grantsByStaff.get(row.id) ?? none,
      addedAtMs: row.added_at_ms,
    })
    if (row.email_key !== null) staffIdByEmail.set(row.email_key, row.id)
  }
  return { staff, staffIdByEmail }
}

const peopleAtOnce = 10_000

/**
 * By person, in the order of their places. There are several for each person, and to fetch and keep a row for each was most of
 * opening a file: they come as text for many people at once, and whoever is somewhere without an end shares one assignment.
 */
function readAssignments(db: ReadableDb, places: Iterable<PlaceId>): Map<StaffId, readonly Assignment[]> {
  const withoutEnd = new Map<string, Assignment>()
  for (const place of places) withoutEnd.set(place, { place, untilMs: null })
  const readAssignment = (held: string): Assignment => {
    const known = withoutEnd.get(held)
    if (known !== undefined) return known
    const [place, untilMs] = held.split('\v')
    return {
      place: withoutEnd.get(place!)?.place ?? (place as PlaceId),
      untilMs: untilMs === undefined ? null : Number(untilMs),
    }
  }
  const assignmentsByStaff = new Map<StaffId, readonly Assignment[]>()
  for (let after: string | null = ''; after !== null;) {
    // No id holds a tab or a line break.
    const read: { lines: string | null; last: string | null } = db.one(
      `SELECT group_concat(line, char(10)) AS lines, max(staff_id) AS last FROM (
         SELECT staff_id, staff_id || char(9) || group_concat(place || ifnull(char(11) || until_ms, ''), char(9)) AS line
         FROM (SELECT * FROM assignment WHERE staff_id > ? ORDER BY staff_id, place)
         GROUP BY staff_id LIMIT ?)`,
      after,
      peopleAtOnce,
    )!
    for (const line of read.lines?.split('\n') ?? []) {
      const [staffId, ...held] = line.split('\t')
      assignmentsByStaff.set(staffId as StaffId, held.map(readAssignment))
    }
    after = read.last
  }
  return assignmentsByStaff
}

function readPlaces(db: ReadableDb): Map<PlaceId, Place> {
  const places = new Map<PlaceId, Place>()
  for (const row of db.each<{ id: PlaceId; name: string; parent: PlaceId | null; is_archived: number }>(
    'SELECT * FROM place ORDER BY rowid',
  )) {
    places.set(row.id, { id: row.id, name: row.name, parent: row.parent, isArchived: row.is_archived === 1 })
  }
  return places
}

function readGrants(db: ReadableDb): Map<string, RoleGrant> {
  const grants = new Map<string, RoleGrant>()
  for (const row of db.all<RoleGrant>('SELECT role, permission, reach FROM role_grant')) {
    grants.set(grantKey(row.role, row.permission), row)
  }
  return grants
}

function readSwitches(db: ReadableDb): Map<string, Switch> {
  const switches = new Map<string, Switch>()
  for (const row of db.all<{ kind: Switch['kind']; key: string; is_on: number }>(
    'SELECT kind, key, is_on FROM switch',
  )) {
    switches.set(switchKey(row.kind, row.key), { kind: row.kind, key: row.key, on: row.is_on === 1 })
  }
  return switches
}

function readKeys(db: ReadableDb): Map<KeyId, EnrolledKey> {
  const keys = new Map<KeyId, EnrolledKey>()
  for (const row of db.all<{
    id: KeyId
    kind: EnrolledKey['kind']
    staff_id: StaffId | null
    name: string
    public_key: string
    is_revoked: number
  }>('SELECT * FROM enrolled_key')) {
    keys.set(row.id, {
      id: row.id,
      kind: row.kind,
      staffId: row.staff_id,
      name: row.name,
      publicKey: row.public_key,
      isRevoked: row.is_revoked === 1,
    })
  }
  return keys
}

function readDocuments(db: ReadableDb): Map<string, Document> {
  const documents = new Map<string, Document>()
  for (const row of db.all<{ collection: CollectionKey; key: string; value: string }>(
    'SELECT collection, key, value FROM document',
  )) {
    documents.set(documentKey(row.collection, row.key), {
      collection: row.collection,
      key: row.key,
      value: JSON.parse(row.value) as DocumentValue,
    })
  }
  return documents
}

function readInbox(db: ReadableDb): Map<ChangeId, InboxItem> {
  const inbox = new Map<ChangeId, InboxItem>()
  for (const row of db.all<{
    change_id: ChangeId
    n: number
    item: string
    author: StaffId
    kind: ChangeKind
    rows: string
    closed: string | null
  }>('SELECT * FROM inbox_item ORDER BY n')) {
    inbox.set(row.change_id, {
      changeId: row.change_id,
      n: row.n,
      item: row.item,
      author: row.author,
      kind: row.kind,
      rows: JSON.parse(row.rows) as InboxItem['rows'],
      closed: row.closed === null ? null : (JSON.parse(row.closed) as InboxItem['closed']),
    })
  }
  return inbox
}
