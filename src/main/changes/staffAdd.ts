import type { ChangeRow } from '../../shared/domain/change'
import { findRole } from '../../shared/domain/cellReach'
import type { PlaceId } from '../../shared/domain/ids'
import { emailKey } from '../../shared/domain/staff'
import { applied, firstRefusal, held, type Planning, refused, type RowOutcome, type RowVerdict } from './planning'

/** Adds a person, invited or active, with a role and places. */
export function planStaffAdd(planning: Planning, row: ChangeRow<'staff.add'>, recorded?: RowOutcome): RowVerdict {
  const { state } = planning
  const role = findRole(state.blueprint, row.to.role)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.to.role}” in this organization.`)
  if (role.singleton)
    return refused('singleton', `There is exactly one ${role.name}: nobody can be added in that role.`)
  if (state.staff.has(row.staffId)) return refused('id-taken', 'A person with this id exists already.')
  const email = planning.personal(row.to.email.hash)
  const name = planning.personal(row.to.name.hash)
  const places = row.to.assignments.map((assignment) => assignment.place)
  const badPlace = places.map((place) => unusablePlace(planning, place)).find((verdict) => verdict !== null)
  if (badPlace !== undefined) return badPlace
  const refusal = firstRefusal(
    () => planning.authority.edit('staff.add', { touched: places }),
    () => planning.authority.giveRole(row.to.role),
    () => planning.authority.givePlaces(places),
  )
  if (refusal !== null) return refusal
  const taken = email === undefined ? null : emailTaken(planning, email)
  if (taken !== null) return taken
  const unknown = recorded?.verdict === 'held' && mayHaveBeenTaken(planning, email) ? heldAs(recorded) : null
  if (unknown !== null) return unknown
  planning.put({
    entity: 'staff',
    id: row.staffId,
    after: {
      id: row.staffId,
      name: name ?? null,
      email: email ?? null,
      role: row.to.role,
      state: row.to.state,
      stateBefore: null,
      assignments: row.to.assignments.toSorted((a, b) => (a.place < b.place ? -1 : 1)),
      personalGrants: [],
      addedAtMs: planning.atMs,
    },
  })
  return applied
}

/** Whether an address that looks free now may have been taken then: it, or that of somebody else, was erased since. */
export function mayHaveBeenTaken(planning: Planning, email: string | undefined): boolean {
  if (email === undefined) return true
  for (const person of planning.state.staff.values())
    if (person.email === null && person.state !== 'purged') return true
  return false
}

export function heldAs(recorded: RowOutcome): RowVerdict {
  return held(recorded.because ?? 'changed-meanwhile', 'It was held for values that were erased since.')
}

/** An e-mail in Restore stays taken until purged (blueprints.md, "Up-only ladders"). */
export function emailTaken(planning: Planning, email: string): RowVerdict | null {
  const holderId = planning.state.staffIdByEmail.get(emailKey(email))
  const holder = holderId === undefined ? undefined : planning.state.staff.get(holderId)
  if (holder === undefined) return null
  if (!planning.authority.sees(holder.id)) {
    return held('email-taken', `${email} is taken by somebody whom you may not see. Ask somebody with the top role.`)
  }
  if (holder.state === 'removed') {
    return held(
      'email-in-restore',
      `${email} belongs to ${holder.name} in Restore. Restore them, or purge them first to use the address again.`,
    )
  }
  return held('email-taken', `${email} belongs to ${holder.name} already. Each person has an address of their own.`)
}

export function unusablePlace(planning: Planning, place: PlaceId): RowVerdict | null {
  const found = planning.state.places.get(place)
  if (found === undefined) return refused('unknown-place', `There is no place “${place}” in this organization.`)
  if (found.isArchived) return refused('archived-place', `${found.name} is archived. Bring it back first.`)
  return null
}
