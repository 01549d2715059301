import type { Desk } from './Desk'
import type { Run } from './Run'

/** No settled entry ever changes: what any desk has seen at a place in the line stays there. */
export function lookForChangedPast(run: Run): void {
  for (const desk of run.desks.filter(({ isLost }) => !isLost)) {
    if (run.isForked || desk.hasGoneBack || run.hubBackTo !== null) lookAtOwnPast(run, desk)
    // What a computer that went back settles anew nobody else takes.
    if (run.isForked || desk.hasGoneBack) continue
    const { n, head } = desk.org.revision()
    const seen = run.seenHashes[n]
    if (seen === undefined) run.seenHashes[n] = head!
    // At a hub that lost its end, others may have gone on.
    else if (seen !== head && run.hubBackTo !== null && n > run.hubBackTo) run.isForked = true
    else if (seen !== head) run.wrong.push(`desk ${desk.number} has another entry ${n} than was there`)
  }
}

/** The entry `n` and those behind it went with the only desk that had them: others may stand there later. */
export function forgetSeenFrom({ seenHashes }: Run, n: number): void {
  seenHashes.length = Math.min(seenHashes.length, n)
}

/** What a desk has settled stays as it is there, whatever others tell. */
function lookAtOwnPast({ ownPast, wrong }: Run, desk: Desk): void {
  const { n, head } = desk.org.revision()
  const before = ownPast.get(desk)
  if (before !== undefined && desk.org.line.hashOf(before.n) !== before.head) {
    wrong.push(`desk ${desk.number} has another entry ${before.n} than it had`)
  }
  ownPast.set(desk, { n, head })
}
