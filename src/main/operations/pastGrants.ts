import type { ChangeRow } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { appliedIntent } from '../org/line/appliedIntent'
import { eachSettledOfKind } from '../store/queries/log'
import { findPersonal } from '../store/queries/personalValues'

export interface PastRow extends ChangeRow<'grant.set'> {
  readonly item: string
  readonly n: number
  readonly settledAtMs: number
  readonly author: StaffId
  readonly note: string | null
}

/** Every cell that was ever changed, from the first entry on. */
export function* eachPastGrant(org: Org): Generator<PastRow> {
  for (const row of eachSettledOfKind(org.store.db, 'grant.set')) {
    const change = appliedIntent(row)
    if (change?.intent.kind !== 'grant.set') continue
    const { record, intent } = change
    const { n, item, settledAtMs } = row
    const note = intent.body.note === undefined ? null : (findPersonal(org.store.db, intent.body.note.hash) ?? null)
    for (const cell of intent.body.rows) yield { ...cell, item, n, settledAtMs, author: record.author, note }
  }
}
