import type { ReadableDb } from '../../store/database'
import { readEntryBytes } from '../../store/queries/log'
import { listPending, type PendingRow } from '../../store/queries/proposals'
import { readEntry } from '../record'
import type { Moved } from './Line'
import { type Outlook, readOutlook } from './overlay'

/** What became of own pending changes, as they were before the line moved. */
export function findMoved(db: ReadableDb, before: readonly PendingRow[]): Moved[] {
  const after = new Map(listPending(db).map((row) => [row.id, row]))
  return before.flatMap((row): Moved[] => {
    const now = after.get(row.id)
    if (now === undefined) return [{ item: row.item, kind: row.kind, now: 'settled', outlook: outlookOf(db, row) }]
    if (endsAlike(now, row)) return []
    return [{ item: row.item, kind: row.kind, now: 'pending', outlook: readOutlook(now)! }]
  })
}

/** Whether each row would end as before; for what reason is not asked. */
function endsAlike(now: PendingRow, before: PendingRow): boolean {
  return now.outlook === before.outlook || verdictsOf(now) === verdictsOf(before)
}

function verdictsOf(row: PendingRow): string {
  const outlook = readOutlook(row)
  if (outlook === null) return ''
  const { verdict, facts } = outlook
  const rows = facts.rows
  if (rows === undefined) return Array.from({ length: row.rowCount }, () => verdict).join()
  const byRow = new Map(rows.map((one) => [one.row, one.verdict]))
  return Array.from({ length: row.rowCount }, (_none, i) => byRow.get(i) ?? 'applied').join()
}

function outlookOf(db: ReadableDb, row: PendingRow): Outlook {
  const bytes = readEntryBytes(db, row.id)
  const entry = bytes === undefined ? null : readEntry(bytes)
  if (entry?.ok !== true) return { verdict: 'applied', facts: {} }
  return { verdict: entry.value.record.verdict, facts: entry.value.record.facts }
}
