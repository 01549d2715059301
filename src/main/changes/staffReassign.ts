import { findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, knownStaff, singletonPerson } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Gives somebody in Restore another role, under the rule that people on the ladder move by. */
export function planStaffReassign(planning: Planning, row: ChangeRow<'staff.reassign'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  if (findRole(planning.state.blueprint, row.to) === undefined) {
    return refused('unknown-role', `There is no role “${row.to}” in this organization.`)
  }
  const isSo = person.role === row.to
  const refusal =
    (isSo ? null : singletonPerson(planning, person)) ??
    firstRefusal(
      () => planning.authority.edit('staff.setRole', { on: row.staffId }),
      () => (isSo ? null : planning.authority.move(person.role, row.to)),
      () => planning.authority.giveRole(row.to),
    )
  if (refusal !== null) return refusal
  if (person.state !== 'removed') return held('not-removed', `${calledStaff(planning, row.staffId)} is not in Restore.`)
  if (isSo) return agreed
  if (person.role !== row.from) {
    return held('changed-meanwhile', `The role of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
  }
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, role: row.to } })
  return applied
}
