import { createHash } from 'node:crypto'
import { z } from 'zod'
import { parseChangeId, parseKeyId } from '../../../shared/domain/ids'

export const segmentFormat = 'rolecall/exchange/1'
/** A file larger than this is nobody's: ranges are cut before. */
export const segmentLimit = 64_000_000

const header = z.strictObject({
  format: z.literal(segmentFormat),
  org: parseChangeId,
  key: parseKeyId,
  kind: z.enum(['changes', 'entries']),
  first: z.int().positive(),
  last: z.int().positive(),
})
type Header = z.output<typeof header>

const signature = z.string().regex(/^[0-9a-f]{128}$/)
const line = z.strictObject({
  change: z.string(),
  changeSignature: signature,
  entry: z.string().optional(),
  entrySignature: signature.optional(),
})
const footer = z.strictObject({ count: z.int().positive(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** One signed record with its signature; the entry too in the settled line. */
export interface SegmentLine {
  readonly changeBytes: Uint8Array
  readonly changeSignature: Uint8Array
  readonly entryBytes?: Uint8Array
  readonly entrySignature?: Uint8Array
}

export type Segment = Omit<Header, 'format'> & { readonly lines: readonly SegmentLine[] }

/** The file of a range: header, a line for each number, footer with count and hash; its name holds range and hash. */
export function writeSegment({ lines, ...about }: Segment): { readonly name: string; readonly bytes: Uint8Array } {
  const text = [{ format: segmentFormat, ...about }, ...lines.map(lineJson)]
    .map((one) => `${JSON.stringify(one)}\n`)
    .join('')
  const sha256 = createHash('sha256').update(text).digest('hex')
  const bytes = Buffer.from(`${text}${JSON.stringify({ count: lines.length, sha256 })}\n`)
  return { name: `${about.first}-${about.last}-${sha256.slice(0, 32)}.jsonl`, bytes }
}

/** What the name of a whole file says; null for temporary, renamed and “conflicted copy” files. */
export function readSegmentName(name: string): { readonly first: number; readonly last: number } | null {
  const found = /^([1-9]\d{0,14})-([1-9]\d{0,14})-[0-9a-f]{32}\.jsonl$/.exec(name)
  return found === null ? null : { first: Number(found[1]), last: Number(found[2]) }
}

/** The file as it was written, or null when it is half copied, altered or under another name than its own. */
export function readSegment(name: string, bytes: Uint8Array): Segment | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const rows = text.split('\n')
    if (rows.pop() !== '' || rows.length < 3) return null
    const end = footer.parse(JSON.parse(rows.pop()!))
    const sha256 = createHash('sha256')
      .update(rows.map((row) => `${row}\n`).join(''))
      .digest('hex')
    const { format: _format, ...about } = header.parse(JSON.parse(rows.shift()!))
    const isWhole =
      end.sha256 === sha256 &&
      end.count === rows.length &&
      about.last - about.first + 1 === rows.length &&
      name === `${about.first}-${about.last}-${sha256.slice(0, 32)}.jsonl`
    if (!isWhole) return null
    return { ...about, lines: rows.map((row) => readLine(line.parse(JSON.parse(row)))) }
  } catch {
    return null
  }
}

function lineJson({ changeBytes, changeSignature, entryBytes, entrySignature }: SegmentLine): z.output<typeof line> {
  const text = (value: Uint8Array) => Buffer.from(value).toString('utf8')
  const hex = (value: Uint8Array) => Buffer.from(value).toString('hex')
  const change = { change: text(changeBytes), changeSignature: hex(changeSignature) }
  if (entryBytes === undefined || entrySignature === undefined) return change
  return { ...change, entry: text(entryBytes), entrySignature: hex(entrySignature) }
}

function readLine({ change, changeSignature, entry, entrySignature }: z.output<typeof line>): SegmentLine {
  const read = { changeBytes: Buffer.from(change), changeSignature: Buffer.from(changeSignature, 'hex') }
  if (entry === undefined || entrySignature === undefined) return read
  return { ...read, entryBytes: Buffer.from(entry), entrySignature: Buffer.from(entrySignature, 'hex') }
}
