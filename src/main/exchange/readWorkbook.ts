import { type CellObject, read, SSF, utils } from '@e965/xlsx'
import { zipSync } from 'fflate'
import { done, failed, type Result } from '../../shared/domain/result'
import { unescapeFormula } from './formulaEscape'
import { readZip, type ZipEntry } from './readZip'
import { type Table, type TableFailure, tableLimits, type TableRow } from './table'
import type { Steps } from '../org/runInSteps'

/** Bytes that the parts of a workbook that are read may unfold to, together: what stops a zip bomb. */
export const unfoldedAtMost = 256 * 1024 * 1024
const sheetsAtMost = 255
/** Sheets looked at for one that holds something, when none was named. */
const sheetsTried = 12
const rowsPerStep = 256

/** Parts that a table needs; pictures, macros, links to other files and the rest are never unfolded. */
const neededParts =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i

/** True when the bytes are a zip file, as every XLSX workbook is. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04
}

/**
 * One sheet of an XLSX workbook as a table: the one named, or the first visible one that holds something. Sizes are
 * judged before anything is unfolded. A date is read as 2026-11-30, a number as its digits; a row with a real formula says
 * in which cell, since what it would come to elsewhere is not known here. Yields the rows read so far.
 */
export function* readWorkbookInSteps(
  bytes: Uint8Array,
  fileName: string,
  wanted: string | undefined,
): Steps<Result<Table, TableFailure>> {
  const parts = neededPartsOf(bytes, fileName)
  if (!parts.ok) return parts
  yield 0
  const opened = openWorkbook(parts.value, fileName)
  if (!opened.ok) return opened
  const { sheets } = opened.value
  if (wanted !== undefined && !sheets.includes(wanted)) {
    return failed('no-such-sheet', `${fileName} has no sheet “${wanted.slice(0, 60)}”. It has ${listNames(sheets)}.`)
  }
  const order = wanted === undefined ? opened.value.inOrder.slice(0, sheetsTried) : [wanted]
  const whole = packed(parts.value)
  for (const sheet of order) {
    yield 0
    const cells = readCells(whole, sheet)
    if (cells === null) return damaged(fileName)
    if (!cells.some((row) => row.some((cell) => textOf(cell).trim() !== ''))) continue
    return yield* tableOf(cells, { fileName, sheet, sheets })
  }
  return failed(
    'not-a-table',
    wanted === undefined
      ? `${fileName} has no sheet with anything in it. Choose a workbook with a row of column names and a row for each person.`
      : `The sheet “${wanted}” of ${fileName} is empty. It has ${listNames(sheets)}.`,
  )
}

type Parts = Readonly<Record<string, Uint8Array>>

function neededPartsOf(bytes: Uint8Array, fileName: string): Result<Parts, TableFailure> {
  const zip = readZip(bytes)
  if (!zip.ok) {
    return zip.error.code === 'encrypted'
      ? failed('not-a-table', `${fileName} is locked with a password. Save it without one and choose the new file.`)
      : damaged(fileName)
  }
  const other = otherZip(zip.value, fileName)
  if (other !== null) return failed('not-a-table', other)
  const needed = zip.value.filter((entry) => neededParts.test(entry.name))
  if (needed.reduce((sum, entry) => sum + entry.size, 0) > unfoldedAtMost) {
    return failed(
      'too-large',
      `${fileName} unfolds to more than ${unfoldedAtMost / 1024 / 1024} MB, which no staff list needs. Keep only the sheet with the people, or save it as CSV.`,
    )
  }
  const parts: Record<string, Uint8Array> = {}
  for (const entry of needed) {
    const unfolded = Object.hasOwn(parts, entry.name) ? null : entry.unfold()
    if (unfolded === null) return damaged(fileName)
    parts[entry.name] = unfolded
  }
  return done(parts)
}

/** A sentence for zip files that are no XLSX workbook; null for those that are. */
function otherZip(entries: readonly ZipEntry[], fileName: string): string | null {
  const has = (name: string) => entries.some((entry) => entry.name.toLowerCase() === name)
  if (has('xl/workbook.xml')) return null
  if (has('xl/workbook.bin')) {
    return `${fileName} is a binary workbook (XLSB). Save it as an XLSX workbook or as CSV (UTF-8) and choose that file.`
  }
  if (has('mimetype') && has('content.xml')) {
    return `${fileName} is an OpenDocument file. Save the sheet as XLSX or as CSV (UTF-8) and choose that file.`
  }
  if (has('word/document.xml') || has('ppt/presentation.xml')) {
    return `${fileName} is a document, not a table. Choose an XLSX workbook or a CSV file.`
  }
  return `${fileName} is a zip file, not a table. Unpack it and choose the XLSX workbook or CSV file inside.`
}

interface OpenedWorkbook {
  readonly sheets: readonly string[]
  /** Visible sheets first. */
  readonly inOrder: readonly string[]
}

function openWorkbook(parts: Parts, fileName: string): Result<OpenedWorkbook, TableFailure> {
  try {
    // Only names and visibility are wanted here.
    const { 'xl/sharedStrings.xml': _strings, ...rest } = parts
    const book = read(packed(rest), { type: 'buffer', sheets: [] })
    const sheets = book.SheetNames
    if (sheets.length === 0 || sheets.length > sheetsAtMost) return damaged(fileName)
    const isHidden = new Set(
      (book.Workbook?.Sheets ?? []).flatMap((sheet, index) => ((sheet.Hidden ?? 0) > 0 ? [sheets[index]!] : [])),
    )
    return done({
      sheets,
      inOrder: [...sheets.filter((name) => !isHidden.has(name)), ...sheets.filter((name) => isHidden.has(name))],
    })
  } catch {
    return damaged(fileName)
  }
}

/** The cells of a sheet, row by row, empty ones left out; null when the workbook cannot be read. */
function readCells(workbook: Uint8Array, sheet: string): (readonly (CellObject | undefined)[])[] | null {
  try {
    const book = read(workbook, {
      type: 'buffer',
      dense: true,
      sheets: sheet,
      cellFormula: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      bookVBA: false,
    })
    const data = (book.Sheets[sheet] as { '!data'?: (CellObject | undefined)[][] } | undefined)?.['!data'] ?? []
    return Array.from(data, (row) => row ?? [])
  } catch {
    return null
  }
}

const mainTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'

/**
 * The parts packed again without compression, under a list of contents that names no other: the parser then unfolds
 * nothing that was not measured.
 */
function packed(parts: Parts): Uint8Array {
  const overrides = Object.keys(parts).flatMap((name) => {
    const type = /workbook\.xml$/i.test(name)
      ? 'sheet.main'
      : (/(sharedStrings|styles)\.xml$/i.exec(name)?.[1] ?? (/worksheets\//i.test(name) ? 'worksheet' : null))
    return type === null ? [] : [`<Override PartName="/${escapeXml(name)}" ContentType="${mainTypes}${type}+xml"/>`]
  })
  const contents =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  return zipSync({ ...parts, '[Content_Types].xml': Buffer.from(contents) }, { level: 0 })
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

interface SheetFacts {
  readonly fileName: string
  readonly sheet: string
  readonly sheets: readonly string[]
}

function* tableOf(
  cells: readonly (readonly (CellObject | undefined)[])[],
  { fileName, sheet, sheets }: SheetFacts,
): Steps<Result<Table, TableFailure>> {
  const where = `${fileName}, sheet “${sheet}”`
  let header: string[] | null = null
  const rows: TableRow[] = []
  for (const [index, row] of cells.entries()) {
    const line = index + 1
    if (row.length > tableLimits.columns) {
      return failed(
        'too-large',
        `${where}, row ${line} has more than ${tableLimits.columns.toLocaleString('en')} cells. Leave out columns that are not needed.`,
        { at: `row ${line}` },
      )
    }
    const texts = Array.from(row, (cell) => textOf(cell))
    const columns = texts.findLastIndex((text, column) => text.trim() !== '' || row[column]?.f !== undefined) + 1
    if (columns === 0) continue
    const tooLong = texts.findIndex((text) => text.length > tableLimits.cellLength)
    if (tooLong !== -1) {
      const cell = address(line, tooLong)
      return failed(
        'not-a-table',
        `${where}: cell ${cell} holds more than ${tableLimits.cellLength.toLocaleString('en')} characters. Shorten it.`,
        { at: `cell ${cell}` },
      )
    }
    const formula = row.findIndex((cell) => cell?.f !== undefined)
    if (header === null) {
      if (formula !== -1) {
        const cell = address(line, formula)
        return failed(
          'not-a-table',
          `${where}: cell ${cell} holds a formula where a column name should stand. Paste it as a value and choose the file again.`,
          { at: `cell ${cell}` },
        )
      }
      header = texts.slice(0, columns).map((text) => unescapeFormula(text).trim())
      continue
    }
    if (columns > header.length) {
      const cell = address(line, columns - 1)
      return failed(
        'not-a-table',
        `${where}: cell ${cell} is filled, but there are only ${header.length} column names. Name its column, or empty it.`,
        { at: `cell ${cell}` },
      )
    }
    if (rows.length === tableLimits.rows) {
      return failed(
        'too-large',
        `${where} has more than ${tableLimits.rows.toLocaleString('en')} rows. Split it into several files and import them one after the other.`,
        { at: `row ${line}` },
      )
    }
    rows.push({
      line,
      cells: header.map((_, column) => unescapeFormula(texts[column] ?? '')),
      ...(formula === -1 ? {} : { formulaIn: address(line, formula) }),
    })
    if (rows.length % rowsPerStep === 0) yield rows.length
  }
  if (header === null || rows.length === 0) {
    return failed(
      'not-a-table',
      `${where} has a row of column names but no people. Add a row for each person, or choose another sheet: it has ${listNames(sheets)}.`,
    )
  }
  return done({ encoding: 'XLSX', delimiter: '', sheet, sheets, header, rows })
}

/** A cell as the text that a CSV file would hold, but for dates and numbers, which never hang on a display format. */
function textOf(cell: CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return ''
  if (cell.t === 'e') return '#ERROR!'
  if (typeof cell.v === 'number') {
    return cell.z !== undefined && SSF.is_date(String(cell.z)) ? dateText(cell.v) : String(cell.v)
  }
  return String(cell.v).replace(/\r\n?/g, '\n')
}

/** A serial number of a spreadsheet's calendar as 2026-11-30, with the time where there is one. */
function dateText(serial: number): string {
  const date = SSF.parse_date_code(serial) as { y: number; m: number; d: number; H: number; M: number } | null
  if (date === null) return String(serial)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = `${date.y}-${two(date.m)}-${two(date.d)}`
  return date.H === 0 && date.M === 0 ? day : `${day} ${two(date.H)}:${two(date.M)}`
}

function address(line: number, column: number): string {
  return utils.encode_cell({ r: line - 1, c: column })
}

function listNames(sheets: readonly string[]): string {
  const shown = sheets
    .slice(0, 8)
    .map((name) => `“${name.slice(0, 40)}”`)
    .join(', ')
  return sheets.length > 8 ? `${shown} and ${sheets.length - 8} more` : shown
}

function damaged(fileName: string): Result<never, 'not-a-table'> {
  return failed(
    'not-a-table',
    `${fileName} is a workbook that cannot be read: it is damaged or cut off. Save it again, or save the sheet as CSV (UTF-8).`,
  )
}
