import { findRole } from '../../../shared/domain/cellReach'
import type { PlaceId, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { FrozenHolding, FrozenPerson, ReviewHead } from '../../../shared/domain/review'
import type { OperationOutput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'
import { reachWords } from '../describeCell'
import { isInForce, permissionName } from '../present'
import { seeingPerson } from '../seenBy'
import { removalsFor } from './planRemoval'
import { countDecisions, readHoldings, type Review, type Reviewed } from './readReview'
import { describeScope } from './reviewScope'

export function presentReview(org: Org, { key, head, people }: Review): OperationOutput<'review.read'> {
  return {
    key,
    name: head.name,
    scope: head.scope,
    scopeText: describeScope(org.state(), head.scope),
    n: head.n,
    startedAtMs: head.startedAtMs,
    startedBy: callReviewer(org, head.startedBy),
    finishedAtMs: head.finishedAtMs,
    finishedBy: head.finishedBy === null ? null : callReviewer(org, head.finishedBy),
    isWhole: head.isWhole,
    people: people.length,
    ...countDecisions(people),
  }
}

export function callReviewer(org: Org, staffId: StaffId): string {
  return seeingPerson(org, staffId) === 'hidden' ? 'somebody' : (org.state().staff.get(staffId)?.name ?? 'somebody')
}

/** Some people of a review as rows. */
export function presentReviewed(
  org: Org,
  review: Review,
  rows: readonly Reviewed[],
): OperationOutput<'review.people'>['rows'] {
  return rows.map(reviewedPresenter(org, review))
}

/** What puts one person of a review into a row; made once for many of them. */
export function reviewedPresenter(
  org: Org,
  review: Review,
): (one: Reviewed) => OperationOutput<'review.people'>['rows'][number] {
  const state = org.state()
  const { head } = review
  const atMs = org.now()
  const holdings = readHoldings(state, review)
  const removalOf = removalsFor(state, head.scope, atMs)
  const countByRole = new Map<string, number>()
  for (const { frozen } of review.people) countByRole.set(frozen.role, (countByRole.get(frozen.role) ?? 0) + 1)
  return ({ frozen, decided }) => {
    const person = state.staff.get(frozen.id)
    return {
      staffId: frozen.id,
      name: person?.name ?? null,
      email: person?.email ?? null,
      role: roleName(state, frozen.role),
      state: frozen.state,
      places: frozen.at.map((place) => placeName(state, place)),
      morePlaces: frozen.more ?? 0,
      holds: describeHolding(state, head, frozen, holdings[frozen.hold] ?? {}),
      sameRole: (countByRole.get(frozen.role) ?? 1) - 1,
      sinceMs: person?.addedAtMs ?? head.startedAtMs,
      isChanged: frozen.changed === true,
      since: describeSince(state, frozen, atMs),
      isSelf: frozen.id === org.actor,
      decision: decided?.decision ?? null,
      reason: decided?.reason ?? null,
      decidedBy: decided === null ? null : callReviewer(org, decided.by),
      decidedAtMs: decided?.atMs ?? null,
      removal: removalOf(frozen).text,
    }
  }
}

function roleName(state: OrgState, key: string): string {
  return findRole(state.blueprint, key)?.name ?? key
}

function placeName(state: OrgState, place: PlaceId): string {
  return state.places.get(place)?.name ?? place
}

/** The permission that the review is of, or how many they held; then personal grants. */
export function describeHolding(
  state: OrgState,
  { scope }: Pick<ReviewHead, 'scope'>,
  { grants, state: personState }: FrozenPerson,
  held: FrozenHolding,
): string[] {
  const count = Object.keys(held).length
  const personal = grants.map(
    ({ permission, reach }) => `personal grant of ${permissionName(state, permission)}: ${reachWords[reach]}`,
  )
  if (scope.kind === 'permission') {
    return [`${permissionName(state, scope.permission)}: ${reachWords[held[scope.permission] ?? 'none']}`, ...personal]
  }
  if (personState === 'invited') return ['nothing yet: invited', ...personal]
  return [count === 1 ? '1 permission' : `${count} permissions`, ...personal]
}

/** What is different today from what was frozen, in words. */
function describeSince(state: OrgState, frozen: FrozenPerson, atMs: number): string[] {
  const person = state.staff.get(frozen.id)
  if (person === undefined || person.state === 'purged') return ['purged']
  if (person.state === 'removed') return ['in Restore']
  const now = person.assignments.filter((one) => isInForce(one, atMs)).map(({ place }) => place)
  const then = new Set(frozen.at)
  const gone = frozen.at.filter((place) => !now.includes(place))
  const added = frozen.more === undefined ? now.filter((place) => !then.has(place)) : []
  const held = new Set(person.personalGrants.filter((one) => isInForce(one, atMs)).map(({ permission }) => permission))
  const ended = frozen.grants.filter(({ permission }) => !held.has(permission))
  return [
    ...(person.role === frozen.role ? [] : [`role is ${roleName(state, person.role)} now`]),
    ...(person.state === frozen.state ? [] : [`${person.state} now`]),
    ...(gone.length === 0 ? [] : [`no longer at ${few(state, gone)}`]),
    ...(added.length === 0 ? [] : [`now also at ${few(state, added)}`]),
    ...ended.map(({ permission }) => `personal grant of ${permissionName(state, permission)} ended`),
  ]
}

const mostNames = 3

function few(state: OrgState, places: readonly PlaceId[]): string {
  const names = places.slice(0, mostNames).map((place) => placeName(state, place))
  return places.length <= mostNames ? names.join(', ') : `${names.join(', ')} and ${places.length - mostNames} more`
}
