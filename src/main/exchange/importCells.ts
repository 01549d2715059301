import type { ColumnMapping, ImportField } from '../../shared/domain/staffImport'
import type { TableRow } from './table'

/** What a row says in the column of a field, without blanks around it; empty when no column was chosen. */
export function cellOf(row: TableRow, mapping: ColumnMapping, field: ImportField): string {
  const column = mapping[field]
  return column === undefined ? '' : (row.cells[column] ?? '').trim()
}

/** The whole name: from one column, or from first and last name. */
export function nameOf(row: TableRow, mapping: ColumnMapping): string {
  const whole = cellOf(row, mapping, 'name')
  const name = whole === '' ? `${cellOf(row, mapping, 'firstName')} ${cellOf(row, mapping, 'lastName')}` : whole
  return name.normalize('NFC').trim()
}
