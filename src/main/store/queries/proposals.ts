import type { ChangeKind } from '../../../shared/domain/change'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { ReadableDb, WritableDb } from '../database'

/** A signed change that is not settled yet. */
export interface ProposalRow {
  readonly id: ChangeId
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  readonly kind: ChangeKind
  readonly author: StaffId
  readonly key: string
  readonly seq: number
  readonly rowCount: number
  readonly item: string
  /** How many changes of its batch come after it. */
  readonly batchLeft: number
  /** Made on this desktop: it is shown as pending. */
  readonly isOwn: boolean
  readonly receivedAtMs: number
  /** JSON of how it would end now; null for changes of others. */
  readonly outlook: string | null
  /** The instant for which the outlook was judged. */
  readonly judgedAtMs: number | null
}

/** Where a change that waits stands, without its bytes. */
export type ProposalHead = Pick<ProposalRow, 'id' | 'key' | 'seq' | 'rowCount' | 'batchLeft' | 'isOwn'>

/** A change that waits without its bytes, which are long: for looking at many. */
export type PendingRow = Omit<ProposalRow, 'bytes' | 'signature'>

const pendingColumns = `id, kind, author, key, seq, row_count AS rowCount, item, batch_left AS batchLeft,
  is_own AS isOwn, received_at_ms AS receivedAtMs, outlook, judged_at_ms AS judgedAtMs`
const columns = `bytes, signature, ${pendingColumns}`

type InDb<Row extends PendingRow> = Omit<Row, 'isOwn'> & { isOwn: number }

const fromDb = <Row extends PendingRow>(row: InDb<Row>): Row => ({ ...row, isOwn: row.isOwn === 1 }) as unknown as Row

/** Keeps a change that waits; one that is there already stays as it is. */
export function writeProposal(db: WritableDb, row: ProposalRow): void {
  db.run(
    `INSERT OR IGNORE INTO proposal (id, bytes, signature, kind, author, key, seq, row_count, item, batch_left, is_own,
       received_at_ms, outlook, judged_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.bytes,
    row.signature,
    row.kind,
    row.author,
    row.key,
    row.seq,
    row.rowCount,
    row.item,
    row.batchLeft,
    row.isOwn ? 1 : 0,
    row.receivedAtMs,
    row.outlook,
    row.judgedAtMs,
  )
}

export function writeOutlook(db: WritableDb, id: ChangeId, outlook: string, judgedAtMs: number): void {
  db.run('UPDATE proposal SET outlook = ?, judged_at_ms = ? WHERE id = ?', outlook, judgedAtMs, id)
}

export function deleteProposal(db: WritableDb, id: ChangeId): void {
  db.run('DELETE FROM proposal WHERE id = ?', id)
}

/** Own changes in the order in which they were made here, without their bytes. */
export function listPending(db: ReadableDb): PendingRow[] {
  return db
    .all<InDb<PendingRow>>(`SELECT ${pendingColumns} FROM proposal WHERE is_own = 1 ORDER BY rowid`)
    .map((row) => fromDb(row))
}

/** Own changes in the order in which they were made here. */
export function listOwnProposals(db: ReadableDb): ProposalRow[] {
  return db
    .all<InDb<ProposalRow>>(`SELECT ${columns} FROM proposal WHERE is_own = 1 ORDER BY rowid`)
    .map((row) => fromDb(row))
}

/** All changes that wait, by key and number. */
export function listProposals(db: ReadableDb): ProposalRow[] {
  return db.all<InDb<ProposalRow>>(`SELECT ${columns} FROM proposal ORDER BY key, seq, id`).map((row) => fromDb(row))
}

/** Pending changes of one history item. */
export function listProposalsOfItem(db: ReadableDb, item: string): ProposalRow[] {
  return db
    .all<InDb<ProposalRow>>(`SELECT ${columns} FROM proposal WHERE is_own = 1 AND item = ? ORDER BY rowid`, item)
    .map((row) => fromDb(row))
}

/** All changes that wait, by key and number, without their bytes. */
export function listProposalHeads(db: ReadableDb): ProposalHead[] {
  return db
    .all<Omit<ProposalHead, 'isOwn'> & { isOwn: number }>(
      `SELECT id, key, seq, row_count AS rowCount, batch_left AS batchLeft, is_own AS isOwn
       FROM proposal ORDER BY key, seq, id`,
    )
    .map((row) => ({ ...row, isOwn: row.isOwn === 1 }))
}

export function readProposal(db: ReadableDb, id: ChangeId): ProposalRow | undefined {
  const row = db.one<InDb<ProposalRow>>(`SELECT ${columns} FROM proposal WHERE id = ?`, id)
  return row === undefined ? undefined : fromDb(row)
}

/** Rows of own changes that wait. */
export function countOwnProposedRows(db: ReadableDb): number {
  return db.one<{ count: number }>('SELECT coalesce(sum(row_count), 0) AS count FROM proposal WHERE is_own = 1')!.count
}

export function countOwnProposals(db: ReadableDb): number {
  return db.one<{ count: number }>('SELECT count(*) AS count FROM proposal WHERE is_own = 1')!.count
}

export function hasProposal(db: ReadableDb, id: ChangeId): boolean {
  return db.one('SELECT 1 FROM proposal WHERE id = ?', id) !== undefined
}

/** The last number that a key has used in changes that wait; 0 for none. */
export function readLastProposed(db: ReadableDb, key: string): number {
  return db.one<{ seq: number | null }>('SELECT max(seq) AS seq FROM proposal WHERE key = ?', key)?.seq ?? 0
}

/** Items of own pending changes whose id, or one of whose changes' ids, starts so; at most two. */
export function findPendingItems(db: ReadableDb, start: string): string[] {
  return db
    .all<{ item: string }>(
      `SELECT DISTINCT item FROM proposal
       WHERE is_own = 1 AND (substr(item, 1, ?) = ? OR substr(id, 1, ?) = ?) LIMIT 2`,
      start.length,
      start,
      start.length,
      start,
    )
    .map((row) => row.item)
}
