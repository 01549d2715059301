import type { StaffState } from '../../shared/domain/staff'

/** The states of a person in the words of the screens. */
export const stateWords: Readonly<Record<StaffState, string>> = {
  active: 'Active',
  invited: 'Invited',
  removed: 'In Restore',
  purged: 'Purged',
}
