import type { StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import { held, type Planning, refused, type RowVerdict } from './planning'

/** How a person is called in reasons. */
export function calledStaff(planning: Planning, staffId: StaffId): string {
  const person = planning.state.staff.get(staffId)
  if (person === undefined) return 'this person'
  return person.name ?? 'a purged person'
}

/** The person unless purged, or the verdict of a row about somebody who is not there. */
export function knownStaff(
  planning: Planning,
  staffId: StaffId,
): { person: StaffMember; verdict: null } | { person: null; verdict: RowVerdict } {
  const person = planning.state.staff.get(staffId)
  if (person === undefined) {
    return { person: null, verdict: refused('no-such-person', 'There is no such person in this organization.') }
  }
  if (person.state === 'purged') {
    return { person: null, verdict: refused('purged', 'This person was purged: only the history remains.') }
  }
  return { person, verdict: null }
}

/** Edits of a person in Restore wait; removal wins over everything that meets it. */
export function heldInRestore(planning: Planning, person: StaffMember): RowVerdict | null {
  if (person.state !== 'removed') return null
  return held('removed', `${calledStaff(planning, person.id)} was removed. Restore them first.`)
}

/**
 * INVARIANT (somebody holds the top role): refuses to take away the last active person of it.
 * The compiled rules rely on it: somebody can always act.
 */
export function lastOfTopRole(planning: Planning, person: StaffMember): RowVerdict | null {
  const text = onlyOfTopRole(planning.state, person)
  return text === null ? null : refused('last-of-top-role', text)
}

/**
 * Why somebody stays as they are while nobody else holds the top role; null for everybody else. Inside one deed others
 * may hold it until their own row goes: the sentence says what would be, and is true then too.
 */
export function onlyOfTopRole(
  { blueprint, staff }: Pick<OrgState, 'blueprint' | 'staff'>,
  person: StaffMember,
): string | null {
  const top = blueprint.roles[0]!
  if (person.role !== top.key || person.state !== 'active') return null
  for (const other of staff.values()) {
    if (other.id !== person.id && other.role === top.key && other.state === 'active') return null
  }
  return `Without ${person.name ?? 'this person'} there would be no active ${top.name} any more. Give somebody else that role first.`
}

/** A singleton role's person stays as they are (S4.22). */
export function singletonPerson(planning: Planning, person: StaffMember): RowVerdict | null {
  const role = planning.state.blueprint.roles.find((one) => one.key === person.role)
  if (role?.singleton !== true) return null
  return refused('singleton', `There is exactly one ${role.name}, and that person cannot be changed, moved or removed.`)
}
