import { inflateRawSync } from 'node:zlib'
import { done, failed, type Result } from '../../shared/domain/result'

export interface ZipEntry {
  readonly name: string
  /** Bytes it says to unfold to; `unfold` holds it to that. */
  readonly size: number
  /** The bytes, or null when they are damaged or unfold to more than `size`. */
  unfold(): Uint8Array | null
}

export type ZipFailure = 'damaged' | 'encrypted' | 'too-many-entries'

const entriesAtMost = 10_000
const endRecord = 0x06054b50
const centralRecord = 0x02014b50
const localRecord = 0x04034b50
const endRecordLength = 22
const commentAtMost = 65_535

/**
 * Lists what a zip file holds by its central directory (PKWARE, APPNOTE 6.3.10, sections 4.3 to 4.5). Nothing is unfolded
 * before somebody asks, and then never to more bytes than the directory says, so that sizes can be judged first: no
 * library that is installed promises this.
 */
export function readZip(bytes: Uint8Array): Result<ZipEntry[], ZipFailure> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(buffer)
  if (end === -1) return damaged
  const count = buffer.readUInt16LE(end + 10)
  if (count > entriesAtMost) return failed('too-many-entries', 'It holds too many files.')
  let at = buffer.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== centralRecord) return damaged
    const flags = buffer.readUInt16LE(at + 8)
    if ((flags & 1) !== 0) return failed('encrypted', 'It is locked with a password.')
    const method = buffer.readUInt16LE(at + 10)
    const packed = buffer.readUInt32LE(at + 20)
    const size = buffer.readUInt32LE(at + 24)
    const nameLength = buffer.readUInt16LE(at + 28)
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength)
    const local = buffer.readUInt32LE(at + 42)
    entries.push({ name, size, unfold: () => unfold(buffer, { local, packed, size, method }) })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return done(entries)
}

const damaged = failed('damaged', 'It is damaged or cut off.')

function findEnd(buffer: Buffer): number {
  const first = Math.max(0, buffer.length - endRecordLength - commentAtMost)
  for (let at = buffer.length - endRecordLength; at >= first; at -= 1) {
    if (buffer.readUInt32LE(at) === endRecord) return at
  }
  return -1
}

interface Packed {
  readonly local: number
  readonly packed: number
  readonly size: number
  readonly method: number
}

function unfold(buffer: Buffer, { local, packed, size, method }: Packed): Uint8Array | null {
  if (local + 30 > buffer.length || buffer.readUInt32LE(local) !== localRecord) return null
  const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
  if (start + packed > buffer.length) return null
  const data = buffer.subarray(start, start + packed)
  if (method === 0) return packed === size ? data : null
  if (method !== 8) return null
  if (size === 0) return new Uint8Array()
  try {
    const unfolded = inflateRawSync(data, { maxOutputLength: size })
    return unfolded.length === size ? unfolded : null
  } catch {
    return null
  }
}
