import { exchange } from '../../../src/main/sync/exchange'
import { modelOf, textOf } from '../baseOrg'
import { changeIdOf, readSettled } from '../oracle/readSettled'
import type { Desk } from './Desk'
import { firstDifference } from './firstDifference'
import { judgeByOracle } from './judgeByOracle'
import { lostEdits } from './lostEdits'
import type { Run } from './Run'
import { settledIn } from './settledIn'
import { wantedEdit } from './wantedEdit'

/**
 * Two histories were signed, and everybody has seen both: nobody goes on, everybody is told why, and nothing is lost that
 * anybody was promised (sync.md, “What is promised”).
 */
export async function judgeStopped(run: Run): Promise<void> {
  const { wrong } = run
  const kept = new Set(run.place.waiting().map(changeIdOf))
  for (const desk of run.desks) {
    const { org, number } = desk
    const { halt } = org.line
    const line = settledIn(run, org).map(readSettled)
    for (const { changeId } of line) kept.add(changeId)
    for (const { id } of org.line.proposals()) kept.add(id)
    if (halt === null && org.revision().n < run.forkN) {
      // What comes before lacks its values or was lost on the way: it has neither, and goes nowhere.
      await readAnew(run, desk)
      if (org.revision().n >= run.forkN) wrong.push(`desk ${number} goes on, and has seen both histories`)
      continue
    }
    if (halt === null || (halt.code !== 'two-stories' && halt.code !== 'diverged')) {
      wrong.push(`desk ${number} goes on, though two histories were signed (${halt?.code ?? 'not halted'})`)
      continue
    }
    if (halt.text.length < 80) wrong.push(`desk ${number} does not say why it stopped`)
    const before = org.revision().head
    const went = await readAnew(run, desk)
    if (went.ok || org.revision().head !== before) wrong.push(`desk ${number} goes on exchanging`)
    const edit = wantedEdit(run, org.state(), () => true)
    if (edit !== null && org.apply({ intents: [edit.intent], personal: edit.personal }).ok) {
      wrong.push(`desk ${number} is edited, though it stopped`)
    }
    const judged = judgeByOracle(run, line)
    for (const text of judged.wrong) wrong.push(`desk ${number}: ${text}`)
    const [shown, expected] = [textOf(modelOf(org.line.settledState())), textOf(judged.model)]
    if (shown !== expected) wrong.push(`desk ${number} shows another state: ${firstDifference(shown, expected)}`)
  }
  for (const id of lostEdits(run, kept)) wrong.push(`the edit ${id.slice(0, 8)} was lost`)
}

/** Exchanges as a desk that has read nothing there yet. */
function readAnew({ place }: Run, { org, number }: Desk): ReturnType<typeof exchange> {
  return exchange(org, place.seenBy(number, { has: () => false, add: () => {} }, org))
}
