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

const quote = '"'
const lineFeed = 10
const carriageReturn = 13

/**
 * Reads delimited text (RFC 4180) record by record, so that a reader can stop, report progress or give up at any point.
 * A cell that begins with a quote ends at its closing quote and may hold delimiters, line breaks and doubled quotes; any
 * other cell is taken as it stands. Line breaks are LF, CR LF or CR. A fault ends the reading before more is looked at:
 * nothing longer than the limits is ever kept.
 *
 * @returns the fault that ended the reading, or null at the end of the text
 */
export function* parseRecords(
  text: string,
  delimiter: string,
  limits: CsvLimits,
): Generator<CsvRecord, CsvFault | null, void> {
  const delimiterCode = delimiter.charCodeAt(0)
  let position = 0
  let line = 1
  while (position < text.length) {
    const recordLine = line
    const cells: string[] = []
    for (;;) {
      const cellLine = line
      const fault = (kind: CsvFault['kind']): CsvFault => ({ kind, line: cellLine, column: cells.length })
      if (cells.length === limits.cells) return fault('too-many-cells')
      if (text[position] === quote) {
        const cell = readQuoted(text, position, limits.cellLength)
        if (typeof cell === 'string') return fault(cell)
        line += cell.lineBreaks
        position = cell.end
        while (text[position] === ' ' && delimiter !== ' ') position++
        const after = text.charCodeAt(position)
        if (position < text.length && after !== delimiterCode && after !== lineFeed && after !== carriageReturn) {
          return { kind: 'quote-inside', line, column: cells.length }
        }
        cells.push(cell.value)
      } else {
        const start = position
        for (; position < text.length; position++) {
          const code = text.charCodeAt(position)
          if (code === delimiterCode || code === lineFeed || code === carriageReturn) break
          if (position - start === limits.cellLength) return fault('cell-too-long')
        }
        cells.push(text.slice(start, position))
      }
      if (position < text.length && text.charCodeAt(position) === delimiterCode) {
        position++
        continue
      }
      if (text.charCodeAt(position) === carriageReturn && text.charCodeAt(position + 1) === lineFeed) position++
      position++
      line++
      break
    }
    yield { line: recordLine, cells }
  }
  return null
}

interface QuotedCell {
  readonly value: string
  /** Position after the closing quote. */
  readonly end: number
  readonly lineBreaks: number
}

function readQuoted(text: string, start: number, cellLength: number): QuotedCell | 'quote-open' | 'cell-too-long' {
  let value = ''
  let from = start + 1
  for (;;) {
    const close = text.indexOf(quote, from)
    if (close === -1) return text.length - from > cellLength ? 'cell-too-long' : 'quote-open'
    if (value.length + close - from > cellLength) return 'cell-too-long'
    value += text.slice(from, close)
    if (text[close + 1] !== quote) return { value, end: close + 1, lineBreaks: countLineBreaks(value) }
    value += quote
    from = close + 2
  }
}

export function countLineBreaks(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === lineFeed) count++
    else if (code === carriageReturn && text.charCodeAt(index + 1) !== lineFeed) count++
  }
  return count
}
