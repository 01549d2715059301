import type { StaffId } from '../../../src/shared/domain/ids'
import type { Org } from '../../../src/main/org/Org'
import { readState } from '../../../src/main/store/queries/readState'
import { modelOf, textOf } from '../baseOrg'
import { readSettled, type SettledJson } from '../oracle/readSettled'
import { atWork, type Desk } from './Desk'
import { firstDifference } from './firstDifference'
import { judgeByOracle } from './judgeByOracle'
import { listFallen } from './listFallen'
import { lostEdits } from './lostEdits'
import type { Run } from './Run'
import { settledIn } from './settledIn'
import { wrongValues } from './wrongValues'

/**
 * Everybody ended with the same line, in which is what was promised and nothing that its key never signed; it ended as
 * the oracle says, and every desk shows and keeps that, with the values that it names. Answers the line.
 */
export function judgeEnd(run: Run): readonly SettledJson[] {
  const { base, wrong } = run
  const desks = atWork(run.desks)
  const first = desks[0]!.org
  judgeHeads(run, desks)
  const line = settledIn(run, first).map(readSettled)
  for (const { org, forgotten, number, operator, held } of desks) {
    const isSettled = line.some(({ changeId }) => forgotten.includes(changeId))
    // Enrolled anew, it was told before.
    const isTold = org.line.halt !== null || [...held].at(0) !== operator.id
    if (isSettled && !isTold) wrong.push(`desk ${number} went back and does not know`)
  }
  for (const id of lostEdits(run, new Set(line.map(({ changeId }) => changeId))))
    wrong.push(`the edit ${id.slice(0, 8)} was lost`)
  for (const { change, changeId } of line) {
    if (run.signed.get(change.key as string)?.has(changeId) !== true) {
      wrong.push(`${change.kind} was settled and its key never signed it`)
    }
  }
  const { model, wrong: judged } = judgeByOracle(run, line)
  wrong.push(...judged)
  judgeStates(run, desks, textOf(model))
  for (const { org, number } of desks) {
    for (const text of wrongValues(base.line.concat(line), model, org)) wrong.push(`desk ${number} ${text}`)
  }
  wrong.push(...listFallen(base, line, first.state()))
  for (const [id, { state }] of model.people) {
    const isHeld = [run.place, run.otherPlace].some((place) => place?.heldOf(id as StaffId) === true)
    if (state === 'purged' && isHeld) wrong.push('a place keeps values of somebody purged')
  }
  wrong.push(...run.look(first))
  return line
}

/** Nobody stopped, all are at one head, and nothing is pending. */
function judgeHeads({ wrong }: Run, desks: readonly Desk[]): void {
  const { head } = desks[0]!.org.revision()
  for (const { org, number, readOnlyBecause, hasGoneBack } of desks) {
    const { halt } = org.line
    const isKnownCopy = (readOnlyBecause !== null || hasGoneBack) && halt?.code === 'copied-file'
    if (halt !== null && !isKnownCopy) wrong.push(`desk ${number} halted: ${halt.text}`)
    if (org.revision().head !== head) wrong.push(`desk ${number} ended at another head`)
    const pending = org.line.pending().length
    if (pending > 0) wrong.push(`desk ${number} has ${pending} pending changes left`)
  }
}

/** Every desk shows the state that `expected` is the text of, and has it in its tables. */
function judgeStates({ wrong }: Run, desks: readonly Desk[], expected: string): void {
  // Tables that hold the same are read once.
  let sound: string | undefined
  for (const { org, number } of desks) {
    const shown = textOf(modelOf(org.state()))
    if (shown !== expected) wrong.push(`desk ${number} shows another state: ${firstDifference(shown, expected)}`)
    const tables = tablesOf(org)
    if (tables === sound) continue
    const kept = textOf(modelOf(readState(org.store.db)!))
    if (kept === expected) sound ??= tables
    else wrong.push(`desk ${number} keeps another state: ${firstDifference(kept, expected)}`)
  }
}

/** What `readState` reads of what a history may change. */
function tablesOf({ store }: Org): string {
  const tables = ['personal_grant', 'assignment', 'place', 'role_grant', 'switch', 'enrolled_key', 'inbox_item']
  const rows = tables.map((table) => store.db.all(`SELECT * FROM ${table} ORDER BY 1, 2`))
  const people = store.db.all('SELECT id, name, email, role, state FROM staff ORDER BY id')
  return JSON.stringify([rows, people, store.db.all('SELECT name, registrar, sequencer FROM org')])
}
