import type { Rules } from '../engine/rules'

/**
 * The first instant after `atMs` at which a dated assignment or grant ends, UTC milliseconds; Infinity when none does.
 * Until then a written policy holds.
 */
export function holdsUntil(rules: Rules, atMs: number): number {
  let firstMs = Infinity
  const see = (untilMs: number): void => {
    if (untilMs > atMs && untilMs < firstMs) firstMs = untilMs
  }
  for (const page of rules.people.pages) {
    page.endsMs.forEach(see)
    for (const grants of page.grants.values()) for (const grant of grants) see(grant.untilMs)
  }
  return firstMs
}

/** One sentence for the header of a written policy. */
export function describeWindow(atMs: number, untilMs: number): string {
  const from = `Holds as of ${new Date(atMs).toISOString()}`
  if (untilMs === Infinity) return `${from}; nothing in it is dated.`
  return `${from} and until ${new Date(untilMs).toISOString()}, when something dated ends: write it again then.`
}
