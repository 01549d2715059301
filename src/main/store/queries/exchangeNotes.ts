import type { ReadableDb, WritableDb } from '../database'

/** Where an exchange went last, and how it ended. */
export interface PlaceRow {
  readonly address: string
  readonly kind: string
  readonly exchangedAtMs: number
  /** JSON. */
  readonly outcome: string
}

/** What a console last said of itself. */
export interface HeardRow {
  readonly key: string
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  readonly heardAtMs: number
}

export function hasMark(db: ReadableDb, address: string, mark: string): boolean {
  return db.one('SELECT 1 FROM local_mark WHERE address = ? AND mark = ?', address, mark) !== undefined
}

export function hasAnyMark(db: ReadableDb, address: string): boolean {
  return db.one('SELECT 1 FROM local_mark WHERE address = ? LIMIT 1', address) !== undefined
}

export function writeMark(db: WritableDb, address: string, mark: string): void {
  db.run('INSERT OR IGNORE INTO local_mark (address, mark) VALUES (?, ?)', address, mark)
}

export function listExchangePlaces(db: ReadableDb): PlaceRow[] {
  return db.all<PlaceRow>(
    'SELECT address, kind, exchanged_at_ms AS exchangedAtMs, outcome FROM local_place ORDER BY exchanged_at_ms DESC',
  )
}

export function writeExchangePlace(db: WritableDb, row: PlaceRow): void {
  db.run(
    'INSERT OR REPLACE INTO local_place (address, kind, exchanged_at_ms, outcome) VALUES (?, ?, ?, ?)',
    row.address,
    row.kind,
    row.exchangedAtMs,
    row.outcome,
  )
}

export function listHeard(db: ReadableDb): HeardRow[] {
  return db.all<HeardRow>('SELECT key, bytes, signature, heard_at_ms AS heardAtMs FROM local_heard ORDER BY key')
}

export function writeHeard(db: WritableDb, row: HeardRow): void {
  db.run(
    'INSERT OR REPLACE INTO local_heard (key, bytes, signature, heard_at_ms) VALUES (?, ?, ?, ?)',
    row.key,
    row.bytes,
    row.signature,
    row.heardAtMs,
  )
}
