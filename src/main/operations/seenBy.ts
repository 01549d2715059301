import type { PlaceId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import { explainEdit } from '../engine/explainEdit'
import { hiddenRoles, maskedRoles, seeing } from '../engine/seeing'
import type { Org } from '../org/Org'
import type { SeenBy } from '../store/queries/listStaff'

/** What the reader of this organization may see of its people. Without an identity the whole file is read. */
export function seenBy(org: Org): SeenBy {
  if (org.asOf !== null) return seenThen(org, org.asOf.today)
  const self = org.actor
  if (self === null) return { hiddenRoles: [], maskedRoles: [], places: null, self: null, atMs: org.now() }
  const rules = org.rules()
  const atMs = org.now()
  const hidden = hiddenRoles(rules, self, atMs)
  const ownRole = org.state().staff.get(self)?.role
  const masked = maskedRoles(rules, self, atMs).filter((role) => role !== ownRole)
  const decision = explainEdit(rules, { who: self, edit: 'staff.see', atMs })
  if (decision.reach === 'all') return { hiddenRoles: hidden, maskedRoles: masked, places: null, self, atMs }
  const own = decision.reach === 'assigned' ? placesOf(org.state().staff.get(self), atMs) : []
  return { hiddenRoles: hidden, maskedRoles: masked, places: [...placesUnder(org.state(), own)], self, atMs }
}

/** How the reader sees one person. */
export function seeingPerson(org: Org, target: StaffId): 'full' | 'masked' | 'hidden' {
  if (org.asOf !== null) return seeingIn(org.asOf.today, org.state(), target, org.asOf.atMs)
  if (org.actor === null || org.actor === target) return 'full'
  return seeing(org.rules(), org.actor, target, org.now())
}

/**
 * How the reader of today sees a person in another state of the same organization: today's rights over the people as they
 * were then, and nobody whom today hides. Having been somebody's manager once opens nothing.
 *
 * @param atMs  when it is looked at: a dated place that had ended by then is no place of theirs
 */
export function seeingIn(today: Org, then: OrgState, target: StaffId, atMs: number): 'full' | 'masked' | 'hidden' {
  const { actor } = today
  if (actor === null || actor === target) return 'full'
  const now = today.state().staff.has(target) ? seeingPerson(today, target) : 'full'
  const person = then.staff.get(target)
  if (now === 'hidden' || person === undefined || then === today.state()) return now
  const seen = seenInOnce(today, then)
  if (seen.hiddenRoles.includes(person.role)) return 'hidden'
  if (seen.places !== null && !placesOf(person, atMs).some((place) => seen.places!.has(place))) return 'hidden'
  return now === 'masked' || seen.maskedRoles.includes(person.role) ? 'masked' : 'full'
}

/** The same, for the lists of a moment. */
function seenThen(then: Org, today: Org): SeenBy {
  const seen = seenBy(today)
  if (seen.self === null || (seen.places === null && seen.hiddenRoles.length === 0)) {
    return { ...seen, atMs: then.now() }
  }
  const { places, hiddenPeople } = seenInOnce(today, then.state())
  return { ...seen, places: places === null ? null : [...places], hiddenPeople, atMs: then.now() }
}

interface SeenIn {
  readonly at: string
  readonly hiddenRoles: readonly string[]
  readonly maskedRoles: readonly string[]
  readonly places: ReadonlySet<PlaceId> | null
  readonly hiddenPeople: ReadonlySet<StaffId>
}

const seenInByState = new WeakMap<OrgState, SeenIn>()

/** Worked out once for each state of today. */
function seenInOnce(today: Org, then: OrgState): SeenIn {
  const at = today.stamp()
  const known = seenInByState.get(then)
  if (known?.at === at) return known
  const { hiddenRoles, maskedRoles, places } = seenBy(today)
  const hiddenPeople = new Set<StaffId>()
  for (const id of then.staff.keys()) {
    if (today.state().staff.has(id) && seeingPerson(today, id) === 'hidden') hiddenPeople.add(id)
  }
  const seen = {
    at,
    hiddenRoles,
    maskedRoles,
    places: places === null ? null : placesUnder(then, places),
    hiddenPeople,
  }
  seenInByState.set(then, seen)
  return seen
}

/** A filter as the store asks it: a place with everything under it. */
export function withPlacesUnder<Filter extends { readonly at?: PlaceId | undefined }>(
  state: OrgState,
  { at, ...filter }: Filter,
): Omit<Filter, 'at'> & { at?: PlaceId[] } {
  return at === undefined ? filter : { ...filter, at: [...placesUnder(state, [at])] }
}

/** The places themselves and everything that lies under them. */
export function placesUnder(state: OrgState, places: readonly PlaceId[]): Set<PlaceId> {
  const found = new Set(places)
  const childrenOf = new Map<PlaceId, PlaceId[]>()
  for (const place of state.places.values()) {
    if (place.parent === null) continue
    const siblings = childrenOf.get(place.parent)
    if (siblings === undefined) childrenOf.set(place.parent, [place.id])
    else siblings.push(place.id)
  }
  const queue = [...places]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const child of childrenOf.get(at) ?? []) {
      if (found.has(child)) continue
      found.add(child)
      queue.push(child)
    }
  }
  return found
}

function placesOf(person: StaffMember | undefined, atMs: number): PlaceId[] {
  return (person?.assignments ?? [])
    .filter((assignment) => assignment.untilMs === null || assignment.untilMs > atMs)
    .map((assignment) => assignment.place)
}
