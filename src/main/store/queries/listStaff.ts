import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { searchKey } from '../../../shared/domain/searchKey'
import type { StaffState } from '../../../shared/domain/staff'
import type { ReadableDb } from '../database'

export interface StaffFilter {
  readonly search: string
  readonly roles: readonly RoleKey[]
  /** Assigned to one of these (a place with everything under it). */
  readonly at?: readonly PlaceId[]
  readonly noPlace: boolean
  readonly states: readonly StaffState[]
  readonly sort: 'name' | 'email' | 'role' | 'state' | 'added'
  readonly descending: boolean
  readonly offset: number
  readonly limit: number
}

/** What the reader may see: nobody of these roles, and only people of these places besides themselves. */
export interface SeenBy {
  readonly hiddenRoles: readonly RoleKey[]
  /** People of these roles are found by name only, never by e-mail or place. */
  readonly maskedRoles: readonly RoleKey[]
  /** Null: everyone. */
  readonly places: readonly PlaceId[] | null
  readonly self: StaffId | null
}

const orders = {
  name: ['name_key', 'id'],
  email: ['email_key', 'id'],
  role: ['role_rank', 'name_key', 'id'],
  state: ['state', 'name_key', 'id'],
  added: ['added_at_ms', 'id'],
} as const

/** One page of people, in order, and how many there are in all. */
export function listStaff(db: ReadableDb, filter: StaffFilter, seenBy: SeenBy): { total: number; ids: StaffId[] } {
  const { where, values } = conditionsOf(filter, seenBy)
  const direction = filter.descending ? 'DESC' : 'ASC'
  const order = orders[filter.sort].map((column) => `${column} ${direction}`).join(', ')
  const total = db.one<{ count: number }>(`SELECT count(*) AS count FROM staff WHERE ${where}`, ...values)!.count
  const rows = db.all<{ id: StaffId }>(
    `SELECT id FROM staff WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...values,
    filter.limit,
    filter.offset,
  )
  return { total, ids: rows.map((row) => row.id) }
}

/** People by state, among those the reader may see. */
export function countByState(db: ReadableDb, seenBy: SeenBy): Map<StaffState, number> {
  const { where, values } = visibility(seenBy)
  return countsOf(db.all(`SELECT state AS key, count(*) AS count FROM staff WHERE ${where} GROUP BY state`, ...values))
}

/** Invited and active people by role, among those the reader may see. */
export function countByRole(db: ReadableDb, seenBy: SeenBy): Map<RoleKey, number> {
  const { where, values } = visibility(seenBy)
  return countsOf(
    db.all(
      `SELECT role AS key, count(*) AS count FROM staff WHERE state IN ('active', 'invited') AND ${where} GROUP BY role`,
      ...values,
    ),
  )
}

/** Invited and active people assigned to each place directly, among those the reader may see. */
export function countByPlace(db: ReadableDb, seenBy: SeenBy): Map<PlaceId, number> {
  const { where, values } = visibility(seenBy, seenBy.maskedRoles)
  return countsOf(
    db.all(
      `SELECT assignment.place AS key, count(*) AS count FROM assignment JOIN staff ON staff.id = assignment.staff_id
       WHERE staff.state IN ('active', 'invited') AND ${where} GROUP BY assignment.place`,
      ...values,
    ),
  )
}

function countsOf<Key>(rows: { key: Key; count: number }[]): Map<Key, number> {
  return new Map(rows.map((row) => [row.key, row.count]))
}

function conditionsOf(filter: StaffFilter, seenBy: SeenBy): { where: string; values: (string | number)[] } {
  const { where: seen, values } = visibility(seenBy)
  const conditions = [seen]
  conditions.push(oneOf('state', filter.states, values))
  if (filter.roles.length > 0) conditions.push(oneOf('role', filter.roles, values))
  for (const word of searchKey(filter.search)
    .split(/\s+/u)
    .filter((part) => part !== '')) {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    if (seenBy.maskedRoles.length === 0) {
      conditions.push("search_key LIKE ? ESCAPE '\\'")
      values.push(pattern)
    } else {
      const masked = oneOf('role', seenBy.maskedRoles, values)
      values.push(pattern, pattern)
      conditions.push(`CASE WHEN ${masked} THEN name_key LIKE ? ESCAPE '\\' ELSE search_key LIKE ? ESCAPE '\\' END`)
    }
  }
  const places = filter.at
  if (places !== undefined) {
    values.push(JSON.stringify(places))
    conditions.push('id IN (SELECT staff_id FROM assignment WHERE place IN (SELECT value FROM json_each(?)))')
  }
  if (filter.noPlace) conditions.push('NOT EXISTS (SELECT 1 FROM assignment WHERE staff_id = staff.id)')
  if (seenBy.maskedRoles.length > 0 && (places !== undefined || filter.noPlace)) {
    conditions.push(`NOT ${oneOf('role', seenBy.maskedRoles, values)}`)
  }
  return { where: conditions.join(' AND '), values }
}

function visibility(
  seenBy: SeenBy,
  alsoHidden: readonly RoleKey[] = [],
): { where: string; values: (string | number)[] } {
  const values: (string | number)[] = []
  const conditions = ["staff.state <> 'purged'"]
  const hidden = [...seenBy.hiddenRoles, ...alsoHidden]
  if (hidden.length > 0) conditions.push(`NOT ${oneOf('staff.role', hidden, values)}`)
  if (seenBy.places !== null) {
    values.push(JSON.stringify(seenBy.places), seenBy.self ?? '')
    conditions.push(
      `(staff.id IN (SELECT staff_id FROM assignment WHERE place IN (SELECT value FROM json_each(?))) OR staff.id = ?)`,
    )
  }
  return { where: conditions.join(' AND '), values }
}

function oneOf(column: string, allowed: readonly string[], values: (string | number)[]): string {
  values.push(JSON.stringify(allowed))
  return `${column} IN (SELECT value FROM json_each(?))`
}
