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
