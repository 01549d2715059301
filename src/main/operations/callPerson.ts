import type { StaffId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { seeingPerson } from './seenBy'

/** A person's name as the reader may know it: of hidden people only what the blueprint says instead (S0.14). */
export function callPerson(org: Org, id: StaffId): string {
  const state = org.state()
  const person = state.staff.get(id)
  if (person === undefined) return 'somebody'
  if (person.state === 'purged') return 'a purged person'
  if (seeingPerson(org, id) === 'hidden') {
    return state.blueprint.visibility.hidden.find((rule) => rule.role === person.role)?.calledInstead ?? 'somebody'
  }
  return person.name ?? 'a purged person'
}
