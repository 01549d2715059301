import type { StaffState } from '../../../shared/domain/staff'

/** The state of a person as reports write it; what is pending is shown as pending (sync.md, “Settling a proposal”). */
export function stateText(state: StaffState, isPending: boolean): string {
  return isPending ? `${state}, pending` : state
}
