import { z } from 'zod'
import { parsePersonalValue, type PersonalValue } from '../../../shared/domain/change'
import { type KeyId, parseKeyId, type StaffId } from '../../../shared/domain/ids'
import { done, failed, type Result } from '../../../shared/domain/result'
import { readEntry } from '../../org/record'
import type { SettledBytes } from '../../org/replay'
import type { GreetingBytes, Ignored, Missing, Piece, ProposalBytes, Transport, TransportFailure } from '../Transport'
import type { ExchangeFiles } from './ExchangeFiles'
import { readSegment, readSegmentName, type Segment, segmentLimit, type SegmentLine, writeSegment } from './segment'

/** Bytes of changes in one file, before the range is cut. */
const cutAt = 8_000_000
const smallLimit = 4_000_000

const personalFile = z.array(parsePersonalValue)
const greetingFile = z.strictObject({
  key: parseKeyId,
  bytes: z.string(),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
})

/**
 * A folder or USB stick: append-only files, one per key and range, never modified (sync.md, "Transports"). Changes and
 * entries lie under `<org>/<key>/`, personal values under `<org>/personal/`, last words under `<org>/heard/`.
 */
export function folderTransport(files: ExchangeFiles, orgId: string): Transport {
  async function guarded<Value>(work: () => Promise<Value>): Promise<Result<Value, TransportFailure>> {
    try {
      if (!(await files.isThere())) {
        return failed(
          'place-not-found',
          `There is no folder “${files.root}”. Plug the stick in, or choose the folder again.`,
        )
      }
      return done(await work())
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (code === 'ENOSPC' || code === 'EDQUOT') {
        return failed('disk-full', `The folder “${files.root}” is full. Free some space there and exchange again.`)
      }
      if (code !== '') {
        return failed(
          'cannot-write',
          `The folder “${files.root}” cannot be used (${code}). Check its permissions and try again.`,
        )
      }
      throw error
    }
  }

  async function listSegments(key: string): Promise<{ name: string; path: string; first: number; last: number }[]> {
    const names = await files.list(`${orgId}/${key}`)
    return names
      .flatMap((name) => {
        const range = readSegmentName(name)
        return range === null ? [] : [{ name, path: `${orgId}/${key}/${name}`, ...range }]
      })
      .toSorted((a, b) => a.first - b.first || b.last - a.last || (a.name < b.name ? -1 : 1))
  }

  async function listKeys(): Promise<KeyId[]> {
    return (await files.list(orgId)).flatMap((name) => (parseKeyId.safeParse(name).success ? [name as KeyId] : []))
  }

  async function open(path: string, name: string, key: string): Promise<Segment | null> {
    const bytes = await files.read(path, segmentLimit)
    const segment = bytes === undefined ? null : readSegment(name, bytes)
    return segment?.org === orgId && segment.key === key ? segment : null
  }

  /** The numbers of a kind that lie whole under a key. */
  async function numbersOf(key: string, kind: Segment['kind']): Promise<Set<number>> {
    const numbers = new Set<number>()
    for (const { path, name } of await listSegments(key)) {
      const segment = await open(path, name, key)
      if (segment?.kind !== kind) continue
      for (let n = segment.first; n <= segment.last; n++) numbers.add(n)
    }
    return numbers
  }

  async function writeRange(
    key: KeyId,
    kind: Segment['kind'],
    numbered: readonly (readonly [number, SegmentLine])[],
  ): Promise<void> {
    let range: (readonly [number, SegmentLine])[] = []
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
      range = []
      size = 0
    }
    for (const one of numbered) {
      if (range.length > 0 && (one[0] !== range.at(-1)![0] + 1 || size > cutAt)) await flush()
      range.push(one)
      size += one[1].changeBytes.length
    }
    await flush()
  }

  return {
    kind: 'folder',
    address: files.root,
    keepsLine: 'console',

    readLine: ({ after, hashOf, limit }) =>
      guarded(async () => {
        const byNumber = new Map<number, SettledBytes>()
        const rivals: SettledBytes[] = []
        const ignored: Ignored[] = []
        let highest = after.n
        for (const key of await listKeys()) {
          for (const { path, name, last } of await listSegments(key)) {
            if (last <= after.n - 1) continue
            const segment = await open(path, name, key)
            if (segment === null) ignored.push({ what: path, because: 'It is half copied or was altered.' })
            if (segment?.kind !== 'entries') continue
            for (const [i, { entryBytes, entrySignature, changeBytes, changeSignature }] of segment.lines.entries()) {
              if (entryBytes === undefined || entrySignature === undefined) continue
              const n = segment.first + i
              const settled = { changeBytes, changeSignature, entryBytes, entrySignature }
              const read = readEntry(entryBytes)
              if (!read.ok || read.value.record.n !== n) continue
              highest = Math.max(highest, n)
              const known = hashOf(n)
              const other = byNumber.get(n)
              if (known !== undefined) {
                if (known !== read.value.hash) rivals.push(settled)
              } else if (other === undefined) byNumber.set(n, settled)
              else if (Buffer.compare(other.entryBytes, entryBytes) !== 0) rivals.push(settled)
            }
          }
        }
        const entries: SettledBytes[] = []
        let n = after.n + 1
        for (; entries.length < limit; n++) {
          const next = byNumber.get(n)
          if (next === undefined) break
          entries.push(next)
        }
        const later = [...byNumber.keys()].filter((one) => one >= n).toSorted((a, b) => a - b)[0]
        const missing: Missing | null =
          entries.length < limit && later !== undefined ? { key: null, first: n, last: later - 1 } : null
        return { entries, rivals, missing, ignored }
      }),

    append: (after, entries, by) =>
      guarded(async () => {
        const there = await numbersOf(by, 'entries')
        const numbered = entries.map((entry, i) => [after.n + 1 + i, entry] as const)
        await writeRange(
          by,
          'entries',
          numbered.filter(([n]) => !there.has(n)),
        )
        return 'appended' as const
      }),

    readEnd: () =>
      guarded(async () => {
        let n = 0
        for (const key of await listKeys()) {
          for (const { path, name, last } of await listSegments(key)) {
            if (last > n && (await open(path, name, key))?.kind === 'entries') n = last
          }
        }
        return { n }
      }),

    publish: (proposals) =>
      guarded(async () => {
        for (const key of new Set(proposals.map((one) => one.key))) {
          const there = await numbersOf(key, 'changes')
          const numbered = proposals
            .filter((one) => one.key === key && !there.has(one.seq))
            .toSorted((a, b) => a.seq - b.seq)
            .map(({ seq, bytes, signature }) => [seq, { changeBytes: bytes, changeSignature: signature }] as const)
          await writeRange(key, 'changes', numbered)
        }
        return null
      }),

    readProposals: (known) =>
      guarded(async () => {
        const pieces: Piece<ProposalBytes>[] = []
        const ignored: Ignored[] = []
        for (const key of await listKeys()) {
          for (const { path, name, first } of await listSegments(key)) {
            if (known(`${key}/${name}`)) continue
            const segment = await open(path, name, key)
            if (segment === null) ignored.push({ what: path, because: 'It is half copied or was altered.' })
            if (segment?.kind !== 'changes') continue
            const content = segment.lines.map(({ changeBytes, changeSignature }, i) => ({
              key,
              seq: first + i,
              bytes: changeBytes,
              signature: changeSignature,
            }))
            pieces.push({ mark: `${key}/${name}`, content })
          }
        }
        return { pieces, ignored }
      }),

    writePersonal: (values) =>
      guarded(async () => {
        for (const staffId of new Set(values.map((one) => one.staffId))) {
          const before = await readPerson(files, orgId, staffId)
          const byHash = new Map(
            [...before, ...values.filter((one) => one.staffId === staffId)].map((one) => [one.hash, one]),
          )
          if (byHash.size === before.length) continue
          const all = [...byHash.values()].toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
          await files.writeWhole(`${orgId}/personal/${staffId}.json`, Buffer.from(JSON.stringify(all)))
        }
        return null
      }),

    readPersonal: (staffIds) =>
      guarded(async () => {
        const values: PersonalValue[] = []
        for (const staffId of staffIds) values.push(...(await readPerson(files, orgId, staffId)))
        return values
      }),

    erasePersonal: (staffIds) =>
      guarded(async () => {
        if (staffIds.length === 0) return null
        const erased = new Set<string>(staffIds)
        // Copies that a sync tool made of the file begin with its name.
        for (const name of await files.list(`${orgId}/personal`)) {
          if (erased.has(name.slice(0, 32))) await files.remove(`${orgId}/personal/${name}`)
        }
        return null
      }),

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

async function readPerson(files: ExchangeFiles, orgId: string, staffId: StaffId): Promise<PersonalValue[]> {
  const values = personalFile.safeParse(await readJson(files, `${orgId}/personal/${staffId}.json`))
  return values.success ? values.data.filter((one) => one.staffId === staffId) : []
}

async function readJson(files: ExchangeFiles, path: string): Promise<unknown> {
  const bytes = await files.read(path, smallLimit)
  try {
    return bytes === undefined ? undefined : JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}
