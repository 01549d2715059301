import type { PlaceId, RoleKey } from '../../shared/domain/ids'
import type { StaffState } from '../../shared/domain/staff'
import type { Rules } from '../engine/rules'
import type { Org } from '../org/Org'
import { isInForce } from './present'
import { seenBy } from './seenBy'

export interface PeopleCounts {
  readonly byState: ReadonlyMap<StaffState, number>
  /** Invited and active people. */
  readonly byRole: ReadonlyMap<RoleKey, number>
  /** Invited and active people assigned directly; people whose places are masked are left out. */
  readonly byPlace: ReadonlyMap<PlaceId, number>
  /** When the next dated place or personal grant of these people ends by itself; null when none does. */
  readonly nextEndMs: number | null
}

const countsByOrg = new WeakMap<Org, { readonly rules: Rules; readonly at: string; readonly counts: PeopleCounts }>()

/**
 * How many people the reader may see, counted once for each state, and again when something has ended by itself. Rules
 * follow every edit, own pending ones too, which no revision counts.
 */
export function countPeople(org: Org): PeopleCounts {
  const seen = seenBy(org)
  const rules = org.rules()
  const at = `${org.revision().n} ${seen.hiddenRoles.join()} ${seen.places?.join() ?? '*'}`
  const known = countsByOrg.get(org)
  const atMs = org.now()
  if (known?.rules === rules && known.at === at && (known.counts.nextEndMs ?? Infinity) > atMs) return known.counts
  const hidden = new Set(seen.hiddenRoles)
  const masked = new Set(seen.maskedRoles)
  const places = seen.places === null ? null : new Set(seen.places)
  const byState = new Map<StaffState, number>()
  const byRole = new Map<RoleKey, number>()
  const byPlace = new Map<PlaceId, number>()
  let nextEndMs = Infinity
  const noteEnd = ({ untilMs }: { untilMs: number | null }) => {
    if (untilMs !== null && untilMs > atMs && untilMs < nextEndMs) nextEndMs = untilMs
  }
  const increase = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1)
  for (const person of org.state().staff.values()) {
    if (person.state === 'purged') {
      increase(byState, person.state)
      continue
    }
    if (hidden.has(person.role)) continue
    const isSeen =
      places === null ||
      person.id === seen.self ||
      person.assignments.some((one) => isInForce(one, atMs) && places.has(one.place))
    if (!isSeen || seen.hiddenPeople?.has(person.id) === true) continue
    increase(byState, person.state)
    if (person.state === 'removed') continue
    increase(byRole, person.role)
    if (masked.has(person.role)) continue
    for (const assignment of person.assignments) {
      noteEnd(assignment)
      if (isInForce(assignment, atMs)) increase(byPlace, assignment.place)
    }
    person.personalGrants.forEach(noteEnd)
  }
  const counts = { byState, byRole, byPlace, nextEndMs: nextEndMs === Infinity ? null : nextEndMs }
  countsByOrg.set(org, { rules, at, counts })
  return counts
}
