import type { PlaceId, StaffId } from '../../shared/domain/ids'
import { pageShift, peoplePerPage, type Rules } from './rules'

/** Everybody who is assigned to one of these places at the instant, in any state of theirs, in no order that means anything. */
export function listAssigned(rules: Pick<Rules, 'people' | 'places'>, at: Iterable<PlaceId>, atMs: number): StaffId[] {
  const { interner } = rules.places
  const isWanted = new Uint8Array(interner.ids.length)
  for (const place of at) {
    const number = interner.numberOf.get(place)
    if (number !== undefined) isWanted[number] = 1
  }
  const found: StaffId[] = []
  rules.people.pages.forEach(({ members, assignedFrom, assignedPlace, assignedUntilMs }, page) => {
    for (let row = 0; row < peoplePerPage; row += 1) {
      for (let i = assignedFrom[row]!; i < assignedFrom[row + 1]!; i += 1) {
        if (isWanted[assignedPlace[i]!] !== 1 || assignedUntilMs[i]! <= atMs) continue
        if (members[row] != null) found.push(rules.people.interner.ids[(page << pageShift) + row]!)
        break
      }
    }
  })
  return found
}
