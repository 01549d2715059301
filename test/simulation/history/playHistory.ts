import type { SettledJson } from '../oracle/readSettled'
import { atDesk } from './atDesk'
import { bringToAnEnd } from './bringToAnEnd'
import { editAt } from './editAt'
import { followTheme } from './followTheme'
import { forgeChange } from './forgeChange'
import { judgeEnd } from './judgeEnd'
import { judgeStopped } from './judgeStopped'
import { leaveOut } from './leaveOut'
import { lookForChangedPast } from './lookForChangedPast'
import { manageKeys } from './manageKeys'
import type { Run } from './Run'
import { visitSomewhere } from './visitPlace'

const hourMs = 3_600_000

/**
 * Edits, forgeries and visits in any order, until nothing moves any more. Answers the line that everybody ended with, or
 * nothing where everybody stopped.
 */
export async function playHistory(run: Run): Promise<readonly SettledJson[]> {
  const { chance, desks, theme } = run
  const steps = run.length === 'long' ? 8 + chance.below(16) : 4 + chance.below(6)
  // Opening anew and the signatures of new keys cost most of a history: three of ten have them, of those that are not about
  // something else that stops consoles.
  const managesKeys = run.repertoire === 'whole' && chance.isHit(0.3) && (theme === 'usual' || theme === 'files')
  for (let step = 0; step < steps; step += 1) {
    run.clockMs += chance.isHit(0.1) ? 5 * hourMs : 60_000
    if (theme !== 'usual' && step > 1) await followTheme(run, step === steps - 1)
    const desk = chance.pick(desks)
    const what = chance.next()
    if (managesKeys && chance.isHit(0.09)) await manageKeys(run, desk)
    else if (what < 0.45) await atDesk(run, desk, () => editAt(run, desk))
    else if (what < 0.6) forgeChange(run)
    else if (!desk.isLost) await atDesk(run, desk, () => visitSomewhere(run, desk))
    lookForChangedPast(run)
  }
  await bringToAnEnd(run)
  lookForChangedPast(run)
  if (run.isForked && run.place.isForked()) {
    await judgeStopped(run)
    return []
  }
  leaveOut(run)
  return judgeEnd(run)
}
