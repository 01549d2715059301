import { constants, crc32, deflateRawSync } from 'node:zlib'
import { Zip, type ZipInputFile } from 'fflate'
import { escapeFormula } from '../formulaEscape'
import { text } from './htmlReport'
import type { Report, ReportCell, ReportWriter } from './Report'
import { openPiecedFile } from './textFile'

/** Rows that a sheet of a spreadsheet may have (ECMA-376; Excel and LibreOffice). */
const rowsPerSheet = 1_048_576

/**
 * A workbook with a sheet for each table and one that says what it is of. Written row by row: the libraries at hand keep
 * every cell in memory, which four million of them do not fit into. Text stands as text, never as a formula.
 */
export function xlsxReport(path: string, report: Report): ReportWriter {
  const file = openPiecedFile(path)
  const zip = new Zip((error, data) => {
    if (error) throw error
    file.write(data)
  })
  const sheets: string[] = []
  let sheet: ZipPart | null = null
  let rows = 0
  let buffered: string[] = []
  let length = 0

  const add = (name: string) => {
    // INVARIANT (the same report is the same file): no clock of this computer goes into it.
    const entry = zipPart(name, new Date('2000-01-01T00:00:00'))
    zip.add(entry)
    return entry
  }
  const whole = (name: string, content: string) => add(name).push(Buffer.from(content, 'utf8'), true)
  const flush = (isEnd: boolean) => {
    sheet!.push(Buffer.from(buffered.join(''), 'utf8'), isEnd)
    buffered = []
    length = 0
  }
  const write = (piece: string) => {
    buffered.push(piece)
    length += piece.length
    if (length > 1 << 18) flush(false)
  }
  const endSheet = () => {
    if (sheet === null) return
    write('</sheetData></worksheet>')
    flush(true)
    sheet = null
  }
  // Most cells of a large report say one of a few things.
  const known = new Map<string, string>()
  const bodyCell = (cell: string): string => {
    let made = known.get(cell)
    if (made !== undefined) return made
    made = textCell(cell, '')
    if (known.size < cellsKnown) known.set(cell, made)
    return made
  }
  const writeRow = (cells: readonly ReportCell[], isHead: boolean) => {
    rows += 1
    const style = isHead ? ' s="1"' : ''
    const cellText = (cell: ReportCell) => {
      if (typeof cell === 'number') return `<c${style}><v>${cell}</v></c>`
      if (cell === null || cell === '') return '<c/>'
      return isHead ? textCell(cell, style) : bodyCell(cell)
    }
    write(`<row>${cells.map(cellText).join('')}</row>`)
  }
  const beginSheet = (title: string, columns: readonly { title: string; weight?: number }[]) => {
    endSheet()
    const name = sheetName(title, sheets)
    sheets.push(name)
    sheet = add(`xl/worksheets/sheet${sheets.length}.xml`)
    rows = 0
    const widths = columns.map(
      ({ weight = 1 }, i) => `<col min="${i + 1}" max="${i + 1}" width="${Math.round(14 * weight)}" customWidth="1"/>`,
    )
    write(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`)
    writeRow(
      columns.map((column) => column.title),
      true,
    )
  }
  let current: { title: string; columns: readonly { title: string; weight?: number }[] } = { title: '', columns: [] }

  return {
    table: (table) => {
      current = table
      beginSheet(table.title, table.columns)
    },
    row: (cells) => {
      if (rows >= rowsPerSheet) beginSheet(current.title, current.columns)
      writeRow(cells, false)
    },
    drained: () => null,
    finish: async () => {
      beginSheet('About this report', [
        { title: 'Report', weight: 2 },
        { title: report.title, weight: 5 },
      ])
      for (const fact of [['Organization', report.organization], ...report.facts]) writeRow(fact, false)
      endSheet()
      writePackage(whole, sheets)
      zip.end()
      file.close()
    },
    abandon: () => {
      zip.terminate()
      file.abandon()
    },
  }
}

interface ZipPart extends ZipInputFile {
  push(piece: Uint8Array, isEnd: boolean): void
}

/**
 * A part of the package that zlib compresses, several times faster than it goes in JavaScript. Each piece ends on a whole
 * byte, so that the pieces after each other are one stream.
 */
function zipPart(filename: string, mtime: Date): ZipPart {
  const deflated = 8
  const part: ZipPart = {
    filename,
    mtime,
    size: 0,
    crc: 0,
    compression: deflated,
    push: (piece, isEnd) => {
      part.size += piece.length
      part.crc = crc32(piece, part.crc)
      const finishFlush = isEnd ? constants.Z_FINISH : constants.Z_SYNC_FLUSH
      part.ondata!(null, deflateRawSync(piece, { level: 6, finishFlush }), isEnd)
    },
  }
  return part
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships'
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** The parts around the sheets that make a workbook of them (ECMA-376, part 2). */
function writePackage(whole: (name: string, content: string) => void, sheets: readonly string[]): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const numbers = sheets.map((_, i) => i + 1)
  whole(
    '[Content_Types].xml',
    `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
  )
  whole(
    '_rels/.rels',
    `${xml}<Relationships xmlns="${packageRelationships}"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  whole(
    'xl/workbook.xml',
    `${xml}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${sheets.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
  )
  whole(
    'xl/_rels/workbook.xml.rels',
    `${xml}<Relationships xmlns="${packageRelationships}">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${relationships}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
  )
  whole(
    'xl/styles.xml',
    `${xml}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
  )
}

/** A name that a sheet may have: 31 characters, none of []:*?/\\, once in a workbook. */
function sheetName(title: string, taken: readonly string[]): string {
  const clean = title.replace(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet'
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? '' : ` ${count}`
    const name = clean.slice(0, 31 - ending.length) + ending
    if (!taken.some((one) => one.toLowerCase() === name.toLowerCase())) return name
  }
}

const cellsKnown = 2000

function textCell(cell: string, style: string): string {
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${xmlText(escapeFormula(cell))}</t></is></c>`
}

/** Text for XML 1.0, which cannot hold control characters at all; a cell holds at most 32,767 characters. */
function xmlText(value: string): string {
  // oxlint-disable-next-line no-control-regex -- these are what XML cannot hold
  return text(value.slice(0, 32_767).replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' '))
}
