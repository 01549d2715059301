import type { PlaceId, StaffId } from '../../shared/domain/ids'
import { endMsAt } from './people'
import { peoplePerPage, type Rules } from './rules'

/** Everybody who is assigned to one of these places at the instant, in any state of theirs, in no order that means anything. */
export function listAssigned(rules: Pick<Rules, 'people' | 'places'>, at: Iterable<PlaceId>, atMs: number): StaffId[] {
  const { interner } = rules.places
  const isWanted = new Uint8Array(interner.ids.length)
  for (const place of at) {
    const number = interner.numberOf.get(place)
    if (number !== undefined) isWanted[number] = 1
  }
  const found: StaffId[] = []
  for (const page of rules.people.pages) {
    for (let row = 0; row < peoplePerPage; row += 1) {
      for (let at = page.assignedFrom[row]!; at < page.assignedFrom[row + 1]!; at += 1) {
        if (isWanted[page.assignedPlace[at]!] !== 1 || endMsAt(page, at) <= atMs) continue
        const member = page.members[row] ?? null
        if (member !== null) found.push(member.id)
        break
      }
    }
  }
  return found
}
