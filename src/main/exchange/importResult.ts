import Papa from 'papaparse'
import type { ImportStatus } from '../../shared/domain/staffImport'
import { escapeFormula } from './formulaEscape'
import type { PlannedRow } from './importPlan'

const columns = ['Line', 'Status', 'Reason', 'E-mail', 'Name', 'Role', 'Places']

/**
 * What becomes of every row as a CSV file (UTF-8 with BOM, so that spreadsheets read it), cells that look like formulas
 * escaped. An import reads its addresses, names, roles and places back.
 */
export function importResult(rows: readonly PlannedRow[], status?: ImportStatus): string {
  const lines = rows
    .filter((row) => status === undefined || row.status === status)
    .map((row) =>
      [String(row.line), row.status, row.text.join(' '), row.email, row.name, row.role, row.at.join('; ')].map(
        escapeFormula,
      ),
    )
  return `\uFEFF${Papa.unparse([columns, ...lines], { newline: '\r\n' })}\r\n`
}
