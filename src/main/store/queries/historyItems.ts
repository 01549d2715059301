import type { StaffId } from '../../../shared/domain/ids'
import type { ReadableDb } from '../database'
import { settledColumns, type SettledRow } from './log'

/** One change of a history item without its bytes. */
export type ItemPart = Pick<SettledRow, 'n' | 'changeId' | 'settledAtMs' | 'kind' | 'author' | 'rowCount'>

export function listSettledOfItem(db: ReadableDb, item: string): SettledRow[] {
  return db.all<SettledRow>(
    `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id WHERE change.item = ? ORDER BY entry.n`,
    item,
  )
}

export function listParts(db: ReadableDb, item: string): ItemPart[] {
  return db.all<ItemPart>(
    `SELECT entry.n, change.id AS changeId, entry.settled_at_ms AS settledAtMs, change.kind, change.author,
       change.row_count AS rowCount
     FROM change JOIN entry ON entry.change_id = change.id WHERE change.item = ? ORDER BY entry.n`,
    item,
  )
}

export function countSubjects(db: ReadableDb, item: string): number {
  return db.one<{ count: number }>(
    'SELECT count(DISTINCT staff_id) AS count FROM change_staff WHERE change_id IN (SELECT id FROM change WHERE item = ?)',
    item,
  )!.count
}

/** The people that a history item is about, at most `limit` of them. */
export function listSubjectsOfItem(db: ReadableDb, item: string, limit: number): StaffId[] {
  return db
    .all<{ id: StaffId }>(
      `SELECT DISTINCT staff_id AS id FROM change_staff
       WHERE change_id IN (SELECT id FROM change WHERE item = ?) LIMIT ?`,
      item,
      limit,
    )
    .map(({ id }) => id)
}

/** The history items whose id, or one of whose changes' ids, starts so; at most two. */
export function findItems(db: ReadableDb, start: string): string[] {
  return db
    .all<{ item: string }>(
      'SELECT DISTINCT item FROM change WHERE substr(item, 1, ?) = ? OR substr(id, 1, ?) = ? LIMIT 2',
      start.length,
      start,
      start.length,
      start,
    )
    .map((row) => row.item)
}

export interface ItemFilter {
  readonly who?: StaffId
  readonly about?: StaffId
  readonly kind?: string
  /** The one item that holds this entry. */
  readonly entry?: number
  readonly sinceMs?: number
  /** Before this instant. */
  readonly untilMs?: number
  readonly offset: number
  readonly limit: number
}

/** History items, newest first: the first entry of each, the last one's number and how many changes it has. */
export function listItems(
  db: ReadableDb,
  filter: ItemFilter,
): { total: number; items: { item: string; lastN: number }[] } {
  // What did not go through is no history; it waits in the inbox.
  const conditions: string[] = ['entry.applied_rows > 0']
  const values: (string | number)[] = []
  if (filter.who !== undefined) {
    conditions.push('change.author = ?')
    values.push(filter.who)
  }
  if (filter.about !== undefined) {
    conditions.push('change.id IN (SELECT change_id FROM change_staff WHERE staff_id = ?)')
    values.push(filter.about)
  }
  if (filter.kind !== undefined) {
    conditions.push('change.kind = ?')
    values.push(filter.kind)
  }
  if (filter.entry !== undefined) {
    conditions.push('entry.n = ?')
    values.push(filter.entry)
  }
  if (filter.sinceMs !== undefined) {
    conditions.push('entry.settled_at_ms >= ?')
    values.push(filter.sinceMs)
  }
  if (filter.untilMs !== undefined) {
    conditions.push('entry.settled_at_ms < ?')
    values.push(filter.untilMs)
  }
  const from = `FROM change JOIN entry ON entry.change_id = change.id WHERE ${conditions.join(' AND ')}`
  // Counted in the same walk: a long history is walked for each page of it.
  const rows = db.all<{ item: string; lastN: number; total: number }>(
    `SELECT change.item, max(entry.n) AS lastN, count(*) OVER () AS total ${from}
     GROUP BY change.item ORDER BY lastN DESC LIMIT ? OFFSET ?`,
    ...values,
    filter.limit,
    filter.offset,
  )
  const isNone = rows.length === 0 && filter.offset === 0 && filter.limit > 0
  const total =
    rows[0]?.total ??
    (isNone ? 0 : db.one<{ count: number }>(`SELECT count(DISTINCT change.item) AS count ${from}`, ...values)!.count)
  return { total, items: rows.map(({ item, lastN }) => ({ item, lastN })) }
}
