import type { StaffId } from '../../src/shared/domain/ids'
import { failed } from '../../src/shared/domain/result'
import type { ExchangeFiles } from '../../src/main/sync/folder/ExchangeFiles'
import { folderTransport } from '../../src/main/sync/folder/folderTransport'
import { readSegment, readSegmentName, writeSegment } from '../../src/main/sync/folder/segment'
import type { TransportFailure } from '../../src/main/sync/Transport'
import type { Chance } from './chance'
import type { Place, Weather } from './memoryPlace'

interface Stored {
  readonly bytes: Uint8Array
  readonly from: number
  /** For each reader, the visit from which the file is there, half copied at first, and that from which it is whole. */
  readonly seenFrom: readonly number[]
  readonly wholeFrom: readonly number[]
}

/**
 * The folder transport itself, over files in memory that somebody else copies from desktop to desktop: late and in any
 * order, half at first, doubled as “conflicted copies”, never, or deleted again by somebody who cleans up.
 */
export function filesPlace(orgId: string, weather: Weather, chance: Chance, readers: number, baseN: number): Place {
  const files = new Map<string, Stored>()
  let visit = 0

  function keep(path: string, bytes: Uint8Array, from: number): void {
    const late = () => (chance.isHit(weather.late) ? visit + 1 + chance.below(12) : 0)
    const seenFrom = Array.from({ length: readers }, late)
    const wholeFrom = seenFrom.map((seen) =>
      chance.isHit(weather.half) ? Math.max(seen, visit) + chance.below(12) : seen,
    )
    files.set(path, { bytes, from, seenFrom, wholeFrom })
  }

  function breaks(code = chance.isHit(0.5) ? 'EIO' : 'ENOSPC'): void {
    if (chance.isHit(weather.failing / 4)) throw Object.assign(new Error('The folder fails.'), { code })
  }

  function seenBytes({ bytes, from, seenFrom, wholeFrom }: Stored, reader: number): Uint8Array | undefined {
    if (from === reader || reader === everybody) return bytes
    if (seenFrom[reader]! > visit) return undefined
    return wholeFrom[reader]! > visit ? bytes.subarray(0, bytes.length >> 1) : bytes
  }

  function filesOf(reader: number): ExchangeFiles {
    return {
      root: 'folder',
      isThere: () => Promise.resolve(true),
      list: (folder) => {
        const names = new Set<string>()
        for (const [path, stored] of files) {
          if (!path.startsWith(`${folder}/`) || seenBytes(stored, reader) === undefined) continue
          const rest = path.slice(folder.length + 1)
          names.add(rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : rest)
        }
        return Promise.resolve([...names])
      },
      read: async (path, limit) => {
        breaks('EIO')
        const stored = files.get(path)
        const bytes = stored === undefined ? undefined : seenBytes(stored, reader)
        return bytes === undefined || bytes.length > limit ? undefined : bytes
      },
      sizeOf: (path) => {
        const stored = files.get(path)
        return Promise.resolve(stored === undefined ? undefined : seenBytes(stored, reader)?.length)
      },
      writeWhole: async (path, bytes) => {
        if (chance.isHit(weather.failing / 4)) {
          keep(`${path}.tmp`, bytes.slice(0, bytes.length >> 1), reader)
          throw Object.assign(new Error('The folder is full.'), { code: 'ENOSPC' })
        }
        if (chance.isHit(weather.twice)) {
          const dot = path.lastIndexOf('.')
          keep(`${path.slice(0, dot)} (conflicted copy)${path.slice(dot)}`, bytes, reader)
        }
        // Somebody cleans up, or the copying is stopped for good.
        if (!chance.isHit(weather.lost)) keep(path, bytes, reader)
        breaks()
      },
      remove: async (path) => {
        breaks('EIO')
        files.delete(path)
      },
    }
  }

  function cleanUp(): void {
    if (files.size > 0 && chance.isHit(weather.lost / 2)) files.delete(chance.pick([...files.keys()]))
  }

  const outside = folderTransport(filesOf(everybody), orgId)

  return {
    seenBy: (reader, marks) => {
      const transport = folderTransport(filesOf(reader), orgId, marks)
      return {
        ...transport,
        readLine: (question) => {
          visit += 1
          cleanUp()
          return transport.readLine(question)
        },
        // Where memory is asked, the failure of a place has one code; what is told of it is the same.
        writeGreeting: (greeting) =>
          chance.isHit(weather.failing)
            ? Promise.resolve(failed<TransportFailure>('cannot-write', 'The place cannot be reached just now.'))
            : transport.writeGreeting(greeting),
      }
    },
    clear: () => (visit += 1_000_000),
    lastN: () => {
      const ends = [...files].flatMap(([path, { bytes }]) => {
        const name = path.slice(path.lastIndexOf('/') + 1)
        const isEntries = readSegmentName(name) !== null && readSegment(name, bytes)?.kind === 'entries'
        return isEntries ? [readSegmentName(name)!.last] : []
      })
      return Math.max(baseN, ...ends)
    },
    showRivals: () => true,
    drop: (key, seq, bytes, signature) => {
      const lines = [{ changeBytes: bytes, changeSignature: signature }]
      const made = writeSegment({ org: orgId as never, key, kind: 'changes', first: seq, last: seq, lines })
      const path = `${orgId}/${key}/${made.name}`
      if (!files.has(path) && !chance.isHit(weather.lost)) keep(path, made.bytes, everybody)
    },
    dropEntry: () => {
      throw new Error('Nobody tells two stories in this folder.')
    },
    dropPersonal: (value) => void outside.writePersonal([value]),
    backUp: () => {
      throw new Error('Nobody keeps a copy of this folder.')
    },
    goBack: () => {
      throw new Error('Nobody restores this folder.')
    },
    waiting: () => [],
    isForked: () => false,
    heldOf: (staffId: StaffId) =>
      [...files].some(([path, { bytes }]) => path.includes('/personal/') && Buffer.from(bytes).includes(staffId)),
  }
}

const everybody = -1
