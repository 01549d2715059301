import type { OrgState } from '../../shared/domain/orgState'
import { failed } from '../../shared/domain/result'

/** Refuses a role that the organization does not have, and names those it has. */
export function unknownRole(state: OrgState, role: string): ReturnType<typeof failed<'unknown-role'>> {
  const known = state.blueprint.roles.map((one) => one.key)
  return failed('unknown-role', `There is no role “${role}”. The roles here are ${known.join(', ')}.`)
}
