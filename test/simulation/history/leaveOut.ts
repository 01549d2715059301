import type { Desk } from './Desk'
import type { Run } from './Run'
import { settledIn } from './settledIn'

/** Takes the desks and the changes with which nobody else can go on out of what is judged. */
export function leaveOut(run: Run): void {
  for (const desk of run.desks) if (run.isForked && desk.org.line.halt?.code === 'two-stories') leaveOutDesk(run, desk)
  if (!run.isForked && run.theme !== 'settler restored') return
  for (const { org } of run.desks) {
    for (const { id, bytes } of org.line.proposals()) {
      // Made on what one desktop alone had settled: it waits until the line is as long, and is refused then.
      if (JSON.parse(Buffer.from(bytes).toString()).base.n > org.revision().n) run.gone.add(id)
    }
  }
}

/**
 * Whoever took over second heard of the first before anybody saw theirs: that desk alone stops. What was signed under the
 * keys that it brought along nobody else can read, and stays in its file.
 */
function leaveOutDesk(run: Run, desk: Desk): void {
  desk.isOut = true
  const { org, operator } = desk
  const settled = settledIn(run, org).filter(({ key }) => key === operator.id)
  const waiting = org.line.proposals().filter(({ key }) => key === operator.id)
  for (const id of [...settled.map(({ changeId }) => changeId), ...waiting.map(({ id }) => id)]) run.gone.add(id)
}
