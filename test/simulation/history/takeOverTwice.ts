import { countFault, type Run } from './Run'
import { takeOver } from './takeOver'

/** Two people with the words, each of whom finds that nobody settles. */
export async function takeOverTwice(run: Run): Promise<void> {
  const [one, other] = [...run.desks].sort(() => run.chance.next() - 0.5)
  await takeOver(run, one!)
  if (!run.hasTakenOver) return
  run.isForked = true
  run.place.showRivals()
  const taken = run.faults['taken over']
  await takeOver(run, other!, true)
  if (run.faults['taken over'] === taken) run.isForked = false
  else countFault(run, 'two take-overs')
}
