import type { ReadableDb } from '../../store/database'
import { readEntryBytes } from '../../store/queries/log'
import { listOwnProposals, type ProposalRow } from '../../store/queries/proposals'
import { readEntry } from '../record'
import type { Moved } from './Line'
import { type Outlook, readOutlook } from './overlay'

/** What became of own pending changes, as they were before the line moved. */
export function findMoved(db: ReadableDb, before: readonly ProposalRow[]): Moved[] {
  const after = new Map(listOwnProposals(db).map((row) => [row.id, row]))
  return before.flatMap((row): Moved[] => {
    const now = after.get(row.id)
    if (now === undefined) return [{ item: row.item, kind: row.kind, now: 'settled', outlook: outlookOf(db, row) }]
    if (now.outlook === row.outlook) return []
    return [{ item: row.item, kind: row.kind, now: 'pending', outlook: readOutlook(now)! }]
  })
}

function outlookOf(db: ReadableDb, row: ProposalRow): Outlook {
  const bytes = readEntryBytes(db, row.id)
  const entry = bytes === undefined ? null : readEntry(bytes)
  if (entry?.ok !== true) return { verdict: 'applied', facts: {} }
  return { verdict: entry.value.record.verdict, facts: entry.value.record.facts }
}
