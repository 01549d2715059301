import { isUtf8 } from 'node:buffer'
import { failed, done, type Result } from '../../shared/domain/result'
import { countLineBreaks } from './countLineBreaks'

export type TextEncoding = 'UTF-8' | 'UTF-8 with BOM' | 'UTF-16 LE' | 'UTF-16 BE'

export interface DecodedText {
  readonly encoding: TextEncoding
  readonly text: string
}

const saveAsUtf8 = 'Save it again as UTF-8 (a spreadsheet calls this “CSV UTF-8”) and choose the new file.'

/** Bytes of a text file as text: UTF-8 with or without BOM, UTF-16 of either order. Nothing is replaced or guessed. */
export function decodeText(bytes: Uint8Array, fileName: string): Result<DecodedText, 'bad-encoding' | 'not-a-table'> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer[0] === 0xff && buffer[1] === 0xfe) return decodeUtf16(buffer.subarray(2), 'UTF-16 LE', fileName)
  if (buffer[0] === 0xfe && buffer[1] === 0xff) return decodeUtf16(buffer.subarray(2), 'UTF-16 BE', fileName)
  const order = utf16OrderWithoutBom(buffer)
  if (order !== null) return decodeUtf16(buffer, order, fileName)
  if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) {
    return decodeUtf8(buffer.subarray(3), 'UTF-8 with BOM', fileName)
  }
  return decodeUtf8(buffer, 'UTF-8', fileName)
}

/** A header that begins with Latin letters has, in UTF-16, a zero in every second byte; no other text has. */
function utf16OrderWithoutBom(buffer: Buffer): 'UTF-16 LE' | 'UTF-16 BE' | null {
  const head = buffer.subarray(0, 16)
  const pairs = Math.floor(head.length / 2)
  if (pairs < 4) return null
  let evenZeros = 0
  let oddZeros = 0
  for (let pair = 0; pair < pairs; pair++) {
    if (head[pair * 2] === 0) evenZeros++
    if (head[pair * 2 + 1] === 0) oddZeros++
  }
  if (oddZeros === pairs && evenZeros === 0) return 'UTF-16 LE'
  if (evenZeros === pairs && oddZeros === 0) return 'UTF-16 BE'
  return null
}

function decodeUtf8(
  buffer: Buffer,
  encoding: TextEncoding,
  fileName: string,
): Result<DecodedText, 'bad-encoding' | 'not-a-table'> {
  const nul = buffer.indexOf(0)
  if (nul !== -1) return nulFound(fileName, 1 + countLineBreaks(buffer.toString('latin1', 0, nul)))
  const text = buffer.toString('utf8')
  if (isUtf8(buffer)) return done({ encoding, text })
  const byte = firstBadUtf8(buffer, text)
  const before = buffer.toString('latin1', 0, byte)
  const line = 1 + countLineBreaks(before)
  const inLine = byte - 1 - Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1
  return failed(
    'bad-encoding',
    `${fileName} is not whole UTF-8 text: line ${line}, byte ${inLine} of the line (byte ${byte + 1} of the text) ` +
      `is half a letter. ${saveAsUtf8}`,
    { at: `line ${line}, byte ${inLine}` },
  )
}

/** Each wrong sequence decodes to U+FFFD, but so does a U+FFFD that the file really holds (EF BF BD). */
function firstBadUtf8(buffer: Buffer, text: string): number {
  let byte = 0
  let from = 0
  for (;;) {
    const found = text.indexOf('\uFFFD', from)
    if (found === -1) return byte
    byte += Buffer.byteLength(text.slice(from, found), 'utf8')
    const isReal = buffer[byte] === 0xef && buffer[byte + 1] === 0xbf && buffer[byte + 2] === 0xbd
    if (!isReal) return byte
    byte += 3
    from = found + 1
  }
}

function decodeUtf16(
  buffer: Buffer,
  encoding: 'UTF-16 LE' | 'UTF-16 BE',
  fileName: string,
): Result<DecodedText, 'bad-encoding' | 'not-a-table'> {
  const whole = buffer.subarray(0, buffer.length - (buffer.length % 2))
  const text = (encoding === 'UTF-16 BE' ? Buffer.from(whole).swap16() : whole).toString('utf16le')
  const nul = text.indexOf('\0')
  if (nul !== -1) return nulFound(fileName, 1 + countLineBreaks(text.slice(0, nul)))
  const lone = text.search(/\p{Surrogate}/u)
  if (lone === -1 && whole.length === buffer.length) return done({ encoding, text })
  const line = 1 + countLineBreaks(lone === -1 ? text : text.slice(0, lone))
  return failed(
    'bad-encoding',
    `${fileName} is not whole ${encoding} text: line ${line} holds half a letter. ${saveAsUtf8}`,
    {
      at: `line ${line}`,
    },
  )
}

function nulFound(fileName: string, line: number): Result<never, 'not-a-table'> {
  return failed(
    'not-a-table',
    `${fileName} holds a NUL byte in line ${line}, which no text has: it is damaged or not a CSV file. ` +
      'Export it again and choose the new file.',
    { at: `line ${line}` },
  )
}
