import type { StaffId } from '../../../shared/domain/ids'
import type { ReadableDb } from '../database'

/** When a key last signed a change that was settled; null when never. */
export function findLastUse(db: ReadableDb, key: string): number | null {
  const row = db.one<{ atMs: number }>(
    `SELECT entry.settled_at_ms AS atMs FROM change JOIN entry ON entry.change_id = change.id
     WHERE change.key = ? ORDER BY change.seq DESC LIMIT 1`,
    key,
  )
  return row?.atMs ?? null
}

/** When a console was last heard of: its last word in an exchange; null when never. */
export function findLastHeard(db: ReadableDb, console: string): number | null {
  return db.one<{ atMs: number }>('SELECT heard_at_ms AS atMs FROM local_heard WHERE key = ?', console)?.atMs ?? null
}

/** When a key of somebody was last enrolled by a change of its own; null when none was. */
export function findLastEnrolled(db: ReadableDb, staffId: StaffId): number | null {
  const row = db.one<{ atMs: number | null }>(
    `SELECT max(entry.settled_at_ms) AS atMs FROM change_staff
     JOIN change ON change.id = change_staff.change_id AND change.kind = 'key.enroll'
     JOIN entry ON entry.change_id = change.id AND entry.applied_rows > 0
     WHERE change_staff.staff_id = ?`,
    staffId,
  )
  return row?.atMs ?? null
}
