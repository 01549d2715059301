import type { StaffId } from '../../../shared/domain/ids'

/** Which line of the table each person stands on. */
export interface Lines {
  readonly lineOf: ReadonlyMap<StaffId, number>
  /** No line from this number on was ever anybody's. */
  readonly next: number
}

export const noLines: Lines = { lineOf: new Map(), next: 0 }

/**
 * Gives a line to each person of a new answer: their own one again, else that of somebody who is not in it any more, so that
 * the table fills the lines it has drawn rather than drawing them anew.
 *
 * INVARIANT (nobody takes over a tick): the line of somebody who `isHeld` (chosen, or under the keyboard) becomes nobody
 * else's when they go.
 */
export function assignLines(before: Lines, ids: readonly StaffId[], isHeld: (id: StaffId) => boolean): Lines {
  const isShown = new Set(ids)
  const free = new Set<number>()
  const freeAt: (number | null)[] = []
  for (const [id, line] of before.lineOf) {
    const isFree = !isShown.has(id) && !isHeld(id)
    if (isFree) free.add(line)
    freeAt.push(isFree ? line : null)
  }
  const lineOf = new Map<StaffId, number>()
  let { next } = before
  for (const [at, id] of ids.entries()) {
    const here = freeAt[at] ?? null
    // The line at the same place, where it is free, stays where it is in the page.
    const line = before.lineOf.get(id) ?? (here !== null && free.has(here) ? here : firstOf(free)) ?? next
    free.delete(line)
    if (line === next) next += 1
    lineOf.set(id, line)
  }
  return { lineOf, next }
}

function firstOf(lines: ReadonlySet<number>): number | undefined {
  for (const line of lines) return line
  return undefined
}
