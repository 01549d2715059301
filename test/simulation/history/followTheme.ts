import { restoreComputer } from './restoreComputer'
import { restoreHub } from './restoreHub'
import { restoreSettler } from './restoreSettler'
import type { Run } from './Run'
import { takeOverTwice } from './takeOverTwice'
import { tellAnotherStory } from './tellAnotherStory'

/** Does what the history is about, once it can; `isLast`: it is the last step. */
export async function followTheme(run: Run, isLast: boolean): Promise<void> {
  if (!isLast && run.chance.isHit(0.6)) return
  if (run.theme === 'two stories' && run.stories.length === 0) tellAnotherStory(run)
  if (run.theme === 'two take-overs' && !run.hasTakenOver) await takeOverTwice(run)
  if (run.theme === 'settler restored') restoreSettler(run)
  if (run.theme === 'hub went back') await restoreHub(run, isLast)
  if (run.theme === 'computer went back') await restoreComputer(run, isLast)
}
