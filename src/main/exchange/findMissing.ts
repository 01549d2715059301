import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { Steps } from '../org/runInSteps'
import type { StaffImportPlan } from './importPlan'

export interface MissingPerson {
  readonly staffId: StaffId
  /** Why they are offered for removal: "Not in this file." */
  readonly text: string
}

const peoplePerStep = 512

/**
 * Invited and active people whom the file does not name, or names as somebody who is no longer staff. A person of a
 * singleton role stays, and people whom the actor may not see are not looked at (S0.14). Yields the people looked at.
 */
export function* findMissingInSteps(
  state: OrgState,
  plan: Pick<StaffImportPlan, 'rows'>,
  sees: (staffId: StaffId) => boolean,
): Steps<MissingPerson[]> {
  const named = new Set<StaffId>()
  const noStaff = new Map<StaffId, string>()
  for (const row of plan.rows) {
    if (row.staffId === null) {
      // Whoever may turn out to be somebody here is not missing yet.
      if (row.question !== null && row.question.answer !== false) named.add(row.question.person.id)
    } else if (row.status === 'skipped') noStaff.set(row.staffId, row.text[0] ?? '')
    else named.add(row.staffId)
  }
  const singletons = new Set(state.blueprint.roles.filter((role) => role.singleton).map((role) => role.key))
  const missing: MissingPerson[] = []
  let looked = 0
  for (const person of state.staff.values()) {
    if (++looked % peoplePerStep === 0) yield looked
    if (person.state !== 'active' && person.state !== 'invited') continue
    if (named.has(person.id) || singletons.has(person.role) || !sees(person.id)) continue
    missing.push({ staffId: person.id, text: noStaff.get(person.id) ?? 'Not in this file.' })
  }
  return missing
}
