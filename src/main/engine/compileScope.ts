import { placeKind } from '../../shared/domain/ids'
import type { PlaceTable, Scope } from './rules'

/** Which places count for permissions of these kinds; `location` leads to what lies under it even where it does not count. */
export function compileScope(kinds: readonly string[], places: PlaceTable): Scope {
  const counts = Uint8Array.from(places.interner.ids, (id, number) =>
    places.isAlive[number] === 1 && kinds.includes(placeKind(id)) ? 1 : 0,
  )
  const leadsSomewhere = Uint8Array.from(places.under, (under) => (under.some((place) => counts[place] === 1) ? 1 : 0))
  return { kinds, counts, leadsSomewhere }
}
