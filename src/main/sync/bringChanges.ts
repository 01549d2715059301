import type { StaffId } from '../../shared/domain/ids'
import { done, type Result } from '../../shared/domain/result'
import { personalRefs } from '../org/line/personalRefs'
import { readChange } from '../org/record'
import type { Steps } from '../org/runInSteps'
import { type ExchangeFailure, stopped, turn, type Visit } from './Visit'

/** Entries that are looked through for the people whose values they name. */
export const lookedAtOnce = 10
/** People whose values are brought in one go: some 1 MB. */
const peopleAtOnce = 2_000

/**
 * Brings what waits to be settled, and the values that it names.
 *
 * @returns how many of them are own changes
 */
export async function bringChanges(visit: Visit): Promise<Result<number, ExchangeFailure>> {
  const { line, transport } = visit
  const waiting = line.proposals()
  if (waiting.length === 0) return done(0)
  const people = await visit.inSteps(peopleIn(waiting.map(({ bytes }) => bytes)))
  if (people === undefined) return stopped
  // Values first: whoever sees the change finds them.
  const written = await bringValues(visit, people)
  if (!written.ok) return written
  const sent = await transport.publish(waiting.map((row) => ({ ...row, key: row.key as never })))
  return sent.ok ? done(waiting.filter((row) => row.isOwn).length) : sent
}

/**
 * Brings what was settled here alone, from `n` on, as changes that wait: elsewhere a take-over stands in their place, and
 * whoever settles now gives each its verdict.
 */
export async function bringFrom(visit: Visit, n: number): Promise<Result<null, ExchangeFailure>> {
  const { line, transport } = visit
  for (let after = n - 1; ;) {
    const entries = line.entriesAfter(after, lookedAtOnce)
    if (entries.length === 0) break
    const named = await visit.inSteps(peopleIn(entries.map(({ changeBytes }) => changeBytes)))
    if (named === undefined) return stopped
    const written = await bringValues(visit, named)
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
  const sent = await bringChanges(visit)
  return sent.ok ? done(null) : sent
}

/** Brings the values of people to the place. */
export async function bringValues(visit: Visit, people: Iterable<StaffId>): Promise<Result<null, ExchangeFailure>> {
  const { line, transport } = visit
  const sorted = [...people].toSorted()
  for (let from = 0; from < sorted.length; from += peopleAtOnce) {
    if (visit.isCancelled()) return stopped
    const written = await transport.writePersonal(line.personalOf(sorted.slice(from, from + peopleAtOnce)))
    if (!written.ok) return written
    visit.onProgress('Bringing names and details', Math.min(from + peopleAtOnce, sorted.length))
    await turn()
  }
  return done(null)
}

/** Whom these changes name with a personal value; yields after each. */
export function* peopleIn(changes: readonly Uint8Array[]): Steps<ReadonlySet<StaffId>> {
  const people = new Set<StaffId>()
  for (const bytes of changes) {
    const change = readChange(bytes)
    if (!change.ok) continue
    for (const { staffId } of personalRefs(change.value.intent, change.value.record.author)) people.add(staffId)
    yield people.size
  }
  return people
}
