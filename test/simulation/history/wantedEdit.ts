import type { Intent } from '../../../src/shared/domain/change'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { type RandomEdit, randomEdit, varied } from '../randomEdit'
import type { Run } from './Run'

/**
 * What somebody who sees `state` wants next, or null where nothing comes to mind.
 *
 * @param knows  the app names a value that somebody had only when it has it: whether it has the one of a hash
 */
export function wantedEdit(run: Run, state: OrgState, knows: (hash: string) => boolean): RandomEdit | null {
  const { base, chance, lastEdit, length, values } = run
  // Few steps meet seldom by chance: somebody else often wants what somebody has just done, not knowing of it.
  const isKnown = lastEdit !== null && comparedWith(lastEdit.intent).every(knows)
  if (length === 'short' && lastEdit !== null && chance.isHit(0.3) && isKnown) {
    const isOther = chance.isHit(0.5)
    return isOther ? varied(lastEdit, base.blueprint, chance) : lastEdit
  }
  const made = randomEdit({
    blueprint: base.blueprint,
    state,
    chance,
    nowMs: run.clockMs,
    meetsOften: length === 'short',
    repertoire: run.repertoire,
    decided: decidedBy(lastEdit),
    hasHub: base.keepsLine === 'place' || run.theme === 'folder and hub',
    consoles: run.desks
      .filter((one) => !one.isLost && !one.isForeign && one.readOnlyBecause === null)
      .map(({ consoleKey }) => consoleKey.id),
    hashOf: (staffId, field, value) =>
      [...values.values()].find(
        (one) => one.staffId === staffId && one.field === field && one.value === value && knows(one.hash),
      )?.hash,
  })
  for (const value of made?.personal ?? []) values.set(value.hash, value)
  run.lastEdit = made
  if (made?.intent.kind === 'registrar.set') run.named.add(made.intent.body.rows[0]!.to)
  return made
}

/** Hashes of values that an edit says were there before. */
export function comparedWith({ kind, body }: Intent): string[] {
  if (kind !== 'staff.edit') return []
  return body.rows.flatMap(({ from }) =>
    [from.name, from.email].flatMap((one) => (one === undefined ? [] : [one.hash])),
  )
}

/** The permission that an edit decides about. */
function decidedBy(edit: RandomEdit | null): string | null {
  return edit?.intent.kind === 'grant.set' ? edit.intent.body.rows[0]!.permission : null
}
