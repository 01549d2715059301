import type { ChangeKind } from '../../../shared/domain/change'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { ReadableDb, WritableDb } from '../database'
import { eachSubjectRow } from './entryHeads'
import { listPersonalOf, writePersonal } from './personalValues'

/** A settled change as it is kept: canonical bytes verbatim, beside what is looked up by. */
export interface SettledRow {
  readonly n: number
  readonly hash: string
  readonly changeId: ChangeId
  readonly settledAtMs: number
  readonly verdict: string
  readonly entryBytes: Uint8Array
  readonly entrySignature: Uint8Array
  readonly changeBytes: Uint8Array
  readonly changeSignature: Uint8Array
  readonly kind: ChangeKind
  readonly author: StaffId
  readonly key: string
  readonly seq: number
  readonly rowCount: number
  readonly appliedRows: number
  /** When it came from elsewhere, by this desktop's clock; null when it was settled here. */
  readonly arrivedAtMs: number | null
  /** The batch id, or the change's own id: what one history item is. */
  readonly item: string
}

/** What a `SettledRow` is read from; `FROM entry JOIN change`. */
export const settledColumns = `entry.n, entry.hash, entry.change_id AS changeId, entry.settled_at_ms AS settledAtMs, entry.verdict,
  entry.bytes AS entryBytes, entry.signature AS entrySignature, change.bytes AS changeBytes,
  change.signature AS changeSignature, change.kind, change.author, change.key, change.seq,
  change.row_count AS rowCount, entry.applied_rows AS appliedRows, entry.arrived_at_ms AS arrivedAtMs, change.item`

export function appendSettled(db: WritableDb, row: SettledRow, subjects: Iterable<StaffId>): void {
  db.run(
    'INSERT INTO change (id, bytes, signature, kind, author, key, seq, row_count, item) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    row.changeId,
    row.changeBytes,
    row.changeSignature,
    row.kind,
    row.author,
    row.key,
    row.seq,
    row.rowCount,
    row.item,
  )
  db.run(
    `INSERT INTO entry (n, hash, change_id, settled_at_ms, verdict, bytes, signature, applied_rows, arrived_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.n,
    row.hash,
    row.changeId,
    row.settledAtMs,
    row.verdict,
    row.entryBytes,
    row.entrySignature,
    row.appliedRows,
    row.arrivedAtMs,
  )
  for (const staffId of subjects) {
    db.run('INSERT OR IGNORE INTO change_staff (staff_id, change_id) VALUES (?, ?)', staffId, row.changeId)
  }
}

export function readHead(db: ReadableDb): { n: number; hash: string | null; settledAtMs: number } {
  const head = db.one<{ n: number; hash: string; settledAtMs: number }>(
    'SELECT n, hash, settled_at_ms AS settledAtMs FROM entry ORDER BY n DESC LIMIT 1',
  )
  return head ?? { n: 0, hash: null, settledAtMs: 0 }
}

/** The last number that this key has used; 0 when it has signed nothing. */
export function readLastSeq(db: ReadableDb, key: string): number {
  return db.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM change WHERE key = ?', key)?.seq ?? 0
}

export function eachSettled(db: ReadableDb): IterableIterator<SettledRow> {
  return db.each<SettledRow>(
    `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id ORDER BY entry.n`,
  )
}

/** Entries after `after` up to `until`, in order. A few at a time, so that the file may be written to between them. */
export function* eachSettledBetween(db: ReadableDb, after: number, until: number): Generator<SettledRow> {
  const few = 16
  for (let from = after; from < until; from += few) {
    yield* db.all<SettledRow>(
      `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id
       WHERE entry.n > ? AND entry.n <= ? ORDER BY entry.n`,
      from,
      Math.min(from + few, until),
    )
  }
}

/** The entries of these numbers, in order; a few at a time, as above. */
export function* eachSettledOf(db: ReadableDb, numbers: readonly number[]): Generator<SettledRow> {
  const few = 16
  for (let from = 0; from < numbers.length; from += few) {
    yield* db.all<SettledRow>(
      `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id
       WHERE entry.n IN (SELECT value FROM json_each(?)) ORDER BY entry.n`,
      JSON.stringify(numbers.slice(from, from + few)),
    )
  }
}

/** The last entry settled by then; undefined before the first. */
export function findEntryAt(db: ReadableDb, atMs: number): number | undefined {
  return db.one<{ n: number | null }>('SELECT max(n) AS n FROM entry WHERE settled_at_ms <= ?', atMs)?.n ?? undefined
}

export function readSettledAt(db: ReadableDb, n: number): number | undefined {
  return db.one<{ atMs: number }>('SELECT settled_at_ms AS atMs FROM entry WHERE n = ?', n)?.atMs
}

/** Copies the log up to entry `until`, with the personal values of these people, into an empty store. Yields the rows done. */
export function* copyLog(
  from: ReadableDb,
  into: WritableDb,
  until: number,
  people: Iterable<StaffId>,
): Generator<number, void, void> {
  let done = 0
  const changes = new Set<ChangeId>()
  for (const row of eachSettledBetween(from, 0, until)) {
    appendSettled(into, row, [])
    changes.add(row.changeId)
    yield ++done
  }
  for (const { staffId, changeId } of eachSubjectRow(from)) {
    if (!changes.has(changeId)) continue
    into.run('INSERT INTO change_staff (staff_id, change_id) VALUES (?, ?)', staffId, changeId)
    yield ++done
  }
  for (const staffId of people) {
    for (const value of listPersonalOf(from, [staffId])) writePersonal(into, value)
    yield ++done
  }
}

/** Entries after `from` up to `to` that touch this person; at most a hundred. */
export function listEntriesAbout(db: ReadableDb, staffId: StaffId, from: number, to: number): number[] {
  return db
    .all<{ n: number }>(
      `SELECT entry.n FROM change_staff JOIN entry ON entry.change_id = change_staff.change_id
       WHERE change_staff.staff_id = ? AND entry.n > ? AND entry.n <= ? ORDER BY entry.n LIMIT 100`,
      staffId,
      from,
      to,
    )
    .map(({ n }) => n)
}

/** Everyone whom entries after `from` up to `to` touch. */
export function listSubjectsSince(db: ReadableDb, from: number, to: number): StaffId[] {
  return db
    .all<{ id: StaffId }>(
      `SELECT DISTINCT change_staff.staff_id AS id FROM entry JOIN change_staff ON change_staff.change_id = entry.change_id
       WHERE entry.n > ? AND entry.n <= ?`,
      from,
      to,
    )
    .map(({ id }) => id)
}

/** A settled change that another may have met. */
export type MetRow = Pick<SettledRow, 'n' | 'changeId' | 'item' | 'kind' | 'author' | 'key' | 'settledAtMs'>

const metColumns = `entry.n, change.id AS changeId, change.item, change.kind, change.author, change.key,
  entry.settled_at_ms AS settledAtMs`

/** What was carried out about this person by entries after `from` and before `to`, newest first. */
export function listCarriedOutAbout(db: ReadableDb, staffId: StaffId, from: number, to: number): MetRow[] {
  return db.all<MetRow>(
    `SELECT ${metColumns} FROM change_staff JOIN change ON change.id = change_staff.change_id
     JOIN entry ON entry.change_id = change.id
     WHERE change_staff.staff_id = ? AND entry.n > ? AND entry.n < ? AND entry.applied_rows > 0
     ORDER BY entry.n DESC LIMIT 50`,
    staffId,
    from,
    to,
  )
}

/** What was carried out of these kinds by entries after `from` and before `to`, newest first. */
export function listCarriedOutOfKinds(
  db: ReadableDb,
  kinds: readonly ChangeKind[],
  from: number,
  to: number,
): MetRow[] {
  return db.all<MetRow>(
    `SELECT ${metColumns} FROM entry JOIN change ON change.id = entry.change_id
     WHERE entry.n > ? AND entry.n < ? AND entry.applied_rows > 0 AND change.kind IN (${kinds.map(() => '?').join(', ')})
     ORDER BY entry.n DESC LIMIT 50`,
    from,
    to,
    ...kinds,
  )
}

export function eachSettledOfKind(db: ReadableDb, kind: ChangeKind): IterableIterator<SettledRow> {
  return db.each<SettledRow>(
    `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id WHERE change.kind = ? ORDER BY entry.n`,
    kind,
  )
}

/** When each person in Restore was last removed, UTC ms. */
export function readRemovedAt(db: ReadableDb): ReadonlyMap<StaffId, number> {
  const rows = db.all<{ id: StaffId; atMs: number }>(
    `SELECT staff.id, max(entry.settled_at_ms) AS atMs FROM staff
     JOIN change_staff ON change_staff.staff_id = staff.id
     JOIN change ON change.id = change_staff.change_id AND change.kind = 'staff.remove'
     JOIN entry ON entry.change_id = change.id
     WHERE staff.state = 'removed' GROUP BY staff.id`,
  )
  return new Map(rows.map(({ id, atMs }) => [id, atMs]))
}

/** Settled entries after number n, oldest first. */
export function listSettledAfter(db: ReadableDb, n: number, limit: number): SettledRow[] {
  return db.all<SettledRow>(
    `SELECT ${settledColumns} FROM entry JOIN change ON change.id = entry.change_id WHERE entry.n > ? ORDER BY entry.n LIMIT ?`,
    n,
    limit,
  )
}

/** Whether one of these keys signed something that applied after entry `n`. */
export function hasSignedSince(db: ReadableDb, n: number, keys: readonly string[]): boolean {
  return (
    db.one(
      `SELECT 1 FROM entry JOIN change ON change.id = entry.change_id
       WHERE entry.n > ? AND entry.applied_rows > 0 AND change.key IN (SELECT value FROM json_each(?)) LIMIT 1`,
      n,
      JSON.stringify(keys),
    ) !== undefined
  )
}

export function readEntryBytes(db: ReadableDb, changeId: ChangeId): Uint8Array | undefined {
  return db.one<{ bytes: Uint8Array }>('SELECT bytes FROM entry WHERE change_id = ?', changeId)?.bytes
}

export function isSettled(db: ReadableDb, changeId: ChangeId): boolean {
  return db.one('SELECT 1 FROM change WHERE id = ?', changeId) !== undefined
}

export function countSettled(db: ReadableDb): number {
  return db.one<{ count: number }>('SELECT count(*) AS count FROM entry')!.count
}

export function readChangeBytes(db: ReadableDb, changeId: ChangeId): Uint8Array {
  return db.one<{ bytes: Uint8Array }>('SELECT bytes FROM change WHERE id = ?', changeId)!.bytes
}

/** Rows of the changes after entry `after` up to `until`. */
export function countRowsBetween(db: ReadableDb, after: number, until: number): number {
  return db.one<{ count: number }>(
    `SELECT coalesce(sum(change.row_count), 0) AS count FROM entry JOIN change ON change.id = entry.change_id
     WHERE entry.n > ? AND entry.n <= ?`,
    after,
    until,
  )!.count
}

/** The id of the first change, which is the organization's. */
export function readOrgId(db: ReadableDb): ChangeId | undefined {
  return db.one<{ id: ChangeId }>('SELECT change_id AS id FROM entry WHERE n = 1')?.id
}

/** The hash of entry n; undefined when the line does not reach that far. */
export function findEntryHash(db: ReadableDb, n: number): string | undefined {
  return db.one<{ hash: string }>('SELECT hash FROM entry WHERE n = ?', n)?.hash
}
