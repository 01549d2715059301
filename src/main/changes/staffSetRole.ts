import { findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, heldInRestore, knownStaff, lastOfTopRole, singletonPerson } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Moves a person along the ladder, as its rule allows (S4.19–S4.25). */
export function planStaffSetRole(planning: Planning, row: ChangeRow<'staff.setRole'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const role = findRole(planning.state.blueprint, row.to)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.to}” in this organization.`)
  const isSo = person.role === row.to
  const refusal =
    (isSo ? null : singletonPerson(planning, person)) ??
    firstRefusal(
      () => planning.authority.edit('staff.setRole', { on: row.staffId }),
      () => (isSo ? null : planning.authority.move(person.role, row.to)),
      () => planning.authority.giveRole(row.to),
    ) ??
    (isSo ? null : lastOfTopRole(planning, person))
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  if (isSo) return agreed
  if (person.role !== row.from) {
    return held('changed-meanwhile', `The role of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
  }
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, role: row.to } })
  return applied
}
