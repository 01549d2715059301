import type { ChangeRecord, Intent } from '../../../shared/domain/change'
import { appliedPart, rowOutcomes } from '../../../shared/records/outcomes'
import type { SettledRow } from '../../store/queries/log'
import { readChange, readEntry } from '../record'

/** What was carried out of a settled change, without the rows that were held, refused or so already; null for nothing. */
export function appliedIntent(
  row: Pick<SettledRow, 'changeBytes' | 'entryBytes' | 'appliedRows' | 'rowCount'>,
): { readonly record: ChangeRecord; readonly intent: Intent } | null {
  const change = row.appliedRows === 0 ? null : readChange(row.changeBytes)
  if (change?.ok !== true) return null
  const { record, intent } = change.value
  if (row.appliedRows === row.rowCount) return { record, intent }
  const entry = readEntry(row.entryBytes)
  const part = entry.ok ? appliedPart(intent, rowOutcomes(entry.value.record, row.rowCount)) : null
  return part === null ? null : { record, intent: part }
}
