import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { PlannedRow } from './importPlan'

/** Whether a file takes the top role from everybody active who holds it, and gives it to nobody active. */
export function leavesTopRole(
  { blueprint, staff }: Pick<OrgState, 'blueprint' | 'staff'>,
  rows: readonly Pick<PlannedRow, 'plan'>[],
): boolean {
  const top = blueprint.roles[0]!.key
  const taken = new Set<StaffId>()
  for (const { plan } of rows) {
    if (plan?.kind === 'add' && plan.role === top && plan.state === 'active') return false
    if (plan?.kind !== 'change' || plan.role === null) continue
    if (plan.role === top && plan.person.state === 'active') return false
    if (plan.person.role === top) taken.add(plan.person.id)
  }
  if (taken.size === 0) return false
  for (const { id, role, state } of staff.values()) {
    if (role === top && state === 'active' && !taken.has(id)) return false
  }
  return true
}
