import type { Effect } from '../../shared/domain/effect'
import type { Org } from '../org/Org'
import { listTouched } from '../store/queries/overlay'

/**
 * Which things are shown otherwise than they are settled, since a pending change made on this desktop touches them
 * (sync.md, “Proposal”). In the past nothing is.
 *
 * @param keys  as in `Effect`; left out: all things of the kind
 */
export function pendingThings(org: Org, entity: Effect['entity'], keys?: readonly string[]): ReadonlySet<string> {
  return org.asOf === null ? new Set(listTouched(org.store.db, entity, keys)) : none
}

/** The rows, with a mark at those that are pending. What the reader may not see in full tells nothing of it. */
export function markPending<Row extends { readonly id: string; readonly masked?: boolean }>(
  org: Org,
  entity: 'staff' | 'place',
  rows: readonly Row[],
): (Row & { pending?: boolean })[] {
  const ids = rows.map(({ id }) => id)
  const pending = pendingThings(org, entity, ids)
  if (pending.size === 0) return [...rows]
  return rows.map((row) => (pending.has(row.id) && row.masked !== true ? { ...row, pending: true } : row))
}

const none: ReadonlySet<string> = new Set()
