import { narrow } from './narrow'
import type { PeoplePage } from './rules'

/** Ends of a page's assignments as its rows keep them: each instant once, and a number for each assignment. */
export function packEnds(untilMs: readonly number[]): Pick<PeoplePage, 'assignedEnd' | 'endsMs'> {
  const endsMs = [Infinity]
  const numberOf = new Map<number, number>()
  const numbers = untilMs.map((endMs) => {
    if (endMs === Infinity) return 0
    const known = numberOf.get(endMs)
    if (known !== undefined) return known
    const number = endsMs.push(endMs) - 1
    numberOf.set(endMs, number)
    return number
  })
  return { assignedEnd: narrow(numbers, endsMs.length), endsMs: Float64Array.from(endsMs) }
}
