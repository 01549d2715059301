import type { PlaceId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import { explainEdit } from '../engine/explainEdit'
import { hiddenRoles, maskedRoles, seeing } from '../engine/seeing'
import type { Org } from '../org/Org'
import type { SeenBy } from '../store/queries/listStaff'

/** What the reader of this organization may see of its people. Without an identity the whole file is read. */
export function seenBy(org: Org): SeenBy {
  if (org.asOf !== null) return seenThenOnce(org, org.asOf.today)
  const self = org.actor
  if (self === null) return { hiddenRoles: [], maskedRoles: [], places: null, self: null }
  const rules = org.rules()
  const atMs = org.now()
  const hidden = hiddenRoles(rules, self, atMs)
  const ownRole = org.state().staff.get(self)?.role
  const masked = maskedRoles(rules, self, atMs).filter((role) => role !== ownRole)
  const decision = explainEdit(rules, { who: self, edit: 'staff.see', atMs })
  if (decision.reach === 'all') return { hiddenRoles: hidden, maskedRoles: masked, places: null, self }
  const own = decision.reach === 'assigned' ? placesOf(org.state().staff.get(self), atMs) : []
  return { hiddenRoles: hidden, maskedRoles: masked, places: [...placesUnder(org.state(), own)], self }
}

/** How the reader sees one person. */
export function seeingPerson(org: Org, target: StaffId): 'full' | 'masked' | 'hidden' {
  if (org.asOf !== null) return seeingThen(org, org.asOf.today, target)
  if (org.actor === null || org.actor === target) return 'full'
  return seeing(org.rules(), org.actor, target, org.now())
}

/**
 * The past, as the reader of today may see it: today's rights over the people as they were then, and nobody whom today
 * hides. Being somebody's manager once opens nothing.
 */
function seenThen(then: Org, today: Org): SeenBy {
  const seen = seenBy(today)
  if (seen.self === null || (seen.places === null && seen.hiddenRoles.length === 0)) return seen
  const hiddenPeople = new Set<StaffId>()
  for (const id of then.state().staff.keys()) if (seeingPerson(today, id) === 'hidden') hiddenPeople.add(id)
  const places = seen.places === null ? null : [...placesUnder(then.state(), seen.places)]
  return { ...seen, places, hiddenPeople }
}

function seeingThen(then: Org, today: Org, target: StaffId): 'full' | 'masked' | 'hidden' {
  const now = seeingPerson(today, target)
  const person = then.state().staff.get(target)
  if (now === 'hidden' || person === undefined || today.actor === null || today.actor === target) return now
  const seen = seenBy(then)
  if (seen.hiddenRoles.includes(person.role)) return 'hidden'
  const { places } = seen
  if (places !== null && !person.assignments.some(({ place }) => places.includes(place))) return 'hidden'
  return now === 'masked' || seen.maskedRoles.includes(person.role) ? 'masked' : 'full'
}

const seenByMoment = new WeakMap<Org, { readonly at: string; readonly seen: SeenBy }>()

/** Worked out once for each revision of today. */
function seenThenOnce(then: Org, today: Org): SeenBy {
  const at = `${today.revision().n} ${today.revision().head}`
  const known = seenByMoment.get(then)
  if (known?.at === at) return known.seen
  const seen = seenThen(then, today)
  seenByMoment.set(then, { at, seen })
  return seen
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
