import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'

export type SheetRows = readonly (readonly (string | number | boolean | Partial<CellObject> | null)[])[]

/** The bytes of an XLSX workbook with these sheets; a cell may be given whole, with its formula or number format. */
export function aWorkbook(
  sheets: Readonly<Record<string, SheetRows>>,
  more: { readonly hidden?: readonly string[] } = {},
): Uint8Array {
  const book = utils.book_new()
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet: WorkSheet = {}
    let columns = 1
    rows.forEach((row, r) => {
      columns = Math.max(columns, row.length)
      row.forEach((cell, c) => {
        if (cell === null) return
        const kind = typeof cell === 'string' ? 's' : typeof cell === 'number' ? 'n' : 'b'
        sheet[utils.encode_cell({ r, c })] = typeof cell === 'object' ? cell : { t: kind, v: cell }
      })
    })
    sheet['!ref'] = `A1:${utils.encode_cell({ r: Math.max(0, rows.length - 1), c: columns - 1 })}`
    utils.book_append_sheet(book, sheet, name)
  }
  book.Workbook = {
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: more.hidden?.includes(name) === true ? 1 : 0 })),
  }
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer)
}
