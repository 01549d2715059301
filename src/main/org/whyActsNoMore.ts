import type { OrgState } from '../../shared/domain/orgState'
import type { Identity } from './writeBatch'

/** Why whoever acts here may sign nothing any more, by what is known of it now; null while they may. */
export function whyActsNoMore(state: OrgState, { operator, staffId }: Identity): string | null {
  if (state.keys.get(operator.id)?.isRevoked === true) {
    return 'Your key on this desktop was revoked. Ask for a new one: somebody who is enrolled approves it.'
  }
  const person = state.staff.get(staffId)
  if (person === undefined || person.state === 'active') return null
  return person.state === 'removed'
    ? 'You were removed from this organization. Somebody who manages you can restore you.'
    : 'You are not active in this organization any more.'
}
