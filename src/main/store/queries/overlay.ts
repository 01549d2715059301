import type { Effect } from '../../../shared/domain/effect'
import type { ReadableDb, WritableDb } from '../database'

/** What was settled of one thing that pending changes touch; `before` null: it was not there. */
export interface BeforeRow {
  readonly entity: Effect['entity']
  readonly key: string
  /** JSON. */
  readonly before: string | null
}

/** All of it, or of these entities only. */
export function listBefore(db: ReadableDb, entities?: readonly Effect['entity'][]): BeforeRow[] {
  if (entities === undefined) return db.all<BeforeRow>('SELECT entity, key, before FROM local_before')
  return db.all<BeforeRow>(
    'SELECT entity, key, before FROM local_before WHERE entity IN (SELECT value FROM json_each(?))',
    JSON.stringify(entities),
  )
}

/** The next of them after one, by entity and key. */
export function listBeforeAfter(
  db: ReadableDb,
  { entity, key }: { entity: string; key: string },
  limit: number,
): BeforeRow[] {
  return db.all<BeforeRow>(
    `SELECT entity, key, before FROM local_before WHERE (entity, key) > (?, ?) ORDER BY entity, key LIMIT ?`,
    entity,
    key,
    limit,
  )
}

/** JSON of what was settled of one thing; undefined when no pending change touches it. */
export function findBefore(db: ReadableDb, entity: Effect['entity'], key: string): string | undefined {
  const row = db.one<{ before: string | null }>(
    'SELECT before FROM local_before WHERE entity = ? AND key = ?',
    entity,
    key,
  )
  return row === undefined ? undefined : (row.before ?? 'null')
}

/** Which of these things own pending changes touch; all of the kind where `keys` is left out. */
export function listTouched(db: ReadableDb, entity: Effect['entity'], keys?: readonly string[]): string[] {
  const rows =
    keys === undefined
      ? db.all<{ key: string }>('SELECT key FROM local_before WHERE entity = ?', entity)
      : db.all<{ key: string }>(
          'SELECT key FROM local_before WHERE entity = ? AND key IN (SELECT value FROM json_each(?))',
          entity,
          JSON.stringify(keys),
        )
  return rows.map((row) => row.key)
}

/** The first word stays: what lies below all pending changes. */
export function writeBefore(db: WritableDb, row: BeforeRow): void {
  db.run('INSERT OR IGNORE INTO local_before (entity, key, before) VALUES (?, ?, ?)', row.entity, row.key, row.before)
}

export function clearBefore(db: WritableDb): void {
  db.run('DELETE FROM local_before')
}

/**
 * Addresses go from one person to another while pending changes are lifted, and each may stand once. Frees those of some
 * people after this one, and answers with the last of them; null when they were the last.
 */
export function freeEmailsOfBefore(db: WritableDb, after: string, limit: number): string | null {
  const people = db.all<{ key: string }>(
    "SELECT key FROM local_before WHERE entity = 'staff' AND key > ? ORDER BY key LIMIT ?",
    after,
    limit,
  )
  for (const { key } of people) db.run('UPDATE staff SET email_key = NULL WHERE id = ?', key)
  return people.length < limit ? null : people.at(-1)!.key
}

/** Grows whenever pending changes are laid over anew: what another process must read again. */
export function readOverlayVersion(db: ReadableDb): number {
  return db.one<{ overlay: number }>('SELECT overlay FROM local_line')!.overlay
}

export function raiseOverlayVersion(db: WritableDb): void {
  db.run('UPDATE local_line SET overlay = overlay + 1')
}

export function readHalt(db: ReadableDb): string | null {
  return db.one<{ halt: string | null }>('SELECT halt FROM local_line')!.halt
}

export function writeHalt(db: WritableDb, halt: string | null): void {
  db.run('UPDATE local_line SET halt = ?', halt)
}
