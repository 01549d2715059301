import type { PlaceId } from '../../../shared/domain/ids'
import type { OrgState, Place } from '../../../shared/domain/orgState'
import { closestWord } from './closestWord'

/** Looking for a name like it among more than these would take long. */
const namesLookedAt = 2000

/** A living place by `kind:key`, or by a name that only one has. A sentence when there is none. */
export function findPlace(state: OrgState, text: string): Place | string {
  const exact = state.places.get(text as PlaceId) ?? state.places.get(text.toLowerCase() as PlaceId)
  if (exact !== undefined) return exact.isArchived ? `${exact.name} is archived. Bring it back first.` : exact
  const living = [...state.places.values()].filter((place) => !place.isArchived)
  const named = living.filter((place) => sameName(place.name, text))
  if (named.length > 1) {
    const ids = named.slice(0, 6).map((place) => place.id)
    return `“${text}” names ${named.length} places (${ids.join(', ')}). Write the one that is meant.`
  }
  if (named[0] !== undefined) return named[0]
  const words = living.slice(0, namesLookedAt).flatMap((place) => [place.name, place.id])
  const near = closestWord(text, words)
  const hint = near === undefined ? ' `place list` and the Places screen show them all.' : ` Did you mean “${near}”?`
  return `There is no place “${text.slice(0, 80)}” in this organization.${hint}`
}

export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

export function plainName(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/** True when `place` is `above` or lies under it. */
export function isUnder(state: OrgState, place: PlaceId, above: PlaceId): boolean {
  for (let at: PlaceId | null = place; at !== null; at = state.places.get(at)?.parent ?? null) {
    if (at === above) return true
  }
  return false
}
