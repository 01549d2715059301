import { findPermission, findRole } from '../../../shared/domain/cellReach'
import type { PlaceId, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { failed } from '../../../shared/domain/result'
import type { ReviewScope } from '../../../shared/domain/review'
import { searchKey } from '../../../shared/domain/searchKey'
import type { StaffMember } from '../../../shared/domain/staff'
import { whoCan } from '../../engine/whoCan'
import type { Org } from '../../org/Org'
import { isInForce } from '../present'
import { placesUnder, seeingPerson, seenBy } from '../seenBy'
import { unknownRole } from '../unknownRole'

/** Null when the organization has what the scope names. */
export function scopeProblem(
  state: OrgState,
  scope: ReviewScope,
): ReturnType<typeof unknownRole> | ReturnType<typeof failed<'unknown-place' | 'unknown-permission'>> | null {
  if (scope.kind === 'role')
    return findRole(state.blueprint, scope.role) === undefined ? unknownRole(state, scope.role) : null
  if (scope.kind === 'place') {
    if (state.places.has(scope.place)) return null
    return failed('unknown-place', `There is no place “${scope.place}” in this organization.`, { at: 'scope.place' })
  }
  if (findPermission(state.blueprint, scope.permission) !== undefined) return null
  return failed('unknown-permission', `There is no permission “${scope.permission}” in this organization.`, {
    at: 'scope.permission',
  })
}

/** What the scope is called. */
export function scopeName(state: OrgState, scope: ReviewScope): string {
  switch (scope.kind) {
    case 'place':
      return state.places.get(scope.place)?.name ?? scope.place
    case 'role':
      return findRole(state.blueprint, scope.role)?.name ?? scope.role
    case 'permission':
      return findPermission(state.blueprint, scope.permission)?.name ?? scope.permission
  }
}

/** Who is in it, in words. */
export function describeScope(state: OrgState, scope: ReviewScope): string {
  const name = scopeName(state, scope)
  switch (scope.kind) {
    case 'place':
      return `Everyone assigned at, under or above ${name}, or with a personal grant there`
    case 'role':
      return `Everyone in the role ${name}`
    case 'permission':
      return `Everyone who holds the permission ${name}`
  }
}

/** The places whose people reach a place: itself, what is under it, and what it lies under. */
export function placesAbout(state: OrgState, place: PlaceId): Set<PlaceId> {
  const about = placesUnder(state, [place])
  for (let at = state.places.get(place)?.parent ?? null; at !== null; at = state.places.get(at)?.parent ?? null) {
    about.add(at)
  }
  return about
}

/** Whether the reader sees everybody of the organization in full. */
export function seesEverybody(org: Org): boolean {
  const { hiddenRoles, maskedRoles, places, self } = seenBy(org)
  return self === null || (places === null && hiddenRoles.length === 0 && maskedRoles.length === 0)
}

/** Whether a person is in a review for this reader: only people seen in full are, by row or by number (S0.14, S4.6). */
export function inSightOf(org: Org): (staffId: StaffId) => boolean {
  if (seesEverybody(org)) return () => true
  return (staffId) => seeingPerson(org, staffId) === 'full'
}

/** Everyone in the scope whom the reader sees in full, by name. */
export function findInScope(org: Org, scope: ReviewScope): StaffMember[] {
  const state = org.state()
  const isInSight = inSightOf(org)
  return membersOf(org, scope)
    .filter(({ id }) => isInSight(id))
    .map((person) => ({ person, key: searchKey(person.name ?? '') }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.person.id < b.person.id ? -1 : 1))
    .flatMap(({ person }) => state.staff.get(person.id) ?? [])
}

function membersOf(org: Org, scope: ReviewScope): StaffMember[] {
  const state = org.state()
  const atMs = org.now()
  if (scope.kind === 'permission') {
    return whoCan(org.rules(), { do: scope.permission, atMs }).flatMap(({ staffId }) => state.staff.get(staffId) ?? [])
  }
  const present = [...state.staff.values()].filter((one) => one.state === 'active' || one.state === 'invited')
  if (scope.kind === 'role') return present.filter(({ role }) => role === scope.role)
  const about = placesAbout(state, scope.place)
  return present.filter(
    ({ assignments, personalGrants }) =>
      assignments.some((one) => about.has(one.place) && isInForce(one, atMs)) ||
      personalGrants.some((one) => isInForce(one, atMs) && one.places?.some((place) => about.has(place)) === true),
  )
}
