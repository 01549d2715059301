import { done, failed, type Result } from '../../shared/domain/result'
import { decodeText } from './decodeText'
import { unescapeFormula } from './formulaEscape'
import { parseRecords, type CsvFault, type CsvRecord } from './parseRecords'
import { looksLikeZip, readWorkbookInSteps } from './readWorkbook'
import { recognizeOtherFile } from './recognizeOtherFile'
import { type Delimiter, type Table, type TableFailure, tableLimits, type TableRow } from './table'
import { runAtOnce, type Steps } from '../org/runInSteps'

const delimiters: readonly Delimiter[] = [',', ';', '\t']
const rowsPerStep = 256

/** Reads a staff file at once; `readTableInSteps` is the same with pauses. */
export function readTable(bytes: Uint8Array, fileName: string, sheet?: string): Result<Table, TableFailure> {
  return runAtOnce(readTableInSteps(bytes, fileName, sheet))
}

/**
 * Bytes of a hostile or honest file (delimited text, or an XLSX workbook) → a table, or one sentence that says what is
 * wrong, where, and what to do. `sheet` names one of a workbook. Yields the rows read so far.
 */
export function* readTableInSteps(
  bytes: Uint8Array,
  fileName: string,
  sheet?: string,
): Steps<Result<Table, TableFailure>> {
  if (bytes.byteLength > tableLimits.bytes) return tooLarge(fileName)
  if (bytes.byteLength === 0)
    return failed(
      'not-a-table',
      `${fileName} is empty. Choose a file with a row of column names and a row for each person.`,
    )
  if (looksLikeZip(bytes)) return yield* readWorkbookInSteps(bytes, fileName, sheet)
  if (sheet !== undefined) {
    return failed('no-such-sheet', `${fileName} is not a workbook, so it has no sheet “${sheet.slice(0, 60)}”.`)
  }
  const other = recognizeOtherFile(bytes, fileName)
  if (other !== null) return failed('not-a-table', other)
  const decoded = decodeText(bytes, fileName)
  if (!decoded.ok) return decoded

  const { text, firstLine, delimiter } = findDelimiter(decoded.value.text)
  const records = parseRecords(text, delimiter, { cellLength: tableLimits.cellLength, cells: tableLimits.columns })
  let header: readonly string[] | null = null
  const rows: TableRow[] = []
  for (;;) {
    const next = records.next()
    if (next.done === true) {
      if (next.value !== null)
        return failed(
          'not-a-table',
          describeFault(next.value, fileName, header, firstLine),
          whereIs(next.value, firstLine),
        )
      break
    }
    const line = next.value.line + firstLine - 1
    if (isBlank(next.value)) continue
    if (header === null) {
      header = next.value.cells.map((cell) => unescapeFormula(cell).trim())
      continue
    }
    if (rows.length === tableLimits.rows) {
      return failed(
        'too-large',
        `${fileName} has more than ${tableLimits.rows.toLocaleString('en')} rows. Split it into several files and import them one after the other.`,
        { at: `line ${line}` },
      )
    }
    const surplus = next.value.cells.findIndex((cell, column) => column >= header!.length && cell.trim() !== '')
    if (surplus !== -1) {
      return failed(
        'not-a-table',
        `${fileName}, line ${line} has ${next.value.cells.length} cells, but there are ${header.length} column names. ` +
          'Put quotes around a cell that holds the delimiter, or take the surplus cell away.',
        { at: `line ${line}` },
      )
    }
    const { cells } = next.value
    rows.push({ line, cells: header.map((_, column) => unescapeFormula(cells[column] ?? '')) })
    if (rows.length % rowsPerStep === 0) yield rows.length
  }
  if (header === null)
    return failed(
      'not-a-table',
      `${fileName} holds only blank lines. Choose a file with a row of column names and a row for each person.`,
    )
  if (rows.length === 0)
    return failed('not-a-table', `${fileName} has a row of column names but no people. Add a row for each person.`)
  return done({ encoding: decoded.value.encoding, delimiter, sheet: null, sheets: [], header, rows })
}

export function tooLarge(fileName: string): Result<never, 'too-large'> {
  return failed(
    'too-large',
    `${fileName} is larger than 100 MB. Split it into several files, or leave out columns that are not needed.`,
  )
}

function isBlank(record: CsvRecord): boolean {
  return record.cells.every((cell) => cell.trim() === '')
}

interface DelimitedText {
  readonly text: string
  /** Line of the file where `text` begins. */
  readonly firstLine: number
  readonly delimiter: Delimiter
}

/** A first line `sep=;` decides (spreadsheets write it); otherwise the delimiter that gives the first rows most columns. */
function findDelimiter(text: string): DelimitedText {
  const told = /^sep=([,;\t])\r?\n/i.exec(text.slice(0, 16))
  if (told !== null) return { text: text.slice(told[0].length), firstLine: 2, delimiter: told[1] as Delimiter }
  const scored = delimiters.map((delimiter) => ({ delimiter, score: scoreDelimiter(text, delimiter) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return { text, firstLine: 1, delimiter: best.delimiter }
}

/**
 * Columns of the header. Where one of the first rows has more, this delimiter also occurs inside cells: such a guess
 * comes behind every one that fits, but before that there is only one column.
 */
function scoreDelimiter(text: string, delimiter: Delimiter): number {
  let columns = 0
  let looked = 0
  for (const record of parseRecords(text, delimiter, {
    cellLength: tableLimits.cellLength,
    cells: tableLimits.columns,
  })) {
    if (record.cells.every((cell) => /^[\s,;]*$/.test(cell))) continue
    if (columns === 0) columns = record.cells.length
    else if (record.cells.length > columns) return columns === 1 ? 0 : 1.5
    if (++looked === 10) break
  }
  return columns
}

function whereIs(fault: CsvFault, firstLine: number): { at: string } {
  return { at: `line ${fault.line + firstLine - 1}, column ${fault.column + 1}` }
}

function describeFault(fault: CsvFault, fileName: string, header: readonly string[] | null, firstLine: number): string {
  const named = header?.[fault.column]
  const column = named !== undefined && named !== '' ? `column “${named.slice(0, 80)}”` : `column ${fault.column + 1}`
  const where = `${fileName}, line ${fault.line + firstLine - 1}, ${column}:`
  switch (fault.kind) {
    case 'cell-too-long':
      return `${where} the cell holds more than ${tableLimits.cellLength.toLocaleString('en')} characters. Shorten it, or close a quote that was left open.`
    case 'quote-open':
      return `${where} a quote is opened here and never closed. Close it, or write a quote inside a cell twice.`
    case 'quote-inside':
      return `${where} text follows the closing quote of the cell. Write a quote inside a quoted cell twice.`
    case 'too-many-cells':
      return `${fileName}, line ${fault.line + firstLine - 1} has more than ${tableLimits.columns.toLocaleString('en')} cells. Leave out columns that are not needed.`
  }
}
