import type { ChangeId } from '../../../shared/domain/ids'
import type { ReadableDb } from '../database'

/** What arrived since an instant: by changes of other desktops, whether they came settled or were settled here. */
export interface Arrivals {
  /** UTC ms of this desktop's clock. */
  readonly sinceMs: number
  /** Keys that this desktop holds: what they signed did not arrive. */
  readonly ownKeys: readonly string[]
}

const isArrived = `entry.applied_rows > 0 AND (entry.arrived_at_ms >= ? OR (entry.arrived_at_ms IS NULL AND
  entry.n > coalesce((SELECT max(n) FROM entry WHERE settled_at_ms < ?), 0)))
  AND change.key NOT IN (SELECT value FROM json_each(?))`

const arrivalsOf = ({ sinceMs, ownKeys }: Arrivals): [number, number, string] => [
  sinceMs,
  sinceMs,
  JSON.stringify(ownKeys),
]

/** Items of which something arrived, newest first. */
export function listArrived(db: ReadableDb, arrivals: Arrivals, limit: number): { item: string; lastN: number }[] {
  return db.all(
    `SELECT change.item, max(entry.n) AS lastN FROM entry JOIN change ON change.id = entry.change_id
     WHERE ${isArrived} GROUP BY change.item ORDER BY lastN DESC LIMIT ?`,
    ...arrivalsOf(arrivals),
    limit,
  )
}

/** The first and the last entry that arrived, and the kinds of change that did; null when nothing arrived. */
export function readArrivedSpan(
  db: ReadableDb,
  arrivals: Arrivals,
): { readonly firstN: number; readonly lastN: number; readonly kinds: readonly string[] } | null {
  const rows = db.all<{ kind: string; firstN: number; lastN: number }>(
    `SELECT change.kind, min(entry.n) AS firstN, max(entry.n) AS lastN
     FROM entry JOIN change ON change.id = entry.change_id WHERE ${isArrived} GROUP BY change.kind`,
    ...arrivalsOf(arrivals),
  )
  if (rows.length === 0) return null
  return {
    firstN: Math.min(...rows.map(({ firstN }) => firstN)),
    lastN: Math.max(...rows.map(({ lastN }) => lastN)),
    kinds: rows.map(({ kind }) => kind),
  }
}

/** The changes that arrived, oldest first. */
export function listArrivedChanges(db: ReadableDb, arrivals: Arrivals): ChangeId[] {
  return db
    .all<{ id: ChangeId }>(
      `SELECT change.id FROM entry JOIN change ON change.id = entry.change_id WHERE ${isArrived} ORDER BY entry.n`,
      ...arrivalsOf(arrivals),
    )
    .map(({ id }) => id)
}
