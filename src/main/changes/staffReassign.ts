import { findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, singletonPerson } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Gives somebody in Restore another role, under the rule that people on the ladder move by. */
export function planStaffReassign(planning: Planning, row: ChangeRow<'staff.reassign'>): RowVerdict {
  const { blueprint, staff } = planning.state
  const person = staff.get(row.staffId)
  if (person === undefined) return refused('no-such-person', 'There is no such person in this organization.')
  if (person.state === 'purged') return refused('purged', 'This person was purged: only the history remains.')
  if (person.state !== 'removed') return held('not-removed', `${calledStaff(planning, row.staffId)} is not in Restore.`)
  if (findRole(blueprint, row.to) === undefined) {
    return refused('unknown-role', `There is no role “${row.to}” in this organization.`)
  }
  if (person.role === row.to) return agreed
  const refusal =
    singletonPerson(planning, person) ??
    firstRefusal(
      () => planning.authority.edit('staff.setRole', { on: row.staffId }),
      () => planning.authority.move(person.role, row.to),
      () => planning.authority.giveRole(row.to),
    )
  if (refusal !== null) return refusal
  if (person.role !== row.from) {
    return held('changed-meanwhile', `The role of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
  }
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, role: row.to } })
  return applied
}
