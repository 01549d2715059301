/** A file as it lies in a pack. */
export interface PackedFile {
  readonly name: string
  /** Compressed by raw deflate, or as it is. */
  readonly isDeflated: boolean
  /** Of the bytes before they were compressed: CRC-32 and how many. */
  readonly crc: number
  readonly size: number
  readonly packedSize: number
}

const localLength = 30
const centralLength = 46
const endLength = 22
/** 1 January 2000, 00:00 in the zip's own reckoning: the same data makes the same pack. */
const date = ((2000 - 1980) << 9) | (1 << 5) | 1

/** What stands before a file's bytes (PKWARE, APPNOTE 6.3.10, section 4.3.7). */
export function localHeader(file: PackedFile): Uint8Array {
  const name = utf8.encode(file.name)
  const header = new Uint8Array(localLength + name.length)
  const view = new DataView(header.buffer)
  view.setUint32(0, 0x04034b50, true)
  writeCommon(view, 4, file, name.length)
  header.set(name, localLength)
  return header
}

/** What stands at the end of a pack: the directory, and where it is (sections 4.3.12 and 4.3.16). */
export function directory(files: readonly PackedFile[]): Uint8Array {
  const names = files.map(({ name }) => utf8.encode(name))
  const length = names.reduce((sum, name) => sum + centralLength + name.length, 0)
  const bytes = new Uint8Array(length + endLength)
  const view = new DataView(bytes.buffer)
  let at = 0
  let local = 0
  for (const [i, file] of files.entries()) {
    const name = names[i]!
    view.setUint32(at, 0x02014b50, true)
    view.setUint16(at + 4, version, true)
    writeCommon(view, at + 6, file, name.length)
    view.setUint32(at + 42, local, true)
    bytes.set(name, at + centralLength)
    at += centralLength + name.length
    local += localLength + name.length + file.packedSize
  }
  view.setUint32(at, 0x06054b50, true)
  view.setUint16(at + 8, files.length, true)
  view.setUint16(at + 10, files.length, true)
  view.setUint32(at + 12, length, true)
  view.setUint32(at + 16, local, true)
  return bytes
}

/**
 * Whether a pack is exactly what a writer would have made of these files, header for header. Their packed bytes are
 * checked by their hashes.
 *
 * @returns  the offset of the first byte that is not, or null
 */
export function findContainerFault(bytes: Uint8Array, files: readonly PackedFile[]): number | null {
  let at = 0
  for (const file of files) {
    const fault = firstDifference(bytes, at, localHeader(file))
    if (fault !== null) return fault
    at += localLength + utf8.encode(file.name).length + file.packedSize
  }
  const end = directory(files)
  return firstDifference(bytes, at, end) ?? (at + end.length === bytes.length ? null : at + end.length)
}

/** Where the packed bytes of each file begin, when the pack is what a writer makes. */
export function packedOffsets(files: readonly PackedFile[]): number[] {
  let at = 0
  return files.map(({ name, packedSize }) => {
    const from = at + localLength + utf8.encode(name).length
    at = from + packedSize
    return from
  })
}

export function crc32(bytes: Uint8Array): number {
  let crc = -1
  for (const byte of bytes) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8)
  return (crc ^ -1) >>> 0
}

const version = 20
const utf8 = new TextEncoder()
const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let crc = n
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

/** The fields that the local header and the directory share: from "version needed" to the length of the extra field. */
function writeCommon(view: DataView, at: number, file: PackedFile, nameLength: number): void {
  view.setUint16(at, version, true)
  view.setUint16(at + 4, file.isDeflated ? 8 : 0, true)
  view.setUint16(at + 8, date, true)
  view.setUint32(at + 10, file.crc, true)
  view.setUint32(at + 14, file.packedSize, true)
  view.setUint32(at + 18, file.size, true)
  view.setUint16(at + 22, nameLength, true)
}

function firstDifference(bytes: Uint8Array, from: number, wanted: Uint8Array): number | null {
  for (let i = 0; i < wanted.length; i += 1) if (bytes[from + i] !== wanted[i]) return from + i
  return null
}
