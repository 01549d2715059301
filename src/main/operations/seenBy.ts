import type { PlaceId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { StaffMember } from '../../shared/domain/staff'
import { explainEdit } from '../engine/explainEdit'
import { hiddenRoles, maskedRoles, seeing } from '../engine/seeing'
import type { Org } from '../org/Org'
import type { SeenBy } from '../store/queries/listStaff'

/** What the reader of this organization may see of its people. Without an identity the whole file is read. */
export function seenBy(org: Org): SeenBy {
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
  if (org.actor === null || org.actor === target) return 'full'
  return seeing(org.rules(), org.actor, target, org.now())
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
