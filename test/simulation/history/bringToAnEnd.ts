import { atDesk } from './atDesk'
import { atWork } from './Desk'
import { sendAgain } from './forgeChange'
import { lostEdits } from './lostEdits'
import { followGoneBack } from './restoreComputer'
import { followHub } from './restoreHub'
import { followRestored } from './restoreSettler'
import type { Run } from './Run'
import { settledIn } from './settledIn'
import { visitPlace } from './visitPlace'

/** In good weather everybody goes everywhere, round after round, until nothing moves. */
export async function bringToAnEnd(run: Run): Promise<void> {
  const { desks, otherPlace, place, theme, weather } = run
  Object.assign(weather, { lost: 0, late: 0, half: 0, twice: 0, failing: 0 })
  place.clear()
  otherPlace?.clear()
  let before = ''
  let still = 0
  for (let round = 0; round < 12; round += 1) {
    for (const ghost of run.ghosts) sendAgain(run, ghost)
    for (const story of run.stories) place.dropEntry(story)
    for (const desk of desks.toSorted((a, b) => Number(a.isLost) - Number(b.isLost))) {
      for (const one of desk.places) await atDesk(run, desk, () => visitPlace(run, desk, one), true)
    }
    if (round === 0 && theme === 'settler restored') await followRestored(run)
    const isFollowed = round < 4 && (await followTheEnd(run))
    if (round === 1 && !run.isForked) lookForLateValues(run)
    const now = atWork(desks)
      .map(({ org }) => `${org.revision().n} ${org.line.proposals().length}`)
      .join()
    // From place to place it takes more rounds in which nothing else moves.
    still = now === before ? still + 1 : 0
    const isStill = still > (otherPlace === null ? 0 : 2)
    if ((isStill && !isFollowed) || (run.length === 'short' && isAtRest(run))) return
    // What was just taken over is heard of in the next round.
    before = isFollowed || (round === 0 && theme === 'settler restored') ? '' : now
  }
  run.wrong.push('does not come to an end')
}

/** What people do about something that went back. Answers whether anything was done. */
function followTheEnd(run: Run): Promise<boolean> {
  if (run.theme === 'computer went back') return followGoneBack(run)
  return run.theme === 'hub went back' ? followHub(run) : Promise.resolve(false)
}

/** Once everybody was there in good weather, every change has come with its values. */
function lookForLateValues({ desks, goneKeys, wrong }: Run): void {
  for (const { org, number } of atWork(desks)) {
    const late = org.line.waiting().some((one) => one.for === 'personal-values' && !goneKeys.has(one.key))
    if (late) wrong.push(`desk ${number} still waits for values of a change that was brought`)
  }
}

/** Nothing waits anywhere: a long history goes round once more and finds that nothing moves. */
function isAtRest(run: Run): boolean {
  const orgs = atWork(run.desks).map(({ org }) => org)
  const settled = new Set<string>(settledIn(run, orgs[0]!).map(({ changeId }) => changeId))
  const { head } = orgs[0]!.revision()
  return (
    orgs.every((org) => org.line.proposals().length === 0 && org.revision().head === head) &&
    lostEdits(run, settled).length === 0
  )
}
