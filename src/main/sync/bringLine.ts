import type { StaffId } from '../../shared/domain/ids'
import { done, type Result } from '../../shared/domain/result'
import { readEntry } from '../org/record'
import { bringValues, lookedAtOnce, peopleIn } from './bringChanges'
import { type ExchangeFailure, stopped, turn, type Visit } from './Visit'

/** Entries brought in one go. */
const step = 250
/** A place that lacks so many entries is brought everybody's values. */
const farBehind = 1000

/**
 * Goes to the place from where the place's copy ends: the registrar's line, or to a hub whatever it has not got. A
 * hand-over is settled by a console that is not the registrar any more: it still brings what it settled itself. Whoever
 * meets others elsewhere too brings to a folder or a file for mail what was settled there: those who meet only here get
 * it from nobody else.
 */
export async function bringLine(visit: Visit): Promise<Result<null, ExchangeFailure>> {
  const { org, line, transport } = visit
  const isRegistrar = line.maySettle && line.settledState().settings.sequencer === 'registrar'
  if (line.speaker === null) return done(null)
  const end = await transport.readEnd((n) => line.hashOf(n))
  if (!end.ok) return end
  if (end.value.n >= org.revision().n) return done(null)
  if (transport.keepsLine === 'console' && !isRegistrar && !meetsElsewhere(visit)) {
    const [next] = line.entriesAfter(end.value.n, 1)
    const entry = next === undefined ? null : readEntry(next.entryBytes)
    if (entry?.ok !== true || entry.value.record.by !== line.speaker.id) return done(null)
  }
  // Values first: whoever sees an entry finds them. A place that lies far behind gets everybody's.
  const behind = org.revision().n - end.value.n
  const named = behind > farBehind ? line.settledState().staff.keys() : await peopleBehind(visit, end.value.n)
  if (named === null) return stopped
  const written = await bringValues(visit, named)
  if (!written.ok) return written
  for (let { n } = end.value; n < org.revision().n;) {
    if (visit.isCancelled()) return stopped
    const entries = line.entriesAfter(n, step)
    const appended = await transport.append({ n, hash: line.hashOf(n) ?? null }, entries, line.speaker.id)
    if (!appended.ok) return appended
    if (appended.value === 'moved') return done(null)
    n += entries.length
    visit.onProgress('Bringing the settled line', n)
    await turn()
  }
  return done(null)
}

function meetsElsewhere({ line, transport: { kind, address } }: Visit): boolean {
  return kind !== 'hub' && line.notes.places().some((one) => one.address !== address)
}

/** Whom the entries after `n` name; null when it was stopped. */
async function peopleBehind(visit: Visit, n: number): Promise<ReadonlySet<StaffId> | null> {
  const { org, line } = visit
  const people = new Set<StaffId>()
  for (let after = n; after < org.revision().n;) {
    const entries = line.entriesAfter(after, lookedAtOnce)
    if (entries.length === 0) break
    const some = await visit.inSteps(peopleIn(entries.map(({ changeBytes }) => changeBytes)))
    if (some === undefined) return null
    for (const staffId of some) people.add(staffId)
    after += entries.length
  }
  return people
}
