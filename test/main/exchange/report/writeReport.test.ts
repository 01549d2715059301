import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Report, ReportCell, ReportFormat } from '../../../../src/main/exchange/report/Report'
import { writeReport } from '../../../../src/main/exchange/report/writeReport'
import { aFolder } from '../../../helpers/aDesk'
import { failure, value } from '../../../helpers/value'
import { readPdf } from './readPdf'

const nasty: ReportCell[][] = [
  ['=1+1', 3],
  ['@SUM(A1)', 0],
  ['Zoë “Ω” Łukasz', 12],
  ['<script>alert(1)</script> & "x"', 1],
  ['a,b;c\r\nd', 2],
  ['-cmd|calc', null],
]

function aReport(rows: Iterable<readonly ReportCell[]> & { length?: number } = nasty, count = nasty.length): Report {
  return {
    title: 'People × access',
    organization: 'Northside & Söhne',
    facts: [
      ['Head hash', 'ab'.repeat(32)],
      ['Roles', 'all'],
    ],
    stamp: 'As of 2026-11-22 04:00 UTC · entry 7 · head abababab',
    tables: [
      {
        title: 'First: people',
        columns: [{ title: 'Name' }, { title: 'Count', align: 'right' }],
        rows: () => rows,
        count,
        whenEmpty: 'Nobody.',
      },
      { title: 'Second', columns: [{ title: 'Nothing' }], rows: () => [], count: 0, whenEmpty: 'Nothing is here.' },
    ],
  }
}

async function written(format: ReportFormat, report = aReport()): Promise<Buffer> {
  const path = join(aFolder(), `r.${format}`)
  value(await writeReport(report, format, path, false))
  return readFileSync(path)
}

describe('a report', () => {
  it('as CSV holds every cell, and none that a spreadsheet would run', async () => {
    const text = (await written('csv')).toString('utf8')
    expect(text.startsWith('\uFEFFName,Count\r\n')).toBe(true)
    const { data } = Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true })
    expect(data.slice(1, 7).map(([first]) => first)).toEqual([
      "'=1+1",
      "'@SUM(A1)",
      'Zoë “Ω” Łukasz',
      '<script>alert(1)</script> & "x"',
      'a,b;c\r\nd',
      "'-cmd|calc",
    ])
    expect(data).toContainEqual(['Head hash', 'ab'.repeat(32)])
    for (const row of data) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
  })

  it('as XLSX is a workbook without any formula, with a sheet for each table and one about it', async () => {
    const bytes = await written('xlsx')
    const book = XLSX.read(bytes, { cellFormula: true })
    expect(book.SheetNames).toEqual(['First  people', 'Second', 'About this report'])
    const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets['First  people']!, { header: 1 })
    expect(rows[0]).toEqual(['Name', 'Count'])
    expect(rows[3]).toEqual(['Zoë “Ω” Łukasz', 12])
    expect(rows[1]).toEqual(["'=1+1", 3])
    for (const name of book.SheetNames) {
      for (const cell of Object.values(book.Sheets[name]!)) expect((cell as { f?: string }).f).toBeUndefined()
    }
    for (const [name, part] of Object.entries(unzipSync(bytes))) {
      if (name.includes('sheet')) expect(Buffer.from(part).toString('utf8')).not.toMatch(/<f[ >]/)
    }
  })

  it('as HTML runs nothing and asks for nothing', async () => {
    const html = (await written('html')).toString('utf8')
    expect(html).not.toMatch(/<script|<link|<img|src=|href=/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;')
    expect(html).toContain("default-src 'none'")
    expect(html).toContain('Nothing is here.')
    expect(html.match(/<th scope="col"/g)).toHaveLength(3)
  })

  it('as PDF has its head, date, head hash and number on every page, and every letter', async () => {
    const rows = Array.from({ length: 200 }, (_, i): ReportCell[] => [`Person ${i} Łukasz Ω`, i])
    const pages = readPdf(await written('pdf', aReport([...nasty, ...rows], 206)))
    expect(pages.length).toBeGreaterThan(4)
    for (const [i, page] of pages.entries()) {
      expect(page).toContain(`Page ${i + 1}\n`)
      expect(page).toContain('People × access · Northside & Söhne')
      expect(page).toContain('As of 2026-11-22 04:00 UTC · entry 7 · head abababab')
      if (page.includes('Person')) expect(page).toContain('Name\n')
    }
    const all = pages.join('')
    expect(all).toContain('ab'.repeat(32))
    expect(all).toContain('Zoë “Ω” Łukasz')
    for (const i of [0, 77, 199]) expect(all).toContain(`Person ${i} Łukasz Ω\n`)
    expect(all).toContain('Nothing is here.')
  })

  it('as JSON is one value', async () => {
    const json = JSON.parse((await written('json')).toString('utf8')) as { tables: { rows: unknown[] }[] }
    expect(json).toMatchObject({ format: 'rolecall/report/1', facts: { Roles: 'all' } })
    expect(json.tables[0]!.rows).toEqual(nasty)
    expect(json.tables[1]!.rows).toEqual([])
  })

  it.each(['csv', 'html', 'xlsx', 'pdf', 'json'] as const)(
    'as %s can be followed and stopped, and leaves nothing half-written',
    async (format) => {
      const folder = aFolder()
      const path = join(folder, `r.${format}`)
      function* many(): Generator<ReportCell[]> {
        for (let i = 0; i < 1_000_000; i++) yield [`Person ${i}`, i]
      }
      let told = 0
      const stopped = await writeReport(aReport(many(), 1_000_000), format, path, false, {
        onProgress: () => {
          told += 1
        },
        isCancelled: () => told >= 3,
      })
      expect(failure(stopped)).toMatchObject({ code: 'cancelled' })
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it('does not write over a file, and says where it cannot write', async () => {
    const path = join(aFolder(), 'r.csv')
    value(await writeReport(aReport(), 'csv', path, false))
    expect(failure(await writeReport(aReport(), 'csv', path, false))).toMatchObject({ code: 'file-exists' })
    value(await writeReport(aReport(), 'csv', path, true))
    const nowhere = join(path, 'deeper', 'r.csv')
    expect(failure(await writeReport(aReport(), 'csv', nowhere, false)).code).toMatch(/file-not-found|cannot-write/)
    expect(existsSync(nowhere)).toBe(false)
  })
})
