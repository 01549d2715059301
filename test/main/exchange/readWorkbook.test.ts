import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readTable } from '../../../src/main/exchange/readTable'
import { unfoldedAtMost } from '../../../src/main/exchange/readWorkbook'
import { aWorkbook } from '../../helpers/aWorkbook'

function tableOf(bytes: Uint8Array, sheet?: string) {
  const result = readTable(bytes, 'staff.xlsx', sheet)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function refusalOf(bytes: Uint8Array, sheet?: string) {
  const result = readTable(bytes, 'staff.xlsx', sheet)
  if (result.ok) throw new Error('was read')
  return result.error
}

const people = [
  ['Name', 'E-mail', 'Location'],
  ['Ana Ruiz', 'ana@x.example', 'Riverton'],
  null,
  ['Łukasz 李', 'lukasz@x.example', 'Dock 9'],
].map((row) => row ?? [])

describe('reading a workbook', () => {
  it('reads the header and each row with its number in the sheet', () => {
    const table = tableOf(aWorkbook({ People: people }))
    expect(table).toMatchObject({ encoding: 'XLSX', delimiter: '', sheet: 'People', sheets: ['People'] })
    expect(table.header).toEqual(['Name', 'E-mail', 'Location'])
    expect(table.rows).toEqual([
      { line: 2, cells: ['Ana Ruiz', 'ana@x.example', 'Riverton'] },
      { line: 4, cells: ['Łukasz 李', 'lukasz@x.example', 'Dock 9'] },
    ])
  })

  it('takes the first visible sheet that holds something, or the one that is named', () => {
    const book = aWorkbook(
      { Old: [['Name'], ['Hidden Person']], Notes: [[]], People: people, Other: [['email'], ['b@x.example']] },
      { hidden: ['Old'] },
    )
    expect(tableOf(book)).toMatchObject({ sheet: 'People', sheets: ['Old', 'Notes', 'People', 'Other'] })
    expect(tableOf(book, 'Other').rows).toEqual([{ line: 2, cells: ['b@x.example'] }])
    expect(tableOf(book, 'Old').rows[0]!.cells).toEqual(['Hidden Person'])
    expect(refusalOf(book, 'Staff')).toMatchObject({
      code: 'no-such-sheet',
      message: 'staff.xlsx has no sheet “Staff”. It has “Old”, “Notes”, “People”, “Other”.',
    })
    expect(refusalOf(book, 'Notes')).toMatchObject({ code: 'not-a-table' })
    expect(readTable(strToU8('email\na@x.example\n'), 'staff.csv', 'People')).toMatchObject({
      error: { code: 'no-such-sheet' },
    })
  })

  it('marks a row with a real formula by its cell, and keeps text that looks like one', () => {
    const table = tableOf(
      aWorkbook({
        People: [
          ['Name', 'E-mail'],
          ['=1+1', 'a@x.example'],
          [{ t: 's', v: 'Ben Osei', f: 'A1&B1' }, 'b@x.example'],
          ["'=SUM(A1)", 'c@x.example'],
        ],
      }),
    )
    expect(table.rows).toEqual([
      { line: 2, cells: ['=1+1', 'a@x.example'] },
      { line: 3, cells: ['Ben Osei', 'b@x.example'], formulaIn: 'A3' },
      { line: 4, cells: ['=SUM(A1)', 'c@x.example'] },
    ])
    const refused = refusalOf(
      aWorkbook({
        People: [
          ['Name', { t: 's', v: 'E-mail', f: '"E-"&"mail"' }],
          ['A', 'a@x'],
        ],
      }),
    )
    expect(refused).toMatchObject({ code: 'not-a-table', at: 'cell B1' })
  })

  it('reads dates, numbers, truths and errors as text that hangs on no display format', () => {
    const table = tableOf(
      aWorkbook({
        People: [
          ['a', 'b', 'c', 'd', 'e'],
          [
            { t: 'n', v: 45_991, z: 'm/d/yy' },
            { t: 'n', v: 45_991.75, z: 'yyyy-mm-dd hh:mm' },
            { t: 'n', v: 15_550_100, z: '0.00E+00' },
            true,
            { t: 'e', v: 42, w: '#N/A' },
          ],
        ],
      }),
    )
    expect(table.rows[0]!.cells).toEqual(['2025-11-30', '2025-11-30 18:00', '15550100', 'true', '#ERROR!'])
  })

  it('refuses a cell beside the named columns, and more columns than anybody needs', () => {
    expect(refusalOf(aWorkbook({ P: [['email'], ['a@x.example', 'stray']] }))).toMatchObject({ at: 'cell B2' })
    const wide = Array.from({ length: 1200 }, (_, index) => `c${index}`)
    expect(refusalOf(aWorkbook({ P: [wide, wide] }))).toMatchObject({ code: 'too-large', at: 'row 1' })
  })
})

describe('a hostile workbook', () => {
  const parts = unzipSync(aWorkbook({ People: people }))

  const name = 'xl/sharedStrings.xml'
  const saysItUnfoldsTo = (size: number, content: Uint8Array) => {
    const bytes = Buffer.from(zipSync({ ...parts, [name]: content }))
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4)) {
      if (bytes.toString('utf8', at + 46, at + 46 + name.length) === name) bytes.writeUInt32LE(size, at + 24)
    }
    return bytes
  }

  it('that unfolds to too much is refused by what it says, before anything is unfolded', () => {
    expect(refusalOf(saysItUnfoldsTo(unfoldedAtMost, parts[name]!))).toMatchObject({ code: 'too-large' })
  })

  it('that unfolds to more than it says is refused at that point', () => {
    const refused = refusalOf(saysItUnfoldsTo(1000, new Uint8Array(2_000_000)))
    expect(refused).toMatchObject({ code: 'not-a-table', message: expect.stringContaining('damaged') })
  })

  it.each([
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), /zip file, not a table/],
    ['a text document', zipSync({ 'word/document.xml': strToU8('<w/>') }), /a document, not a table/],
    ['an OpenDocument sheet', zipSync({ mimetype: strToU8('x'), 'content.xml': strToU8('<o/>') }), /OpenDocument/],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), /XLSB/],
    ['a workbook cut in half', zipSync(parts).slice(0, 900), /damaged or cut off/],
    ['a workbook of nonsense', zipSync({ ...parts, 'xl/workbook.xml': strToU8('not xml') }), /cannot be read/],
    ['a workbook without people', aWorkbook({ Empty: [['Name', 'E-mail']] }), /no people/],
    ['a workbook without anything', aWorkbook({ Empty: [[]] }), /no sheet with anything in it/],
  ])('%s is refused with a sentence', (_, bytes, sentence) => {
    const error = refusalOf(bytes)
    expect(error.code).toBe('not-a-table')
    expect(error.message).toMatch(sentence)
    expect(error.message).toMatch(/^staff\.xlsx.*\.$/)
  })

  it('with an entity that would grow for ever holds it as plain text', () => {
    const xml = strFromU8(parts['xl/sharedStrings.xml']!)
    const lol = xml
      .replace(/\?>\s*/, '?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>')
      .replace('Ana Ruiz', '&b;')
    const table = tableOf(zipSync({ ...parts, 'xl/sharedStrings.xml': strToU8(lol) }))
    expect(table.rows[0]!.cells[0]!.length).toBeLessThan(20)
  })
})
