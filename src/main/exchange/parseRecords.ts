import Papa from 'papaparse'
import { countLineBreaks } from './countLineBreaks'

export interface CsvRecord {
  /** Line of the file where the record begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvFault {
  readonly kind: 'cell-too-long' | 'quote-open' | 'quote-inside' | 'too-many-cells'
  /** Line where the faulty cell begins, from 1. */
  readonly line: number
  /** Column of the faulty cell, from 0. */
  readonly column: number
}

export interface CsvLimits {
  /** Characters in one cell. */
  readonly cellLength: number
  /** Cells in one record. */
  readonly cells: number
}

/** Few enough that a reader soon gets on, many enough that looking for the next quote costs little. */
const recordsAtOnce = 2000

/**
 * Reads delimited text (RFC 4180) record by record, so that a reader can stop, report progress or give up between them.
 * Line breaks are LF, CR LF or CR.
 *
 * @returns the fault that ended the reading, or null at the end of the text
 */
export function* parseRecords(
  text: string,
  delimiter: string,
  limits: CsvLimits,
): Generator<CsvRecord, CsvFault | null, void> {
  const newline = text.includes('\n') ? '\n' : '\r'
  let position = 0
  let line = 1
  while (position < text.length) {
    const parser = new Papa.Parser({ delimiter, newline, preview: recordsAtOnce, fastMode: false })
    const part = parser.parse(text.slice(position), 0, false) as Papa.ParseResult<string[]>
    const error = part.errors[0]
    for (const [row, read] of part.data.entries()) {
      if (row === error?.row) return faultOf(error, read, line, limits)
      const cells = newline === '\n' ? withoutCarriageReturn(read) : read
      const tooLong = cells.findIndex((cell) => cell.length > limits.cellLength)
      if (tooLong !== -1) return { kind: 'cell-too-long', line: line + lineBreaksIn(cells, tooLong), column: tooLong }
      if (cells.length > limits.cells) return { kind: 'too-many-cells', line, column: limits.cells }
      yield { line, cells }
      line += 1 + lineBreaksIn(cells, cells.length)
    }
    position += part.meta.cursor
  }
  return null
}

/** The record that a quote spoils ends with the spoiled cell. */
function faultOf(error: Papa.ParseError, cells: readonly string[], line: number, limits: CsvLimits): CsvFault {
  const column = cells.length - 1
  const isTooLong = cells[column]!.length > limits.cellLength
  const kind = isTooLong ? 'cell-too-long' : error.code === 'MissingQuotes' ? 'quote-open' : 'quote-inside'
  return { kind, line: line + lineBreaksIn(cells, column), column }
}

/** The CR of a CR LF that ends a record. */
function withoutCarriageReturn(cells: string[]): string[] {
  const last = cells.at(-1)
  return last?.endsWith('\r') === true ? [...cells.slice(0, -1), last.slice(0, -1)] : cells
}

function lineBreaksIn(cells: readonly string[], before: number): number {
  let count = 0
  for (let i = 0; i < before; i++) count += countLineBreaks(cells[i]!)
  return count
}
