import type { PlaceId, RoleKey } from '../../shared/domain/ids'
import type { StaffState } from '../../shared/domain/staff'
import type { Org } from '../org/Org'
import { seenBy } from './seenBy'

export interface PeopleCounts {
  readonly byState: ReadonlyMap<StaffState, number>
  /** Invited and active people. */
  readonly byRole: ReadonlyMap<RoleKey, number>
  /** Invited and active people assigned directly; people whose places are masked are left out. */
  readonly byPlace: ReadonlyMap<PlaceId, number>
}

const countsByOrg = new WeakMap<Org, { readonly at: string; readonly counts: PeopleCounts }>()

/** How many people the reader may see, counted once for each revision. */
export function countPeople(org: Org): PeopleCounts {
  const seen = seenBy(org)
  const at = `${org.revision().n} ${seen.hiddenRoles.join()} ${seen.places?.join() ?? '*'}`
  const known = countsByOrg.get(org)
  if (known?.at === at) return known.counts
  const hidden = new Set(seen.hiddenRoles)
  const masked = new Set(seen.maskedRoles)
  const places = seen.places === null ? null : new Set(seen.places)
  const byState = new Map<StaffState, number>()
  const byRole = new Map<RoleKey, number>()
  const byPlace = new Map<PlaceId, number>()
  const increase = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const person of org.state().staff.values()) {
    if (person.state === 'purged') {
      increase(byState, person.state)
      continue
    }
    if (hidden.has(person.role)) continue
    const isSeen =
      places === null || person.id === seen.self || person.assignments.some(({ place }) => places.has(place))
    if (!isSeen || seen.hiddenPeople?.has(person.id) === true) continue
    increase(byState, person.state)
    if (person.state === 'removed') continue
    increase(byRole, person.role)
    if (!masked.has(person.role)) for (const { place } of person.assignments) increase(byPlace, place)
  }
  const counts = { byState, byRole, byPlace }
  countsByOrg.set(org, { at, counts })
  return counts
}
