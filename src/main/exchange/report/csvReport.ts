import Papa from 'papaparse'
import { escapeFormula } from '../formulaEscape'
import type { Report, ReportCell, ReportWriter } from './Report'
import { openPiecedFile } from './textFile'

/**
 * CSV with a byte order mark, as spreadsheets read it: the tables first, each under its header, then what the report is
 * of. No cell can be run as a formula.
 */
export function csvReport(path: string, report: Report): ReportWriter {
  const file = openPiecedFile(path)
  let isFirst = true
  const line = (cells: readonly ReportCell[]) =>
    `${Papa.unparse([cells.map((cell) => (typeof cell === 'string' ? escapeFormula(cell) : (cell ?? '')))], { newline: '\r\n' })}\r\n`
  file.write('\uFEFF')
  return {
    table: ({ title, columns }) => {
      if (!isFirst) file.write(`\r\n${line([title])}`)
      isFirst = false
      file.write(line(columns.map((column) => column.title)))
    },
    row: (cells) => file.write(line(cells)),
    drained: () => null,
    finish: async () => {
      file.write('\r\n')
      for (const fact of [['Report', report.title], ['Organization', report.organization], ...report.facts]) {
        file.write(line(fact))
      }
      file.close()
    },
    abandon: () => file.abandon(),
  }
}
