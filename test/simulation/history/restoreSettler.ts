import { listSettledAfter } from '../../../src/main/store/queries/log'
import { forgetSeenFrom } from './lookForChangedPast'
import { backUp, pendingAt, restoreBackup } from './restoreBackup'
import { countFault, type Run } from './Run'
import { settlerOf } from './settlerOf'
import { takeOver } from './takeOver'

/** The file of the console that settles goes back, with what it settled and never brought. */
export function restoreSettler(run: Run): void {
  const desk = settlerOf(run)
  if (desk === undefined || desk.readOnlyBecause !== null) return
  if (!desk.hasBackup && run.chance.isHit(0.6)) {
    backUp(desk)
    return
  }
  const known = run.place.lastN()
  // Others still have what is theirs.
  const alone = listSettledAfter(desk.org.store.db, known, 10_000).filter(({ key }) => key === desk.operator.id)
  restoreBackup(run, desk, [...alone.map(({ changeId }) => changeId), ...pendingAt(desk)])
  forgetSeenFrom(run, known + 1)
  countFault(run, 'settler restored')
}

/** In a backup nobody settles any more: somebody takes over with the words, who has what was settled elsewhere. */
export async function followRestored(run: Run): Promise<void> {
  if (settlerOf(run)?.readOnlyBecause == null) return
  await takeOver(run, run.chance.pick(run.desks))
  for (const desk of run.desks) if (!run.hasTakenOver) await takeOver(run, desk)
  for (const desk of run.desks) desk.isLost = false
}
