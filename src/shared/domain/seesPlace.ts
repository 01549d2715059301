import { cellReach } from './cellReach'
import { placeKind, type PermissionKey, type PlaceId, type RoleKey } from './ids'
import type { OrgState } from './orgState'

/**
 * The permissions that somebody of a role has at a place when assigned to it. A place of a kind that does not scope
 * itself (a location) counts for what may lie under it.
 */
export function permissionsAtPlace(state: OrgState, role: RoleKey, place: PlaceId): PermissionKey[] {
  const { blueprint } = state
  const kind = placeKind(place)
  return blueprint.permissions
    .filter(({ key, class: group, product, scopeKinds }) => {
      const reach = cellReach(state, role, key)
      if (reach !== 'assigned' && reach !== 'all') return false
      if (kind === 'product') return place === `product:${product ?? ''}`
      return group === 'place' && (isContainer(state, kind) || (scopeKinds ?? blueprint.scopeKinds).includes(kind))
    })
    .map(({ key }) => key)
}

/** Whether a role sees what its people are assigned to here; an empty container hides nothing from anybody (S4.20). */
export function seesPlace(state: OrgState, role: RoleKey, place: PlaceId): boolean {
  if (permissionsAtPlace(state, role, place).length > 0) return true
  return isContainer(state, placeKind(place)) && !holdsScoped(state, place)
}

function isContainer(state: OrgState, kind: string): boolean {
  return kind !== 'product' && !state.blueprint.scopeKinds.includes(kind)
}

function holdsScoped(state: OrgState, place: PlaceId): boolean {
  for (const other of state.places.values()) {
    if (other.isArchived || isContainer(state, placeKind(other.id))) continue
    let above = other.parent
    // INVARIANT (places have no loop): planPlaceEdit refuses loops.
    while (above !== null && above !== place) above = state.places.get(above)?.parent ?? null
    if (above === place) return true
  }
  return false
}
