import { atDesk } from './atDesk'
import type { Desk } from './Desk'
import { editAt } from './editAt'
import type { Run } from './Run'
import { visitSomewhere } from './visitPlace'

/** Somebody sits down at a desk at once: mostly edits, and mostly meets others after it. */
export async function sitDownAt(run: Run, desk: Desk): Promise<void> {
  const { chance } = run
  if (chance.isHit(0.8)) await atDesk(run, desk, () => editAt(run, desk))
  if (chance.isHit(0.7)) await atDesk(run, desk, () => visitSomewhere(run, desk))
}
