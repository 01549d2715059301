import { fc } from '../../helpers/fastCheck'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { escapeFormula, unescapeFormula } from '../../../src/main/exchange/formulaEscape'
import { readTable } from '../../../src/main/exchange/readTable'
import { tableLimits } from '../../../src/main/exchange/table'

const utf8 = (text: string) => new TextEncoder().encode(text)
const read = (text: string | Uint8Array) => readTable(typeof text === 'string' ? utf8(text) : text, 'staff.csv')

function tableOf(text: string | Uint8Array) {
  const result = read(text)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function refusalOf(text: string | Uint8Array) {
  const result = read(text)
  if (result.ok) throw new Error('was read')
  return result.error
}

function utf16(text: string, order: 'LE' | 'BE', bom = true): Uint8Array {
  const bytes = Buffer.from((bom ? '\uFEFF' : '') + text, 'utf16le')
  return order === 'LE' ? bytes : bytes.swap16()
}

describe('readTable', () => {
  it('reads the header and each row with its line', () => {
    const table = tableOf('email,name\n\nana@x.example,Ana\r\n"ben@x.example","Ben\nOsei"\ncy@x.example,Cy')
    expect(table.header).toEqual(['email', 'name'])
    expect(table.rows).toEqual([
      { line: 3, cells: ['ana@x.example', 'Ana'] },
      { line: 4, cells: ['ben@x.example', 'Ben\nOsei'] },
      { line: 6, cells: ['cy@x.example', 'Cy'] },
    ])
  })

  it('finds the delimiter, also when others stand inside cells', () => {
    expect(tableOf('email;places\na@x.example;Riverton, Oakdale\n').delimiter).toBe(';')
    expect(tableOf('email\tname\na@x.example\tRuiz, Ana\n').delimiter).toBe('\t')
    expect(tableOf('"Last, First";email\n"Ruiz, Ana";a@x.example\n').delimiter).toBe(';')
    expect(tableOf('email\na@x.example\n').delimiter).toBe(',')
    const told = tableOf('sep=;\nemail;name\na@x.example;A, B, C, D')
    expect([told.delimiter, told.rows[0]!.line]).toEqual([';', 3])
  })

  it('reads UTF-8 with BOM and both orders of UTF-16', () => {
    const text = 'email,name\nzoë@x.example,Zoë Łukasz 李\n'
    expect(tableOf(utf8(text)).encoding).toBe('UTF-8')
    for (const [bytes, encoding] of [
      [utf8(`\uFEFF${text}`), 'UTF-8 with BOM'],
      [utf16(text, 'LE'), 'UTF-16 LE'],
      [utf16(text, 'BE'), 'UTF-16 BE'],
      [utf16(text, 'LE', false), 'UTF-16 LE'],
      [utf16(text, 'BE', false), 'UTF-16 BE'],
    ] as const) {
      const table = tableOf(bytes)
      expect([table.encoding, table.header[0], table.rows[0]!.cells[1]]).toEqual([encoding, 'email', 'Zoë Łukasz 李'])
    }
  })

  it('keeps text that looks like a formula and takes off the escape of exports', () => {
    expect(
      tableOf("email,name\na@x.example,=1+1\nb@x.example,'=1+1\nc@x.example,''tis\nd@x.example,'+15550100").rows.map(
        (row) => row.cells[1],
      ),
    ).toEqual(['=1+1', '=1+1', "''tis", '+15550100'])
  })

  it.each([
    ['a JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), /is a JPEG picture/],
    ['half a workbook', Buffer.from('504b030414000600', 'hex'), /workbook that cannot be read.*save the sheet as CSV/],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old spreadsheet/],
    ['a PDF', utf8('%PDF-1.7\n'), /PDF/],
    ['an organization', utf8('SQLite format 3\0'), /Rolecall organization/],
    ['a web page', utf8('\uFEFF  <!DOCTYPE html><html>'), /web page/],
    ['a bundle', utf8('{\n "format": "rolecall/bundle/1"}'), /JSON/],
    ['noise', Uint8Array.from({ length: 400 }, (_, index) => (index * 37) % 31 || 1), /not a text file/],
    ['nothing', new Uint8Array(), /is empty/],
    ['blank lines', utf8('\n \r\n,,\n'), /only blank lines/],
    ['a header alone', utf8('email,name\n'), /no people/],
  ])('refuses %s with a sentence', (_, bytes, sentence) => {
    const error = refusalOf(bytes)
    expect(error.code).toBe('not-a-table')
    expect(error.message).toMatch(sentence)
    expect(error.message).toMatch(/^staff\.csv .*\.$/)
  })

  it('says in which line a NUL byte stands', () => {
    expect(refusalOf('email,name\na@x.example,A\nb@x.example,B\0b\n')).toMatchObject({
      code: 'not-a-table',
      at: 'line 3',
    })
    expect(refusalOf(utf16('email\na@x.example\n\0@x.example', 'LE'))).toMatchObject({
      code: 'not-a-table',
      at: 'line 3',
    })
  })

  it('says at which line and byte a letter is cut in half', () => {
    const half = Buffer.concat([
      utf8('email,name\na@x.example,\uFFFDA\nb@x.example,B'),
      Uint8Array.of(0xc3),
      utf8('\nc'),
    ])
    const error = refusalOf(half)
    expect(error).toMatchObject({ code: 'bad-encoding', at: 'line 3, byte 14' })
    expect(error.message).toMatch(/half a letter.*UTF-8/)
    expect(refusalOf(Buffer.concat([utf8('email\na'), Uint8Array.of(0xe2, 0x82)]))).toMatchObject({
      at: 'line 2, byte 2',
    })
    expect(refusalOf(Buffer.from('email\nJos\xe9@x.example', 'latin1'))).toMatchObject({ at: 'line 2, byte 4' })
    expect(refusalOf(utf16('email\na@x.example\nb', 'LE').subarray(0, -1))).toMatchObject({
      code: 'bad-encoding',
      at: 'line 3',
    })
    expect(refusalOf(utf16('email\n\ud83d@x.example', 'BE'))).toMatchObject({ code: 'bad-encoding', at: 'line 2' })
  })

  it('names line and column of a cell that is too long', () => {
    const long = 'x'.repeat(10 * 1024 * 1024)
    for (const cell of [long, `"${long}"`, `"${long}`]) {
      const error = refusalOf(`email,name\na@x.example,A\nb@x.example,${cell}\n`)
      expect(error).toMatchObject({ code: 'not-a-table', at: 'line 3, column 2' })
      expect(error.message).toMatch(/line 3, column “name”: the cell holds more than 32,768 characters/)
    }
    expect(tableOf(`email\n${'x'.repeat(tableLimits.cellLength)}`).rows).toHaveLength(1)
  })

  it('refuses more cells than column names, unless they are empty', () => {
    expect(refusalOf('email,name\na@x.example,A\nb@x.example,Osei, Ben\n')).toMatchObject({ at: 'line 3' })
    expect(tableOf('email,name\na@x.example,A,,\nb@x.example\n').rows.map((row) => row.cells)).toEqual([
      ['a@x.example', 'A'],
      ['b@x.example', ''],
    ])
    expect(refusalOf(`email\n${','.repeat(5_000_000)}`).message).toMatch(/line 2 has more than 1,000 cells/)
  })

  it('names where a quote is left open or closed too early', () => {
    expect(refusalOf('email,name\na@x.example,"Ana\nb@x.example,Ben\n')).toMatchObject({ at: 'line 2, column 2' })
    expect(refusalOf('email,name\na@x.example,"Ana "the" Cat"\n').message).toMatch(
      /line 2, column “name”: text follows the closing quote/,
    )
  })

  it('refuses too many rows and too large a file', () => {
    expect(refusalOf(`email\n${'a\n'.repeat(200_001)}`)).toMatchObject({ code: 'too-large', at: 'line 200002' })
    expect(refusalOf(new Uint8Array(tableLimits.bytes + 1))).toMatchObject({ code: 'too-large' })
  })

  it('reads what was written, whatever the cells hold', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', "'", '='),
      maxLength: 6,
    })
    const grid = fc
      .integer({ min: 1, max: 4 })
      .chain((columns) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
      )
    fc.assert(
      fc.property(grid, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const named = [rows[0]!.map((_, column) => `c${column}`), ...rows]
        const text = `sep=${delimiter}\n${Papa.unparse(named, { delimiter, quotes: true, newline: '\n' })}`
        const wanted = rows
          .filter((cells) => cells.some((one) => one.trim() !== ''))
          .map((cells) => cells.map(unescapeFormula))
        const result = read(text)
        expect(result.ok ? result.value.rows.map((row) => row.cells) : []).toEqual(wanted)
      }),
    )
  })
})

describe('escapeFormula', () => {
  it('is taken off exactly, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', 'a'), maxLength: 5 }),
        (text) => {
          expect(unescapeFormula(escapeFormula(text))).toBe(text)
          expect(escapeFormula(text)).not.toMatch(/^[=+\-@\t\r]/)
        },
      ),
    )
  })
})
