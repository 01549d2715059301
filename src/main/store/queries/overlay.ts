import type { Effect } from '../../../shared/domain/effect'
import type { ReadableDb, WritableDb } from '../database'

/** What was settled of one thing that pending changes touch; `before` null: it was not there. */
export interface BeforeRow {
  readonly entity: Effect['entity']
  readonly key: string
  /** JSON. */
  readonly before: string | null
}

export function listBefore(db: ReadableDb): BeforeRow[] {
  return db.all<BeforeRow>('SELECT entity, key, before FROM local_before')
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

/** Addresses go from one person to another while pending changes are lifted, and each may stand once. */
export function freeEmailsOfBefore(db: WritableDb): void {
  db.run("UPDATE staff SET email_key = NULL WHERE id IN (SELECT key FROM local_before WHERE entity = 'staff')")
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
