import { placeKind, type PlaceId } from '../../../shared/domain/ids'
import type { OrgState, Place } from '../../../shared/domain/orgState'
import type { SetupPlace } from '../../../shared/domain/setup'

type Children = ReadonlyMap<PlaceId, readonly Place[]>

/** What lies right under each place, by key, archived places too. */
export function indexChildren(state: OrgState): Children {
  const childrenOf = new Map<PlaceId, Place[]>()
  for (const place of state.places.values()) {
    if (place.parent === null) continue
    const siblings = childrenOf.get(place.parent)
    if (siblings === undefined) childrenOf.set(place.parent, [place])
    else siblings.push(place)
  }
  for (const siblings of childrenOf.values()) siblings.sort((a, b) => (a.id < b.id ? -1 : 1))
  return childrenOf
}

/**
 * What lies under a place, as a setup says it. Locations under it are not part of it: they are set up by themselves.
 *
 * @param sources gets the place that each description is of
 */
export function describePlaces(
  childrenOf: Children,
  source: PlaceId,
  sources: Map<SetupPlace, PlaceId> = new Map(),
): SetupPlace[] {
  return (childrenOf.get(source) ?? [])
    .filter((place) => !place.isArchived && placeKind(place.id) !== 'location')
    .map((place) => {
      const places = describePlaces(childrenOf, place.id, sources)
      const described = { kind: placeKind(place.id), name: place.name, ...(places.length === 0 ? {} : { places }) }
      sources.set(described, place.id)
      return described
    })
}

/** The same places with one word in their names replaced, whatever its case. */
export function renamed(
  places: readonly SetupPlace[],
  word: string,
  by: string,
  sources: Map<SetupPlace, PlaceId> = new Map(),
): SetupPlace[] {
  const pattern = new RegExp(word.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu')
  return places.map((place) => {
    const under = place.places === undefined ? {} : { places: renamed(place.places, word, by, sources) }
    const copy = { ...place, name: place.name.replace(pattern, () => by).slice(0, 200), ...under }
    const source = sources.get(place)
    if (source !== undefined) sources.set(copy, source)
    return copy
  })
}
