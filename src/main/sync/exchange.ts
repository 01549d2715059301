import type { PersonalValue } from '../../shared/domain/change'
import type { ChangeId, StaffId } from '../../shared/domain/ids'
import { done, type Failure, failed, type Result } from '../../shared/domain/result'
import { signatureChecker } from '../org/keys/ed25519'
import type { Lack, LineFailure, Moved } from '../org/line/Line'
import { isSound } from '../org/line/openLine'
import { personalRefs } from '../org/line/personalRefs'
import type { Org } from '../org/Org'
import { readChange, readEntry, readGreeting, signedMessage, signRecord } from '../org/record'
import type { SettledBytes } from '../org/replay'
import { runInSteps, type Steps, type Watch } from '../org/runInSteps'
import type { Missing, Transport, TransportFailure } from './Transport'

/** What one exchange did. */
export interface Exchanged {
  readonly sent: number
  readonly arrived: number
  readonly settled: number
  readonly moved: readonly Moved[]
  /** What should be at the place and is not. */
  readonly missing: readonly Missing[]
  readonly lacks: readonly Lack[]
  readonly ignored: number
}

export type ExchangeFailure = TransportFailure | LineFailure | 'cancelled'

/** Entries read in one go. */
const step = 250
/** Bytes of changes taken in one transaction, some 1,000 rows: between two a window can draw, and it can be stopped. */
const takenAtOnce = 300_000
/** Entries that are looked through for the people whose values they name. */
const farBehind = 1000
const lookedAtOnce = 10
/** People whose values are brought in one go: some 1 MB. */
const peopleAtOnce = 2_000
/** Values that are fetched in one go. */
const valuesAtOnce = 2_000
/** Rows of own pending changes that are lifted and laid anew for each part that is taken. */
const fewPending = 1000

/**
 * Exchanges with one place: takes what was settled elsewhere, brings and fetches what waits, settles it if it is this
 * console's turn, and says what this console has seen. Whatever is done stays done when it stops half-way, and the next
 * exchange goes on from there.
 *
 * Errors: of the place and of the file, as sentences; `halted` when the line was stopped.
 */
export async function exchange(
  org: Org,
  transport: Transport,
  isCancelled: () => boolean = () => false,
  onProgress: (phase: string, done: number) => void = () => {},
): Promise<Result<Exchanged, ExchangeFailure>> {
  const { line } = org
  const moved: Moved[] = []
  const missing: Missing[] = []
  let arrived = 0
  let settled = 0
  let ignored = 0
  const purgedAhead = new Set<StaffId>()
  let aheadN = 0

  /** Runs long work, letting the window draw; undefined when it was stopped. */
  async function inSteps<Value>(work: Steps<Value>): Promise<Value | undefined> {
    return (await runInSteps(work, { isCancelled }, '', 0))?.value
  }

  /** Tells of the steps of something as of so many after those before. */
  function watching(phase: string, before: number): Watch {
    let most = before
    const tell = (count: number) => onProgress(phase, (most = Math.max(most, before + count)))
    return { isCancelled, onProgress: (_phase, count) => tell(count) }
  }

  async function takeLine(): Promise<Result<readonly Lack[], ExchangeFailure>> {
    for (;;) {
      if (isCancelled()) return stopped
      const { n, head } = org.revision()
      const read = await transport.readLine({
        after: { n, hash: head },
        hashOf: (number) => line.hashOf(number),
        limit: step,
      })
      if (!read.ok) return read
      ignored += read.value.ignored.length
      const rival = read.value.rivals.find((one) => line.isRival(one))
      if (rival !== undefined) {
        const n = isTakeOver(rival) ? readN(rival) : null
        if (n !== null) {
          const brought = await bringFrom(n)
          if (!brought.ok) return brought
        }
        const text = n === null ? twoStories : takenOver
        line.stop({ code: 'two-stories', text, n: org.revision().n })
        return failed('halted', text)
      }
      const { entries } = read.value
      if (read.value.missing !== null) missing.push(read.value.missing)
      if (entries.length === 0) return done([])
      const values = new Map<string, PersonalValue>()
      const wanted = await inSteps(line.lacksOf(entries))
      if (wanted === undefined) return stopped
      const fetched = await fetchValues(wanted, values)
      if (!fetched.ok) return fetched
      const absent = wanted.filter(({ hash }) => !values.has(hash))
      const gone = await purgedLater(entries, absent)
      if (!gone.ok) return gone
      const lacks = absent.filter(({ staffId }) => !gone.value.has(staffId))
      const ready = lacks.length === 0 ? entries : entriesBefore(entries, new Set(lacks.map(({ hash }) => hash)))
      let count = 0
      // What is pending here is lifted and laid anew for each part: where that is much, there is one part.
      const parts = line.pendingRows() > fewPending ? [ready] : inParts(ready, ({ changeBytes }) => changeBytes)
      for (const part of parts) {
        if (isCancelled()) return stopped
        const phase = 'Taking what was settled elsewhere'
        const taken = await line.takeInSteps(part, values, watching(phase, arrived))
        if (!taken.ok) return endOf(taken)
        count += taken.value.entries
        arrived += taken.value.entries
        onProgress(phase, arrived)
        moved.push(...taken.value.moved)
        const halt = line.halt
        if (halt !== null && halt.code !== 'copied-file') return failed('halted', halt.text)
        if (taken.value.entries < part.length) break
        await turn()
      }
      if (count < ready.length) {
        // Something that nobody who settles has signed stands in the way: the true entry may lie beside it.
        ignored += 1
        let isPast = false
        for (const one of read.value.rivals) {
          const beside = line.take([one], values)
          if (!beside.ok) return beside
          arrived += beside.value.entries
          isPast ||= beside.value.entries > 0
        }
        if (!isPast) return done(lacks)
      } else if (lacks.length > 0) return done(lacks)
    }
  }

  /**
   * People whose values are lacking because a later entry purged them: nobody has those any more, so nobody waits for
   * them. Only entries that an enrolled console signed are believed.
   */
  async function purgedLater(
    entries: readonly SettledBytes[],
    lacks: readonly Lack[],
  ): Promise<Result<ReadonlySet<StaffId>, ExchangeFailure>> {
    const looked = (): boolean => lacks.every(({ staffId }) => purgedAhead.has(staffId))
    aheadN = Math.max(aheadN, org.revision().n + entries.length)
    while (!looked()) {
      if (isCancelled()) return stopped
      const read = await transport.readLine({
        after: { n: aheadN, hash: null },
        hashOf: () => undefined,
        limit: 1000,
      })
      if (!read.ok) return read
      if (read.value.entries.length === 0) break
      for (const one of read.value.entries) for (const staffId of purgedIn(one)) purgedAhead.add(staffId)
      aheadN += read.value.entries.length
    }
    return done(purgedAhead)
  }

  function purgedIn({ entryBytes, entrySignature, changeBytes }: SettledBytes): StaffId[] {
    const change = readChange(changeBytes)
    const entry = readEntry(entryBytes)
    if (!change.ok || !entry.ok || change.value.intent.kind !== 'staff.purge') return []
    const { by, changeId, verdict } = entry.value.record
    const key = line.settledState().keys.get(by)
    if (changeId !== change.value.id || verdict !== 'applied' || key?.kind !== 'console' || key.isRevoked) return []
    const isSigned = signatureChecker(key.publicKey)?.(signedMessage(entry.value.hash), entrySignature) === true
    return isSigned ? change.value.intent.body.rows.map(({ staffId }) => staffId) : []
  }

  async function fetchValues(
    lacks: readonly Lack[],
    into: Map<string, PersonalValue>,
  ): Promise<Result<null, ExchangeFailure>> {
    // In the order of their ids, those who share a file at the place go together.
    const sorted = lacks.toSorted((one, other) => (one.staffId < other.staffId ? -1 : 1))
    for (let from = 0; from < sorted.length; from += valuesAtOnce) {
      if (isCancelled()) return stopped
      const read = await transport.readPersonal(sorted.slice(from, from + valuesAtOnce))
      if (!read.ok) return read
      for (const value of read.value) if (isSound(value)) into.set(value.hash, value)
      if (sorted.length > valuesAtOnce) {
        onProgress('Fetching names and details', Math.min(from + valuesAtOnce, sorted.length))
        await turn()
      }
    }
    return done(null)
  }

  /** Brings the values of people to the place. */
  async function bringValues(people: Iterable<StaffId>): Promise<Result<null, ExchangeFailure>> {
    const sorted = [...people].toSorted()
    for (let from = 0; from < sorted.length; from += peopleAtOnce) {
      if (isCancelled()) return stopped
      const written = await transport.writePersonal(line.personalOf(sorted.slice(from, from + peopleAtOnce)))
      if (!written.ok) return written
      onProgress('Bringing names and details', Math.min(from + peopleAtOnce, sorted.length))
      await turn()
    }
    return done(null)
  }

  /**
   * Brings what was settled here alone, from `n` on, as changes that wait: elsewhere a take-over stands in their place, and
   * whoever settles now gives each its verdict.
   */
  async function bringFrom(n: number): Promise<Result<null, ExchangeFailure>> {
    for (let after = n - 1; ;) {
      const entries = line.entriesAfter(after, lookedAtOnce)
      if (entries.length === 0) break
      const named = await inSteps(peopleIn(entries.map(({ changeBytes }) => changeBytes)))
      if (named === undefined) return stopped
      const written = await bringValues(named)
      if (!written.ok) return written
      const changes = entries.flatMap(({ changeBytes, changeSignature }) => {
        const change = readChange(changeBytes)
        if (!change.ok) return []
        const { key, seq } = change.value.record
        return [{ key, seq, bytes: changeBytes, signature: changeSignature }]
      })
      const sent = await transport.publish(changes)
      if (!sent.ok) return sent
      after += entries.length
    }
    const sent = await publish()
    return sent.ok ? done(null) : sent
  }

  async function publish(): Promise<Result<number, ExchangeFailure>> {
    const waiting = line.proposals()
    if (waiting.length === 0) return done(0)
    const people = await inSteps(peopleIn(waiting.map(({ bytes }) => bytes)))
    if (people === undefined) return stopped
    // Values first: whoever sees the change finds them.
    const written = await bringValues(people)
    if (!written.ok) return written
    const sent = await transport.publish(waiting.map((row) => ({ ...row, key: row.key as never })))
    return sent.ok ? done(waiting.filter((row) => row.isOwn).length) : sent
  }

  async function fetchProposals(): Promise<Result<null, ExchangeFailure>> {
    const read = await transport.readProposals((mark) => line.notes.hasMark(transport.address, mark))
    if (!read.ok) return read
    ignored += read.value.ignored.length
    const final: string[] = []
    let looked = 0
    for (const { mark, content } of read.value.pieces) {
      let isFinal = true
      for (const part of inParts(content, ({ bytes }) => bytes)) {
        if (isCancelled()) return stopped
        const received = line.receive(part)
        if (!received.ok) return received
        ignored += received.value.ignored
        isFinal &&= received.value.isFinal
        looked += part.length
        onProgress('Reading what others changed', looked)
        await turn()
      }
      if (isFinal) final.push(mark)
    }
    if (final.length > 0) line.notes.addMarks(transport.address, final)
    const lacks = await inSteps(line.lacksOfProposals())
    if (lacks === undefined) return stopped
    for (let from = 0; from < lacks.length; from += valuesAtOnce) {
      const part = lacks.slice(from, from + valuesAtOnce)
      const values = new Map<string, PersonalValue>()
      const fetched = await fetchValues(part, values)
      if (!fetched.ok) return fetched
      const kept = line.keepPersonal(part, values)
      if (!kept.ok) return kept
      onProgress('Fetching names and details', from + part.length)
      await turn()
    }
    return done(null)
  }

  async function settleWaiting(): Promise<Result<null, ExchangeFailure>> {
    while (line.maySettle) {
      if (isCancelled()) return stopped
      // INVARIANT (one line): where any console settles, the hub alone says who is next; a folder is a copy then.
      if (transport.keepsLine === 'console' && line.settledState().settings.sequencer === 'hub') return done(null)
      // A registrar settles at its own desk too, so that its own file stays the truth whatever the place is.
      const keeps = transport.keepsLine === 'console' || line.settledState().settings.sequencer === 'registrar'
      const after = org.revision()
      const phase = 'Settling what waits'
      const made = await line.settleInSteps(step, keeps, watching(phase, settled))
      if (!made.ok) return endOf(made)
      const { entries } = made.value
      if (entries.length === 0) return done(null)
      moved.push(...made.value.taken.moved)
      if (!keeps) {
        const appended = await transport.append({ n: after.n, hash: after.head }, entries, line.speaker!.id)
        if (!appended.ok) return appended
        const before = org.revision().n
        const again = await takeLine()
        if (!again.ok) return again
        // Another console was faster: what it settled is here now, and what still waits is judged anew.
        if (appended.value === 'moved' && org.revision().n > before) continue
        if (appended.value === 'moved') return done(null)
      }
      settled += entries.length
      onProgress(phase, settled)
      await turn()
    }
    return done(null)
  }

  /**
   * Goes to the place from where the place's copy ends: the registrar's line, or to a hub whatever it has not got. A
   * hand-over is settled by a console that is not the registrar any more: it still brings what it settled itself.
   */
  async function publishLine(): Promise<Result<null, ExchangeFailure>> {
    const isRegistrar = line.maySettle && line.settledState().settings.sequencer === 'registrar'
    if (line.speaker === null) return done(null)
    const end = await transport.readEnd((n) => line.hashOf(n))
    if (!end.ok) return end
    if (transport.keepsLine === 'console' && !isRegistrar) {
      const [next] = line.entriesAfter(end.value.n, 1)
      const entry = next === undefined ? null : readEntry(next.entryBytes)
      if (entry?.ok !== true || entry.value.record.by !== line.speaker.id) return done(null)
    }
    // Values first: whoever sees an entry finds them. A place that lies far behind gets everybody's.
    const behind = org.revision().n - end.value.n
    const named = behind > farBehind ? line.settledState().staff.keys() : await peopleBehind(end.value.n)
    if (named === null) return stopped
    const written = await bringValues(named)
    if (!written.ok) return written
    for (let { n } = end.value; n < org.revision().n;) {
      if (isCancelled()) return stopped
      const entries = line.entriesAfter(n, step)
      const appended = await transport.append({ n, hash: line.hashOf(n) ?? null }, entries, line.speaker.id)
      if (!appended.ok) return appended
      if (appended.value === 'moved') return done(null)
      n += entries.length
      onProgress('Bringing the settled line', n)
      await turn()
    }
    return done(null)
  }

  /** Whom the entries after `n` name; null when it was stopped. */
  async function peopleBehind(n: number): Promise<ReadonlySet<StaffId> | null> {
    const people = new Set<StaffId>()
    for (let after = n; after < org.revision().n;) {
      const entries = line.entriesAfter(after, lookedAtOnce)
      if (entries.length === 0) break
      const some = await inSteps(peopleIn(entries.map(({ changeBytes }) => changeBytes)))
      if (some === undefined) return null
      for (const staffId of some) people.add(staffId)
      after += entries.length
    }
    return people
  }

  async function greet(lacks: readonly Lack[]): Promise<Result<null, ExchangeFailure>> {
    const heard = await transport.readGreetings()
    if (!heard.ok) return heard
    const { keys } = line.settledState()
    const before = new Map(line.notes.heard().map((row) => [row.key, row.bytes]))
    for (const { key, bytes, signature } of heard.value) {
      const last = before.get(key)
      if (last !== undefined && Buffer.compare(last, bytes) === 0) continue
      const said = readGreeting(bytes)
      const enrolled = keys.get(key)
      if (!said.ok || said.value.record.key !== key || enrolled === undefined) continue
      if (signatureChecker(enrolled.publicKey)?.(signedMessage(said.value.id), signature) !== true) continue
      line.notes.addHeard({ key, bytes, signature, heardAtMs: org.now() })
      if (said.value.record.lacks.length === 0) continue
      const helped = await transport.writePersonal(
        line.personalOf([...new Set(said.value.record.lacks.map(({ staffId }) => staffId))]),
      )
      if (!helped.ok) return helped
    }
    if (line.speaker === null) return done(null)
    const { n, head } = org.revision()
    const record = {
      v: 1 as const,
      org: org.orgId as ChangeId,
      key: line.speaker.id,
      at: new Date(org.now()).toISOString(),
      head: { n, hash: head },
      pending: line.pending().length,
      lacks: lacks.slice(0, 1000).map(({ staffId, hash }) => ({ staffId, hash })),
    }
    const { bytes, signature } = signRecord('greeting', record, line.speaker)
    return transport.writeGreeting({ key: line.speaker.id, bytes, signature })
  }

  const taken = await takeLine()
  if (!taken.ok) return taken
  const sent = await publish()
  if (!sent.ok) return sent
  for (const part of [
    publishLine,
    fetchProposals,
    settleWaiting,
    publishLine,
    () => transport.erasePersonal(line.purged()),
  ]) {
    if (isCancelled()) return stopped
    const ended = await part()
    if (!ended.ok) return ended
  }
  const stillLacking = await inSteps(line.lacksOfProposals())
  if (stillLacking === undefined) return stopped
  const greeted = await greet([...taken.value, ...stillLacking])
  if (!greeted.ok) return greeted
  const outcome = { sent: sent.value, arrived, settled, moved, missing, lacks: taken.value, ignored }
  line.notes.addPlace({
    address: transport.address,
    kind: transport.kind,
    exchangedAtMs: org.now(),
    outcome: JSON.stringify({ sent: outcome.sent, arrived, settled, missing }),
  })
  return done(outcome)
}

export const stopped = failed('cancelled', 'Stopped. What was exchanged so far stays.')

const takenOver =
  'The settling of changes was taken over with the recovery words on another desktop, while this one had changes that nobody else had. They were brought there and wait to be settled: look for them in the history and in the inbox of another console. Go on with a copy of its file, and ask for a key there.'

const twoStories =
  'The console that settles has signed two different histories. Nothing is exchanged until this is cleared up: compare the organizations of both, and go on with one of them.'

function isTakeOver({ changeBytes }: SettledBytes): boolean {
  const change = readChange(changeBytes)
  return change.ok && change.value.intent.kind === 'registrar.set' && change.value.intent.body.rows[0]?.takeOver != null
}

function readN({ entryBytes }: SettledBytes): number | null {
  const entry = readEntry(entryBytes)
  return entry.ok ? entry.value.record.n : null
}

/** How a move of the line ended that did not go through. */
function endOf<Code extends ExchangeFailure>(ended: {
  readonly ok: false
  readonly error: Failure<Code>
}): Result<never, ExchangeFailure> {
  return ended.error.code === 'cancelled' ? stopped : ended
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** What has come, in its order, some at a time: as much as takes a moment, and at least one. */
function inParts<Item>(items: readonly Item[], bytesOf: (item: Item) => Uint8Array): Item[][] {
  const parts: Item[][] = []
  let left = 0
  for (const item of items) {
    const { length } = bytesOf(item)
    if (parts.length === 0 || left < length) {
      parts.push([])
      left = takenAtOnce
    }
    parts.at(-1)!.push(item)
    left -= length
  }
  return parts
}

/** The entries in front of the first that names one of these values. */
function entriesBefore(entries: readonly SettledBytes[], lacking: ReadonlySet<string>): SettledBytes[] {
  const end = entries.findIndex(({ changeBytes }) => {
    const change = readChange(changeBytes)
    return (
      change.ok && personalRefs(change.value.intent, change.value.record.author).some(({ hash }) => lacking.has(hash))
    )
  })
  return end === -1 ? [...entries] : entries.slice(0, end)
}

/** Whom these changes name with a personal value; yields after each. */
function* peopleIn(changes: readonly Uint8Array[]): Steps<ReadonlySet<StaffId>> {
  const people = new Set<StaffId>()
  for (const bytes of changes) {
    const change = readChange(bytes)
    if (!change.ok) continue
    for (const { staffId } of personalRefs(change.value.intent, change.value.record.author)) people.add(staffId)
    yield people.size
  }
  return people
}
