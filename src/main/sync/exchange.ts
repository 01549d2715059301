import type { PersonalValue } from '../../shared/domain/change'
import { done, type Result } from '../../shared/domain/result'
import type { Lack, Moved } from '../org/line/Line'
import type { Org } from '../org/Org'
import { bringChanges } from './bringChanges'
import { bringLine } from './bringLine'
import { fetchValues, valuesAtOnce } from './fetchValues'
import { greet } from './greet'
import { takeLine } from './takeLine'
import type { Missing, Transport } from './Transport'
import { endOf, type ExchangeFailure, inParts, stopped, turn, visitTo, type Visit } from './Visit'

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

/** Changes settled in one go. */
const step = 250

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
  const visit = visitTo({ org, transport, isCancelled, onProgress })
  const taken = await takeLine(visit)
  if (!taken.ok) return taken
  const sent = await bringChanges(visit)
  if (!sent.ok) return sent
  for (const part of [
    bringLine,
    fetchProposals,
    settleWaiting,
    bringLine,
    () => transport.erasePersonal(line.purged()),
  ]) {
    if (isCancelled()) return stopped
    const ended = await part(visit)
    if (!ended.ok) return ended
  }
  const stillLacking = await visit.inSteps(line.lacksOfProposals())
  if (stillLacking === undefined) return stopped
  const greeted = await greet(visit, [...taken.value, ...stillLacking])
  if (!greeted.ok) return greeted
  const { arrived, settled, moved, missing, ignored } = visit.tally
  const outcome = { sent: sent.value, arrived, settled, moved, missing, lacks: taken.value, ignored }
  line.notes.addPlace({
    address: transport.address,
    kind: transport.kind,
    exchangedAtMs: org.now(),
    outcome: JSON.stringify({ sent: outcome.sent, arrived, settled, missing }),
  })
  return done(outcome)
}

/** Fetches what others changed, with its values. */
async function fetchProposals(visit: Visit): Promise<Result<null, ExchangeFailure>> {
  const { line, transport, tally } = visit
  const read = await transport.readProposals((mark) => line.notes.hasMark(transport.address, mark))
  if (!read.ok) return read
  tally.ignored += read.value.ignored.length
  const final: string[] = []
  let looked = 0
  for (const { mark, content } of read.value.pieces) {
    let isFinal = true
    for (const part of inParts(content, ({ bytes }) => bytes)) {
      if (visit.isCancelled()) return stopped
      const received = line.receive(part)
      if (!received.ok) return received
      tally.ignored += received.value.ignored
      isFinal &&= received.value.isFinal
      looked += part.length
      visit.onProgress('Reading what others changed', looked)
      await turn()
    }
    if (isFinal) final.push(mark)
  }
  if (final.length > 0) line.notes.addMarks(transport.address, final)
  const lacks = await visit.inSteps(line.lacksOfProposals())
  if (lacks === undefined) return stopped
  for (let from = 0; from < lacks.length; from += valuesAtOnce) {
    const part = lacks.slice(from, from + valuesAtOnce)
    const values = new Map<string, PersonalValue>()
    const fetched = await fetchValues(visit, part, values)
    if (!fetched.ok) return fetched
    const kept = line.keepPersonal(part, values)
    if (!kept.ok) return kept
    visit.onProgress('Fetching names and details', from + part.length)
    await turn()
  }
  return done(null)
}

/** Settles what waits, if it is this console's turn. */
async function settleWaiting(visit: Visit): Promise<Result<null, ExchangeFailure>> {
  const { org, line, transport, tally } = visit
  while (line.maySettle) {
    if (visit.isCancelled()) return stopped
    // INVARIANT (one line): where any console settles, the hub alone says who is next; a folder is a copy then.
    if (transport.keepsLine === 'console' && line.settledState().settings.sequencer === 'hub') return done(null)
    // A registrar settles at its own desk too, so that its own file stays the truth whatever the place is.
    const keeps = transport.keepsLine === 'console' || line.settledState().settings.sequencer === 'registrar'
    const after = org.revision()
    const phase = 'Settling what waits'
    const made = await line.settleInSteps(step, keeps, visit.watching(phase, tally.settled))
    if (!made.ok) return endOf(made)
    const { entries } = made.value
    if (entries.length === 0) return done(null)
    tally.moved.push(...made.value.taken.moved)
    if (!keeps) {
      const appended = await transport.append({ n: after.n, hash: after.head }, entries, line.speaker!.id)
      if (!appended.ok) return appended
      const before = org.revision().n
      const again = await takeLine(visit)
      if (!again.ok) return again
      // Another console was faster: what it settled is here now, and what still waits is judged anew.
      if (appended.value === 'moved' && org.revision().n > before) continue
      if (appended.value === 'moved') return done(null)
    }
    tally.settled += entries.length
    visit.onProgress(phase, tally.settled)
    await turn()
  }
  return done(null)
}
