import {
  indexPeople,
  indexPeopleInSteps,
  isIndexedAt,
  type PeopleIndex,
  updatePeopleIndex,
} from '../engine/peopleIndex'
import type { Rules } from '../engine/rules'
import type { Org } from './Org'
import { runInSteps } from './runInSteps'

const indexByOrg = new WeakMap<Org, PeopleIndex>()
const warming = new WeakMap<Org, Rules>()

/**
 * The index of the organization's people as it is now. Kept between calls; after an edit of cells or switches the classes
 * are asked anew, after any other everyone is sorted again. Made without places.
 */
export function peopleIndexOf(org: Org): PeopleIndex {
  const atMs = org.now()
  const index = findPeopleIndex(org) ?? indexPeople(org.rules(), atMs, false)
  indexByOrg.set(org, index)
  return index
}

/** Sorts everyone beforehand, in slices between other work, so that the first question about everyone need not wait. */
export function warmPeopleIndex(org: Org): void {
  const rules = org.rules()
  if (warming.get(org) === rules) return
  warming.set(org, rules)
  const atMs = org.now()
  const isLate = () => org.rules() !== rules
  void runInSteps(
    (function* () {
      // The caller's answer goes first.
      yield 0
      const updated = findPeopleIndex(org)
      return updated ?? (yield* indexPeopleInSteps(rules, atMs, false))
    })(),
    { isCancelled: isLate },
    '',
    0,
  ).then((found) => {
    if (found !== undefined && !isLate()) indexByOrg.set(org, found.value)
  })
}

function findPeopleIndex(org: Org): PeopleIndex | null {
  const known = indexByOrg.get(org)
  const atMs = org.now()
  if (known === undefined || !isIndexedAt(known, atMs)) return null
  return updatePeopleIndex(known, org.rules(), atMs)
}
