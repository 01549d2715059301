import { atWork, type Desk } from './Desk'
import { countFault, type Run } from './Run'
import { settledIn } from './settledIn'
import type { Theme } from './themeOf'

/** Takes the desks and the changes with which nobody else can go on out of what is judged. */
export function leaveOut(run: Run): void {
  if (run.theme === 'two take-overs' && run.isForked) {
    for (const desk of run.desks) if (desk.org.line.halt?.code === 'two-stories') leaveOutDesk(run, desk)
  }
  if (run.hubBackTo !== null || run.theme === 'computer went back') lookForStopped(run)
  const wentBack: readonly Theme[] = ['settler restored', 'hub went back', 'computer went back']
  if (!run.isForked && !wentBack.includes(run.theme)) return
  for (const { org } of run.desks) {
    const late = new Set<string>()
    for (const { id, bytes, key } of org.line.proposals()) {
      // Made on what one desktop alone had settled: it waits until the line is as long, and is refused then. What its key
      // signed later waits behind it.
      if (JSON.parse(Buffer.from(bytes).toString()).base.n > org.revision().n) late.add(key)
      if (late.has(key)) run.gone.add(id)
    }
  }
}

/** Whoever stopped because others had gone on without what was settled there says so, and has what nobody else has. */
function lookForStopped(run: Run): void {
  const [goesOn] = atWork(run.desks)
  for (const { isOut, number, org } of run.desks) {
    if (!isOut) continue
    countFault(run, 'went back and stopped')
    const { n, head } = org.revision()
    if (goesOn === undefined || (goesOn.org.line.hashOf(n) ?? null) === head)
      run.wrong.push(`desk ${number} stopped, and nobody had gone on otherwise`)
    if (!/ask for a key/.test(org.line.halt!.text)) run.wrong.push(`desk ${number} does not say what to do`)
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
