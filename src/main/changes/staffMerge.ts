import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, heldInRestore, knownStaff, lastOfTopRole, singletonPerson } from './people'
import { firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'
import { planStaffRemove } from './staffState'

/** The same person twice: one record goes to Restore, and the history says into whom. What they held is given before. */
export function planStaffMerge(planning: Planning, row: ChangeRow<'staff.merge'>): RowVerdict {
  if (row.into === row.staffId) return refused('same-person', 'A person cannot be merged into themselves.')
  const into = knownStaff(planning, row.into)
  if (into.verdict !== null) return into.verdict
  const merged = knownStaff(planning, row.staffId)
  if (merged.verdict !== null) return merged.verdict
  const refusal =
    singletonPerson(planning, merged.person) ??
    firstRefusal(
      () => planning.authority.edit('staff.edit', { on: row.into }),
      () => planning.authority.edit('staff.remove', { on: row.staffId }),
    ) ??
    lastOfTopRole(planning, merged.person)
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, into.person) ?? heldInRestore(planning, merged.person)
  if (inRestore !== null) return inRestore
  if (merged.person.state !== row.from) {
    return held('changed-meanwhile', `${calledStaff(planning, row.staffId)} was changed meanwhile.`)
  }
  return planStaffRemove(planning, { staffId: row.staffId, from: row.from, to: 'removed' })
}
