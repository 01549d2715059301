import { type Blueprint, defaultReach, placeKindOf } from './blueprintOf'
import type { Model } from './Model'

/**
 * Whether people of a role see anything at a place that they are assigned to (S4.20). A place of a kind that scopes
 * nothing itself counts for what may lie in it, and hides nothing as long as nothing lies there.
 */
export function seesAt(blueprint: Blueprint, model: Model, role: string, place: string): boolean {
  const scopes = (id: string) => blueprint.scopeKinds.includes(placeKindOf(id))
  const isHeld = blueprint.permissions.some((one) => {
    const cell = model.cells.get(`${role}/${one.key}`) ?? defaultReach(one.grants[role] ?? 'none')
    return one.class === 'place' && (cell === 'assigned' || cell === 'all')
  })
  if (isHeld) return true
  if (scopes(place)) return false
  const isBelow = (id: string) => {
    for (let at = model.places.get(id)!.parent; at !== null; at = model.places.get(at)?.parent ?? null)
      if (at === place) return true
    return false
  }
  return ![...model.places].some(([id, one]) => !one.archived && scopes(id) && isBelow(id))
}
