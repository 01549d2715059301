import { findPersonal } from '../../../src/main/store/queries/personalValues'
import type { Desk } from './Desk'
import type { Run } from './Run'
import { wantedEdit } from './wantedEdit'

/** Somebody edits at a desk: one thing, or two at once. */
export function editAt(run: Run, { org, number }: Desk): void {
  const edits = Array.from({ length: run.chance.isHit(0.15) ? 2 : 1 }, () =>
    wantedEdit(run, org.state(), (hash) => findPersonal(org.store.db, hash) !== undefined),
  ).filter((one) => one !== null)
  if (edits.length === 0) return
  const applied = org.apply({
    intents: edits.map(({ intent }) => intent),
    personal: edits.flatMap(({ personal }) => personal),
  })
  // A desk refuses what its operator may not do; that an own key wrote something twice is its own mistake.
  if (!applied.ok && applied.error.because?.some(({ code }) => code === 'key-wrote-twice') === true) {
    run.wrong.push(`desk ${number} says of its own key that it wrote twice`)
  }
  if (!applied.ok) return
  for (const id of applied.value.changes) run.promised.add(id)
}
