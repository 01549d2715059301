import type { TextEncoding } from './decodeText'

export type Delimiter = ',' | ';' | '\t'

export interface TableRow {
  /** Line of the file, or row of the sheet, where the row begins, from 1. */
  readonly line: number
  /** As many as the header has, formula escapes taken off. */
  readonly cells: readonly string[]
  /** The first cell of the row that a spreadsheet works out, like C7. */
  readonly formulaIn?: string
}

export interface Table {
  readonly encoding: TextEncoding | 'XLSX'
  /** '' in a workbook. */
  readonly delimiter: Delimiter | ''
  /** The sheet that was read, and every sheet of the workbook; null and none for text. */
  readonly sheet: string | null
  readonly sheets: readonly string[]
  readonly header: readonly string[]
  readonly rows: readonly TableRow[]
}

export type TableFailure = 'not-a-table' | 'too-large' | 'bad-encoding' | 'no-such-sheet'

/** What a staff file may hold at most, whatever its form. */
export const tableLimits = {
  bytes: 100 * 1024 * 1024,
  rows: 200_000,
  columns: 1000,
  /** Characters in a cell; what common spreadsheets hold, and one more. */
  cellLength: 32_768,
} as const
