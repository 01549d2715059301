import type { ReadableDb } from '../database'

/** When each history item settled since an instant (UTC ms), in no order. What did not go through is no history. */
export function listItemInstants(db: ReadableDb, sinceMs: number): { atMs: number }[] {
  return db.all<{ atMs: number }>(
    `SELECT min(entry.settled_at_ms) AS atMs FROM entry JOIN change ON change.id = entry.change_id
     WHERE entry.settled_at_ms >= ? AND entry.applied_rows > 0 GROUP BY change.item`,
    sinceMs,
  )
}
