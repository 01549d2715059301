interface OtherFile {
  /** First bytes, as Latin-1 text. */
  readonly begins: string
  readonly is: string
  readonly instead: string
}

const chooseCsv = 'Choose a CSV file or an XLSX workbook.'
const saveAgain = 'Save it as an XLSX workbook without a password, or the sheet as CSV (UTF-8), and choose that file.'

/** Files that people choose by mistake, by their first bytes. */
const otherFiles: readonly OtherFile[] = [
  { begins: '\xff\xd8\xff', is: 'a JPEG picture', instead: chooseCsv },
  { begins: '\x89PNG', is: 'a PNG picture', instead: chooseCsv },
  { begins: 'GIF8', is: 'a GIF picture', instead: chooseCsv },
  { begins: 'PK\x05\x06', is: 'an empty zip file', instead: chooseCsv },
  {
    begins: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1',
    is: 'an old spreadsheet workbook, a document, or a workbook locked with a password',
    instead: saveAgain,
  },
  { begins: '%PDF-', is: 'a PDF document', instead: 'Export the list as CSV and choose that file.' },
  { begins: '\x1f\x8b', is: 'a gzip archive', instead: 'Unpack it and choose the table inside.' },
  {
    begins: 'SQLite format 3\0',
    is: 'a database such as a Rolecall organization',
    instead: 'Open it instead, or choose a CSV file.',
  },
  { begins: '{\\rtf', is: 'an RTF document', instead: chooseCsv },
]

const textToLookAt = 4096

/** A sentence when the bytes are plainly another kind of file than delimited text; null otherwise. */
export function recognizeOtherFile(bytes: Uint8Array, fileName: string): string | null {
  const head = Buffer.from(bytes.subarray(0, textToLookAt)).toString('latin1')
  const known = otherFiles.find((file) => head.startsWith(file.begins))
  if (known !== undefined) return `${fileName} is ${known.is}, not a table. ${known.instead}`

  const start = head
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (/^<(?:!doctype|html|head|body|table|\?xml|svg)\b/.test(start)) {
    return `${fileName} is a web page or XML file, not a table. Export the list as CSV and choose that file.`
  }
  if (/^[[{]\s*["{[\]}]/.test(start)) {
    return `${fileName} is a JSON file, not a table. Open it if it is an exported organization; an import needs a CSV file or an XLSX workbook.`
  }
  if (countControls(bytes.subarray(0, textToLookAt)) * 20 > head.length)
    return `${fileName} is not a text file, so it holds no table. ${chooseCsv}`
  return null
}

/** Control characters that text does not hold; NUL is left to the reader, which says in which line it stands. */
function countControls(bytes: Uint8Array): number {
  return bytes.reduce(
    (count, byte) => count + (byte > 0 && byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27 ? 1 : 0),
    0,
  )
}
