import type { PersonalValue } from '../../shared/domain/change'
import { done, type Result } from '../../shared/domain/result'
import type { Lack } from '../org/line/Line'
import { isSound } from '../org/personalValues'
import { type ExchangeFailure, stopped, turn, type Visit } from './Visit'

/** Values that are fetched in one go. */
export const valuesAtOnce = 2_000

/** Fetches values from the place, as far as they are there, by hash. */
export async function fetchValues(
  visit: Visit,
  lacks: readonly Lack[],
  into: Map<string, PersonalValue>,
): Promise<Result<null, ExchangeFailure>> {
  const { transport } = visit
  // In the order of their ids, those who share a file at the place go together.
  const sorted = lacks.toSorted((one, other) => (one.staffId < other.staffId ? -1 : 1))
  for (let from = 0; from < sorted.length; from += valuesAtOnce) {
    if (visit.isCancelled()) return stopped
    const read = await transport.readPersonal(sorted.slice(from, from + valuesAtOnce))
    if (!read.ok) return read
    for (const value of read.value) if (isSound(value)) into.set(value.hash, value)
    if (sorted.length > valuesAtOnce) {
      visit.onProgress('Fetching names and details', Math.min(from + valuesAtOnce, sorted.length))
      await turn()
    }
  }
  return done(null)
}
