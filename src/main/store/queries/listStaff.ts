import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import { searchWords } from '../../../shared/domain/searchKey'
import type { StaffState } from '../../../shared/domain/staff'
import type { ReadableDb } from '../database'

/** What a word of a search finds besides the names and e-mail addresses it is a part of. */
export interface SearchMeaning {
  /** Words of names that may have been meant. */
  readonly near?: readonly string[]
  /** Whoever is assigned to a place of that name. */
  readonly assigned?: readonly StaffId[]
}

export interface StaffFilter {
  readonly search: string
  /** By the words of the search, as `searchWords` tells them apart. */
  readonly meanings?: ReadonlyMap<string, SearchMeaning>
  readonly roles: readonly RoleKey[]
  /** Assigned to one of these (a place with everything under it). */
  readonly at?: readonly PlaceId[]
  /** Assigned to this one too. */
  readonly product?: PlaceId
  readonly noPlace: boolean
  /** Something of theirs ends by itself before this instant. */
  readonly endsBeforeMs?: number
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
  /** People who are out of sight although nothing above says so: in the past, those whom today hides. */
  readonly hiddenPeople?: ReadonlySet<StaffId>
  /** The instant of the question: what has ended counts no more. */
  readonly atMs: number
}

const orders = {
  name: ['name_key', 'id'],
  email: ['email_key', 'id'],
  role: ['role_rank', 'name_key', 'id'],
  state: ['state', 'name_key', 'id'],
  added: ['added_at_ms', 'id'],
} as const

const inForce = '(until_ms IS NULL OR until_ms > ?)'

/** Names that several people share, with how many; and who they are, name after name. */
export function listNamesakes(
  db: ReadableDb,
  page: { readonly offset: number; readonly limit: number },
  seenBy: SeenBy,
): { total: number; groups: StaffId[][] } {
  const { where, values } = visibility(seenBy)
  const shared = `SELECT name_key FROM staff WHERE ${where} AND state IN ('active', 'invited') AND name_key <> ''
    GROUP BY name_key HAVING count(*) > 1`
  const total = db.one<{ count: number }>(`SELECT count(*) AS count FROM (${shared})`, ...values)!.count
  const rows = db.all<{ id: StaffId; name_key: string }>(
    `SELECT id, name_key FROM staff WHERE ${where} AND state IN ('active', 'invited')
       AND name_key IN (${shared} ORDER BY name_key LIMIT ? OFFSET ?) ORDER BY name_key, added_at_ms, id`,
    ...values,
    ...values,
    page.limit,
    page.offset,
  )
  const groups: StaffId[][] = []
  rows.forEach((row, i) => {
    if (i === 0 || rows[i - 1]!.name_key !== row.name_key) groups.push([])
    groups.at(-1)!.push(row.id)
  })
  return { total, groups }
}

/** One page of people, in order, and how many there are in all. */
export function listStaff(db: ReadableDb, filter: StaffFilter, seenBy: SeenBy): { total: number; ids: StaffId[] } {
  const { where, values } = conditionsOf(filter, seenBy)
  const ids = db
    .all<{ id: StaffId }>(
      `SELECT id FROM staff WHERE ${where} ORDER BY ${orderOf(filter)} LIMIT ? OFFSET ?`,
      ...values,
      filter.limit,
      filter.offset,
    )
    .map((row) => row.id)
  // A page that is not full is the last one, and says how many there are.
  if (ids.length < filter.limit && (ids.length > 0 || filter.offset === 0)) {
    return { total: filter.offset + ids.length, ids }
  }
  const total = db.one<{ count: number }>(`SELECT count(*) AS count FROM staff WHERE ${where}`, ...values)!.count
  return { total, ids }
}

function orderOf({ sort, descending }: StaffFilter): string {
  const direction = descending ? 'DESC' : 'ASC'
  return orders[sort].map((column) => `${column} ${direction}`).join(', ')
}

/** A person as a search looks at them: the name, and on the next line the e-mail address where it may be searched. */
export interface SearchableRow {
  readonly id: StaffId
  readonly text: string
  readonly isMasked: 0 | 1
}

/** Whom the filter leaves without its search, in its order; for searching them without asking for every key. */
export function listSearchable(db: ReadableDb, filter: StaffFilter, seenBy: SeenBy): SearchableRow[] {
  const masks: string[] = []
  const isMasked = seenBy.maskedRoles.length === 0 ? 'FALSE' : oneOf('role', seenBy.maskedRoles, masks)
  const { where, values } = conditionsOf({ ...filter, search: '' }, seenBy)
  return db.all<SearchableRow>(
    `SELECT id, CASE WHEN ${isMasked} THEN name_key ELSE search_key END AS text, ${isMasked} AS isMasked
     FROM staff WHERE ${where} ORDER BY ${orderOf(filter)} LIMIT ? OFFSET ?`,
    ...masks,
    ...masks,
    ...values,
    filter.limit,
    filter.offset,
  )
}

/** The first instant after this one at which something of somebody ends by itself; Infinity when nothing does. */
export function readNextEnd(db: ReadableDb, atMs: number): number {
  const next = db.one<{ endMs: number | null }>(
    `SELECT min(endMs) AS endMs FROM (SELECT min(until_ms) AS endMs FROM assignment WHERE until_ms > ?
       UNION ALL SELECT min(until_ms) FROM personal_grant WHERE until_ms > ?)`,
    atMs,
    atMs,
  )
  return next?.endMs ?? Infinity
}

function conditionsOf(filter: StaffFilter, seenBy: SeenBy): { where: string; values: (string | number)[] } {
  const { where: seen, values } = visibility(seenBy)
  const conditions = [seen]
  conditions.push(oneOf('state', filter.states, values))
  if (filter.roles.length > 0) conditions.push(oneOf('role', filter.roles, values))
  for (const word of searchWords(filter.search)) {
    conditions.push(conditionOf(word, filter.meanings?.get(word) ?? {}, seenBy, values))
  }
  const places = filter.at
  if (places !== undefined) {
    values.push(JSON.stringify(places), seenBy.atMs)
    conditions.push(
      `id IN (SELECT staff_id FROM assignment WHERE place IN (SELECT value FROM json_each(?)) AND ${inForce})`,
    )
  }
  if (filter.product !== undefined) {
    values.push(filter.product, seenBy.atMs)
    conditions.push(`id IN (SELECT staff_id FROM assignment WHERE place = ? AND ${inForce})`)
  }
  if (filter.noPlace) {
    values.push(seenBy.atMs)
    conditions.push(`NOT EXISTS (SELECT 1 FROM assignment WHERE staff_id = staff.id AND ${inForce})`)
  }
  if (filter.endsBeforeMs !== undefined) {
    const soon = 'until_ms > ? AND until_ms < ?'
    values.push(seenBy.atMs, filter.endsBeforeMs, seenBy.atMs, filter.endsBeforeMs)
    conditions.push(
      `id IN (SELECT staff_id FROM assignment WHERE ${soon} UNION SELECT staff_id FROM personal_grant WHERE ${soon})`,
    )
  }
  const isByDetails =
    places !== undefined || filter.product !== undefined || filter.noPlace || filter.endsBeforeMs !== undefined
  if (seenBy.maskedRoles.length > 0 && isByDetails) {
    conditions.push(`NOT ${oneOf('role', seenBy.maskedRoles, values)}`)
  }
  return { where: conditions.join(' AND '), values }
}

/** INVARIANT (masked people are found by name only): their e-mail and places find nobody. */
function conditionOf(word: string, meaning: SearchMeaning, seenBy: SeenBy, values: (string | number)[]): string {
  const byName = (column: string): string => {
    const parts = [word, ...(meaning.near ?? [])]
    values.push(...parts)
    return parts.map((_, i) => `instr(${i === 0 ? column : 'name_key'}, ?) > 0`).join(' OR ')
  }
  const masked = seenBy.maskedRoles.length === 0 ? null : oneOf('role', seenBy.maskedRoles, values)
  const ofMasked = masked === null ? '' : byName('name_key')
  const conditions = [byName('search_key')]
  if (meaning.assigned !== undefined && meaning.assigned.length > 0) {
    values.push(JSON.stringify(meaning.assigned))
    conditions.push('id IN (SELECT value FROM json_each(?))')
  }
  const ofOthers = conditions.join(' OR ')
  return masked === null ? `(${ofOthers})` : `CASE WHEN ${masked} THEN (${ofMasked}) ELSE (${ofOthers}) END`
}

function visibility(seenBy: SeenBy): { where: string; values: (string | number)[] } {
  const values: (string | number)[] = []
  const conditions = ["state <> 'purged'"]
  if (seenBy.hiddenRoles.length > 0) conditions.push(`NOT ${oneOf('role', seenBy.hiddenRoles, values)}`)
  if (seenBy.places !== null) {
    values.push(JSON.stringify(seenBy.places), seenBy.atMs, seenBy.self ?? '')
    conditions.push(
      `(id IN (SELECT staff_id FROM assignment WHERE place IN (SELECT value FROM json_each(?)) AND ${inForce}) OR id = ?)`,
    )
  }
  if (seenBy.hiddenPeople !== undefined && seenBy.hiddenPeople.size > 0) {
    values.push(JSON.stringify([...seenBy.hiddenPeople]))
    conditions.push('id NOT IN (SELECT value FROM json_each(?))')
  }
  return { where: conditions.join(' AND '), values }
}

/** INVARIANT (short lists): states and roles are a handful, so that the statements stay few. */
function oneOf(column: string, allowed: readonly string[], values: (string | number)[]): string {
  values.push(...allowed)
  return `${column} IN (${allowed.map(() => '?').join(', ')})`
}
