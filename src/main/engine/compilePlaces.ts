import type { PlaceId } from '../../shared/domain/ids'
import type { Place } from '../../shared/domain/orgState'
import { intern } from './intern'
import type { Interner, PlaceTable } from './rules'

const nothing = new Int32Array(0)

/**
 * Lays the tree of places out. Archived places grant nothing, also as ancestors; what lies under one, in places of its
 * own, lives on.
 * INVARIANT (place tree has no loop): planPlaceEdit refuses loops; a loop that came in anyway is cut where it closes.
 */
export function compilePlaces(stored: ReadonlyMap<PlaceId, Place>, interner: Interner<PlaceId>): PlaceTable {
  for (const id of stored.keys()) intern(interner, id)
  const size = interner.ids.length
  const places = interner.ids.map((id) => stored.get(id) ?? null)
  const isAlive = Uint8Array.from(places, (place) => (place !== null && !place.isArchived ? 1 : 0))
  const under: number[][] = Array.from({ length: size }, () => [])
  const above = places.map((place, number) => {
    if (isAlive[number] === 0) return nothing
    const chain: number[] = []
    const passed = new Set<PlaceId>()
    for (let step = place; step !== null && !passed.has(step.id); step = findParent(stored, step)) {
      passed.add(step.id)
      const ancestor = interner.numberOf.get(step.id)!
      if (isAlive[ancestor] === 0) continue
      chain.push(ancestor)
      if (ancestor !== number) under[ancestor]!.push(number)
    }
    return Int32Array.from(chain)
  })
  return {
    interner,
    places,
    isAlive,
    above,
    under: under.map((below, number) => (isAlive[number] === 0 ? nothing : Int32Array.from([number, ...below]))),
  }
}

function findParent(stored: ReadonlyMap<PlaceId, Place>, place: Place): Place | null {
  return place.parent === null ? null : (stored.get(place.parent) ?? null)
}
