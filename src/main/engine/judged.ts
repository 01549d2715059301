import type { Decision } from '../../shared/domain/decision'
import type { Reason } from '../../shared/domain/result'

/** A decision about something that has no reach of its own, such as giving a role. */
export function allowedBecause(code: string, text: string): Decision {
  return { allowed: true, reach: 'all', because: [{ code, text }], wouldNeed: [] }
}

export function refusedBecause(...because: readonly Reason[]): Decision {
  return { allowed: false, reach: 'none', because, wouldNeed: [] }
}

export function noSuchPerson(id: string): Reason {
  return { code: 'no-such-person', text: `There is no person “${id}” in this organization.` }
}
