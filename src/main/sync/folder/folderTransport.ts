import { z } from 'zod'
import { type KeyId, parseKeyId } from '../../../shared/domain/ids'
import { done, type Result } from '../../../shared/domain/result'
import { recordId } from '../../org/record'
import type { SettledBytes } from '../../org/replay'
import type {
  GreetingBytes,
  Ignored,
  Marks,
  Missing,
  Piece,
  ProposalBytes,
  Transport,
  TransportFailure,
} from '../Transport'
import type { ExchangeFiles } from './ExchangeFiles'
import { emptiedFolder, folderFailure, noFolder } from './folderFailure'
import { personalFiles } from './personalFiles'
import { readSegment, readSegmentName, type Segment, segmentLimit, type SegmentLine, writeSegment } from './segment'

/** Bytes of records in one file, before the range is cut. */
const cutAt = 8_000_000
const smallLimit = 4_000_000
/** Bytes of files whose records are kept while one exchange lasts. */
const keptBytes = 64_000_000

const greetingFile = z.strictObject({
  key: parseKeyId,
  bytes: z.string(),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})

/** A file of a range, by what its name says. */
interface Found {
  readonly key: KeyId
  readonly name: string
  readonly path: string
  readonly first: number
  readonly last: number
}

interface EntryIn {
  readonly n: number
  readonly hash: string
  readonly settled: SettledBytes
}

interface Opened {
  readonly segment: Segment
  readonly entries: readonly (EntryIn | null)[]
}

type Numbered = readonly [n: number, line: SegmentLine]

interface Written {
  readonly key: KeyId
  readonly name: string
  readonly size: number
}

/**
 * A folder or USB stick: append-only files, one per key and range, never modified (sync.md, "Transports"). Changes and
 * entries lie under `<org>/<key>/`, personal values under `<org>/personal/`, last words under `<org>/heard/`.
 *
 * INVARIANT (a name says the content): it holds the hash, so that a whole file is read once. `marks` keeps that beyond one
 * exchange; whether the line is still there is asked by name and size.
 *
 * @param met  what was here before, as the end of “although …”: an empty folder is another one then, and nothing is
 *             written. Null: whatever is here is where one begins
 */
export function folderTransport(
  files: ExchangeFiles,
  orgId: string,
  marks: Marks = ownMarks(),
  met: string | null = null,
): Transport {
  const opened = new Map<string, Opened>()
  let openedBytes = 0
  const personal = personalFiles(files, orgId, marks)

  async function guarded<Value>(work: () => Promise<Value>): Promise<Result<Value, TransportFailure>> {
    try {
      if (!(await files.isThere())) return noFolder(files.root)
      if (met !== null && !(await holdsAnything())) return emptiedFolder(files.root, met)
      return done(await work())
    } catch (error) {
      const failure = folderFailure(error, files.root)
      if (failure !== null) return failure
      throw error
    }
  }

  /** Folders alone are nothing, nor are values that no change names. Whoever exchanged has left a last word. */
  async function holdsAnything(): Promise<boolean> {
    if ((await files.list(`${orgId}/heard`)).length > 0) return true
    return (await listSegments(...(await listKeys()))).length > 0
  }

  async function listSegments(...keys: readonly KeyId[]): Promise<Found[]> {
    const found: Found[] = []
    for (const key of keys) {
      for (const name of await files.list(`${orgId}/${key}`)) {
        const range = readSegmentName(name)
        if (range !== null) found.push({ key, name, path: `${orgId}/${key}/${name}`, ...range })
      }
    }
    return found.toSorted((a, b) => a.first - b.first || b.last - a.last || (a.path < b.path ? -1 : 1))
  }

  async function listKeys(): Promise<KeyId[]> {
    return (await files.list(orgId)).flatMap((name) => (parseKeyId.safeParse(name).success ? [name as KeyId] : []))
  }

  /** A whole file of ours; null when it is half copied, altered or somebody else's. */
  async function open({ path, name, key }: Found): Promise<Opened | null> {
    const known = opened.get(path)
    if (known !== undefined) return known
    const bytes = await files.read(path, segmentLimit)
    const segment = bytes === undefined ? null : readSegment(name, bytes)
    if (bytes === undefined || segment?.org !== orgId || segment.key !== key) return null
    const fresh = { segment, entries: segment.kind === 'entries' ? entriesIn(segment) : [] }
    if (openedBytes > keptBytes) {
      opened.clear()
      openedBytes = 0
    }
    opened.set(path, fresh)
    openedBytes += bytes.length
    return fresh
  }

  /**
   * Those that do not lie whole under a key, byte for byte: whoever can write to the folder could lay anything under a
   * number, and what truly has it would never be brought.
   */
  async function lackingOf(key: KeyId, kind: Segment['kind'], numbered: readonly Numbered[]): Promise<Numbered[]> {
    const numbers = numbered.map(([n]) => n)
    const [first, last] = [Math.min(...numbers), Math.max(...numbers)]
    let lacking = [...numbered]
    for (const found of await listSegments(key)) {
      if (found.last < first || found.first > last || lacking.length === 0) continue
      const segment = (await open(found))?.segment
      if (segment?.kind !== kind) continue
      lacking = lacking.filter(([n, line]) => {
        const there = segment.lines[n - segment.first]
        return there === undefined || !isSameLine(there, line)
      })
    }
    return lacking
  }

  /** Whether a file holds entries, and none that stands against the asker's. Its name and size say that it was so before. */
  async function isOnLine(found: Found, hashOf: (n: number) => string | undefined): Promise<boolean> {
    const mark = `whole ${found.key}/${found.name} ${await files.sizeOf(found.path)}`
    if (marks.has(mark)) return true
    const entries = (await open(found))?.entries ?? []
    const isOurs = entries.every((one, i) => one?.n === found.first + i && (hashOf(one.n) ?? one.hash) === one.hash)
    if (entries.length === 0 || !isOurs) return false
    if (hashOf(found.last) !== undefined) marks.add([mark])
    return true
  }

  async function writeRange(key: KeyId, kind: Segment['kind'], numbered: readonly Numbered[]): Promise<Written[]> {
    const written: Written[] = []
    let range: Numbered[] = []
    let size = 0
    const flush = async () => {
      if (range.length === 0) return
      const lines = range.map(([, one]) => one)
      const { name, bytes } = writeSegment({
        org: orgId as never,
        key,
        kind,
        first: range[0]![0],
        last: range.at(-1)![0],
        lines,
      })
      await files.writeWhole(`${orgId}/${key}/${name}`, bytes)
      written.push({ key, name, size: bytes.length })
      range = []
      size = 0
    }
    for (const one of numbered) {
      if (range.length > 0 && (one[0] !== range.at(-1)![0] + 1 || size > cutAt)) await flush()
      range.push(one)
      size += one[1].changeBytes.length + (one[1].entryBytes?.length ?? 0)
    }
    await flush()
    return written
  }

  /** The first entry in files that are too far ahead to be read now. */
  async function firstEntryIn(later: readonly Found[]): Promise<number | undefined> {
    for (const found of later) {
      const first = (await open(found))?.entries.find((one) => one !== null)
      if (first !== undefined) return first!.n
    }
    return undefined
  }

  return {
    kind: 'folder',
    address: files.root,
    keepsLine: 'console',

    readLine: ({ after, hashOf, limit }) =>
      guarded(async () => {
        const byNumber = new Map<number, EntryIn>()
        const rivals: SettledBytes[] = []
        const ignored: Ignored[] = []
        const looked: string[] = []
        const wanted = after.n + limit
        const later: Found[] = []
        for (const found of await listSegments(...(await listKeys()))) {
          const mark = markOf('entries', found)
          if (marks.has(markOf('changes', found)) || (found.last <= after.n && marks.has(mark))) continue
          if (found.first > wanted) {
            later.push(found)
            continue
          }
          const whole = await open(found)
          if (whole === null) ignored.push({ what: found.path, because: 'It is half copied or was altered.' })
          if (whole?.segment.kind !== 'entries') continue
          if (hashOf(found.last) !== undefined) looked.push(mark)
          for (const one of whole.entries) {
            if (one === null) continue
            const known = hashOf(one.n)
            const other = byNumber.get(one.n)
            if (known !== undefined) {
              if (known !== one.hash) rivals.push(one.settled)
            } else if (other === undefined) byNumber.set(one.n, one)
            else if (!isSameLine(other.settled, one.settled)) rivals.push(one.settled)
          }
        }
        const fresh = looked.filter((mark) => !marks.has(mark))
        if (fresh.length > 0) marks.add(fresh)
        const entries: SettledBytes[] = []
        let n = after.n + 1
        for (; entries.length < limit; n++) {
          const next = byNumber.get(n)
          if (next === undefined) break
          entries.push(next.settled)
        }
        const isCut = entries.length < limit
        const last = isCut ? (lowestFrom(n, byNumber.keys()) ?? (await firstEntryIn(later))) : undefined
        const missing: Missing | null = last === undefined ? null : { key: null, first: n, last: last - 1 }
        return { entries, rivals, missing, ignored }
      }),

    append: (after, entries, by) =>
      guarded(async () => {
        const numbered = entries.map((entry, i) => [after.n + 1 + i, entry] as const)
        const written = await writeRange(by, 'entries', await lackingOf(by, 'entries', numbered))
        if (written.length === 0) return 'appended' as const
        marks.add(written.flatMap((one) => [markOf('entries', one), `whole ${one.key}/${one.name} ${one.size}`]))
        return 'appended' as const
      }),

    readEnd: (hashOf) =>
      guarded(async () => {
        let n = 0
        for (const found of await listSegments(...(await listKeys()))) {
          if (found.first > n + 1) break
          if (found.last > n && !marks.has(markOf('changes', found)) && (await isOnLine(found, hashOf))) n = found.last
        }
        return { n }
      }),

    publish: (proposals) =>
      guarded(async () => {
        for (const key of new Set(proposals.map((one) => one.key))) {
          const own = proposals.filter((one) => one.key === key).toSorted((a, b) => a.seq - b.seq)
          const numbered = own.map(
            ({ seq, bytes, signature }) => [seq, { changeBytes: bytes, changeSignature: signature }] as const,
          )
          await writeRange(key, 'changes', await lackingOf(key, 'changes', numbered))
        }
        return null
      }),

    readProposals: (known) =>
      guarded(async () => {
        const pieces: Piece<ProposalBytes>[] = []
        const ignored: Ignored[] = []
        for (const found of await listSegments(...(await listKeys()))) {
          const mark = markOf('changes', found)
          if (known(mark) || marks.has(markOf('entries', found))) continue
          const whole = await open(found)
          if (whole === null) ignored.push({ what: found.path, because: 'It is half copied or was altered.' })
          if (whole?.segment.kind !== 'changes') continue
          const content = whole.segment.lines.map(({ changeBytes, changeSignature }, i) => ({
            key: found.key,
            seq: found.first + i,
            bytes: changeBytes,
            signature: changeSignature,
          }))
          pieces.push({ mark, content })
        }
        return { pieces, ignored }
      }),

    writePersonal: (values) => guarded(async () => (await personal.add(values), null)),
    readPersonal: (wanted) => guarded(() => personal.find(wanted)),
    erasePersonal: (staffIds) => guarded(async () => (await personal.erase(staffIds), null)),

    writeGreeting: ({ key, bytes, signature }) =>
      guarded(async () => {
        const said = {
          key,
          bytes: Buffer.from(bytes).toString('utf8'),
          signature: Buffer.from(signature).toString('hex'),
        }
        await files.writeWhole(`${orgId}/heard/${key}.json`, Buffer.from(JSON.stringify(said)))
        return null
      }),

    readGreetings: () =>
      guarded(async () => {
        const greetings: GreetingBytes[] = []
        for (const name of await files.list(`${orgId}/heard`)) {
          if (!/^[0-9a-f]{64}\.json$/.test(name)) continue
          const said = greetingFile.safeParse(await readJson(files, `${orgId}/heard/${name}`))
          if (!said.success) continue
          const { key, bytes, signature } = said.data
          greetings.push({ key, bytes: Buffer.from(bytes), signature: Buffer.from(signature, 'hex') })
        }
        return greetings
      }),

    close: () => Promise.resolve(),
  }
}

function markOf(kind: Segment['kind'], { key, name }: { key: KeyId; name: string }): string {
  return `${kind} ${key}/${name}`
}

/**
 * Entries with the numbers and hashes by which they are found; null where a line says another number than its place, or
 * carries another change than its entry names: nobody who settles wrote it so.
 */
function entriesIn({ first, lines }: Segment): (EntryIn | null)[] {
  return lines.map(({ entryBytes, entrySignature, changeBytes, changeSignature }, i) => {
    if (entryBytes === undefined || entrySignature === undefined) return null
    const said = readHead(entryBytes)
    if (said?.n !== first + i || said.changeId !== recordId('change', changeBytes)) return null
    const settled = { changeBytes, changeSignature, entryBytes, entrySignature }
    return { n: first + i, hash: recordId('entry', entryBytes), settled }
  })
}

/** What an entry says of its place and its change. Whoever takes it looks at the rest. */
function readHead(entryBytes: Uint8Array): { n?: unknown; changeId?: unknown } | null {
  try {
    return JSON.parse(Buffer.from(entryBytes).toString('utf8')) as { n?: unknown; changeId?: unknown } | null
  } catch {
    return null
  }
}

function isSameLine(one: SegmentLine, other: SegmentLine): boolean {
  return (
    isSame(one.changeBytes, other.changeBytes) &&
    isSame(one.changeSignature, other.changeSignature) &&
    isSame(one.entryBytes, other.entryBytes) &&
    isSame(one.entrySignature, other.entrySignature)
  )
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0
}

function lowestFrom(n: number, numbers: Iterable<number>): number | undefined {
  let lowest: number | undefined
  for (const one of numbers) if (one >= n && (lowest === undefined || one < lowest)) lowest = one
  return lowest
}

async function readJson(files: ExchangeFiles, path: string): Promise<unknown> {
  const bytes = await files.read(path, smallLimit)
  try {
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

function ownMarks(): Marks {
  const marks = new Set<string>()
  return { has: (mark) => marks.has(mark), add: (more) => more.forEach((mark) => marks.add(mark)) }
}
