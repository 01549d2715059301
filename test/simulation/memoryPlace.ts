import type { PersonalValue } from '../../src/shared/domain/change'
import type { KeyId, StaffId } from '../../src/shared/domain/ids'
import { done, failed } from '../../src/shared/domain/result'
import type { Org } from '../../src/main/org/Org'
import type { SettledBytes } from '../../src/main/org/replay'
import type { GreetingBytes, Marks, ProposalBytes, Transport, TransportFailure } from '../../src/main/sync/Transport'
import type { Chance } from './chance'
import { readSettled } from './oracle/readSettled'

/** How often things go wrong at a place; 0 while a history is brought to its end. */
export interface Weather {
  lost: number
  late: number
  half: number
  twice: number
  failing: number
}

interface Message<Content> {
  readonly mark: string
  readonly content: Content
  readonly from: number
  /** For each reader, the visit from which it is seen. */
  readonly seenFrom: number[]
}

/** Where the consoles of a history meet. */
export interface Place {
  /** The place as one console sees it; `marks` are that console's notes, `org` is what it has open. */
  seenBy(reader: number, marks: Marks, org: Org): Transport
  /** Everything that is under way arrives. */
  clear(): void
  /** The last entry that was brought, whoever sees it by now. */
  lastN(): number
  /** From now on it says which entries stand against those of whoever reads. */
  showRivals(): void
  /** Put there by somebody who is no console of ours. */
  drop(key: KeyId, seq: number, bytes: Uint8Array, signature: Uint8Array): void
  dropEntry(entry: SettledBytes): void
  dropPersonal(value: PersonalValue): void
  /** Changes that wait there. */
  waiting(): readonly Uint8Array[]
  /** Whether two entries are there that follow the same one. */
  isForked(): boolean
  /** Keeps a copy of everything that is there. */
  backUp(): void
  /** Everything is as it was when it was last kept, or nothing is there any more. */
  goBack(): void
  /** Whether anything is there of a person's values. */
  heldOf(staffId: StaffId): boolean
}

/**
 * A place in memory where consoles meet: a folder that copies late, twice, half or not at all, or a hub whose connection
 * breaks before or after a call has done its work.
 */
export function memoryPlace(
  keepsLine: Transport['keepsLine'],
  weather: Weather,
  chance: Chance,
  readers: number,
  baseN: number,
): Place {
  const proposals: Message<ProposalBytes>[] = []
  const line: Message<SettledBytes & { n: number; hash: string; prev: string | null }>[] = []
  const personal: Message<PersonalValue>[] = []
  const greetings = new Map<KeyId, GreetingBytes>()
  let visit = 0
  let marks = 0
  let forks = false
  let backup: { restore(): void } | null = null
  const isFolder = keepsLine === 'console'

  function keep<Content>(into: Message<Content>[], content: Content, from: number): void {
    if (isFolder && chance.isHit(weather.lost)) return
    const copies = isFolder && chance.isHit(weather.twice) ? 2 : 1
    for (let i = 0; i < copies; i += 1) {
      const seenFrom = Array.from({ length: readers }, () =>
        isFolder && chance.isHit(weather.late) ? visit + 1 + chance.below(12) : 0,
      )
      const message = { mark: `m${marks++}`, content, from, seenFrom }
      if (copies > 1 && chance.isHit(0.5)) into.splice(chance.below(into.length + 1), 0, message)
      else into.push(message)
    }
  }

  function isSeen(message: Message<unknown>, reader: number): boolean {
    return message.from === reader || message.seenFrom[reader]! <= visit
  }

  function breaks(): boolean {
    return chance.isHit(weather.failing)
  }
  const broken = () =>
    failed<TransportFailure>(isFolder ? 'cannot-write' : 'no-connection', 'The place cannot be reached just now.')

  /** The place as one console sees it. */
  function seenBy(reader: number): Transport {
    return {
      kind: isFolder ? 'folder' : 'hub',
      address: `memory ${keepsLine}`,
      keepsLine,
      readLine: ({ after, limit, hashOf }) => {
        visit += 1
        if (breaks()) return Promise.resolve(broken())
        const seen = line.filter((one) => isSeen(one, reader)).map(({ content }) => content)
        const entries: SettledBytes[] = []
        let { n, hash } = after
        while (entries.length < limit) {
          const next = seen.find((one) => one.n === n + 1 && one.prev === hash)
          if (next === undefined) break
          entries.push(next)
          ;({ n, hash } = next)
        }
        return Promise.resolve(
          done({ entries, rivals: forks ? rivalsOf(seen, hashOf) : [], missing: null, ignored: [] }),
        )
      },
      append: (after, entries) => {
        if (breaks()) return Promise.resolve(broken())
        if (!isFolder) {
          const end = line.at(-1)?.content
          if ((end?.n ?? baseN) !== after.n || (end?.hash ?? after.hash) !== after.hash) {
            const first = entries[0] === undefined ? null : readSettled(entries[0]).hash
            const isThere = first !== null && line.some(({ content }) => content.hash === first)
            return Promise.resolve(done(isThere ? ('appended' as const) : ('moved' as const)))
          }
        }
        for (const entry of entries) {
          const { entry: record, hash } = readSettled(entry)
          if (line.some(({ content }) => content.hash === hash)) continue
          keep(line, { ...entry, n: record.n as number, hash, prev: record.prev as string | null }, reader)
        }
        return Promise.resolve(breaks() ? broken() : done('appended' as const))
      },
      readEnd: (hashOf) => {
        if (breaks()) return Promise.resolve(broken())
        const ours = line.filter(({ content: { n, hash } }) => !isFolder || (hashOf(n) ?? hash) === hash)
        const numbers = new Set(ours.map(({ content }) => content.n))
        let n = baseN
        while (numbers.has(n + 1)) n += 1
        return Promise.resolve(done({ n }))
      },
      publish: (changes) => {
        if (breaks()) return Promise.resolve(broken())
        for (const change of changes) {
          const isThere = proposals.some(({ content }) => Buffer.compare(content.bytes, change.bytes) === 0)
          if (isThere) continue
          if (isFolder && chance.isHit(weather.half)) {
            keep(proposals, { ...change, bytes: change.bytes.slice(0, 40) }, reader)
          } else keep(proposals, change, reader)
        }
        return Promise.resolve(breaks() ? broken() : done(null))
      },
      readProposals: (known) => {
        if (breaks()) return Promise.resolve(broken())
        const pieces = proposals
          .filter((one) => isSeen(one, reader) && !known(one.mark))
          .map(({ mark, content }) => ({ mark, content: [content] }))
        return Promise.resolve(done({ pieces, ignored: [] }))
      },
      writePersonal: (values) => {
        if (breaks()) return Promise.resolve(broken())
        for (const one of values) {
          if (!personal.some(({ content }) => content.hash === one.hash)) keep(personal, one, reader)
        }
        return Promise.resolve(done(null))
      },
      readPersonal: (values) => {
        if (breaks()) return Promise.resolve(broken())
        const wanted = new Set(values.map(({ staffId }) => staffId))
        return Promise.resolve(
          done(
            personal.flatMap((one) => (isSeen(one, reader) && wanted.has(one.content.staffId) ? [one.content] : [])),
          ),
        )
      },
      erasePersonal: (staffIds) => {
        if (breaks()) return Promise.resolve(broken())
        const gone = new Set<StaffId>(staffIds)
        for (let i = personal.length - 1; i >= 0; i -= 1)
          if (gone.has(personal[i]!.content.staffId)) personal.splice(i, 1)
        return Promise.resolve(done(null))
      },
      writeGreeting: (greeting) => {
        if (breaks()) return Promise.resolve(broken())
        greetings.set(greeting.key, greeting)
        return Promise.resolve(done(null))
      },
      readGreetings: () => Promise.resolve(breaks() ? broken() : done([...greetings.values()])),
      close: () => Promise.resolve(),
    }
  }

  return {
    seenBy,
    clear: () => (visit += 1_000_000),
    lastN: () => Math.max(baseN, ...line.map(({ content }) => content.n)),
    showRivals: () => (forks = true),
    drop: (key, seq, bytes, signature) => {
      if (!proposals.some(({ content }) => Buffer.compare(content.bytes, bytes) === 0)) {
        keep(proposals, { key, seq, bytes, signature }, -1)
      }
    },
    dropEntry: (entry) => {
      const { entry: record, hash } = readSettled(entry)
      if (line.some(({ content }) => content.hash === hash)) return
      const message = { ...entry, n: record.n as number, hash, prev: record.prev as string | null }
      keep(line, message, -1)
    },
    dropPersonal: (value) => {
      if (!personal.some(({ content }) => content.hash === value.hash)) keep(personal, value, -1)
    },
    waiting: () => proposals.map(({ content }) => content.bytes),
    isForked: () =>
      line.some(({ content: one }) =>
        line.some(({ content }) => content.n === one.n && content.prev === one.prev && content.hash !== one.hash),
      ),
    backUp: () => {
      const kept = [proposals, line, personal].map((into: unknown[]) => ({ into, content: [...into] }))
      const said = [...greetings]
      const restore = () => {
        for (const { into, content } of kept) into.splice(0, into.length, ...content)
        greetings.clear()
        for (const [key, greeting] of said) greetings.set(key, greeting)
      }
      backup = { restore }
    },
    goBack: () => {
      if (backup !== null) return backup.restore()
      for (const into of [proposals, line, personal]) into.length = 0
      greetings.clear()
    },
    heldOf: (staffId) => personal.some(({ content }) => content.staffId === staffId),
  }
}

function rivalsOf<Entry extends { n: number; hash: string }>(
  seen: readonly Entry[],
  hashOf: (n: number) => string | undefined,
): Entry[] {
  return seen.filter(({ n, hash }) => (hashOf(n) ?? hash) !== hash)
}
