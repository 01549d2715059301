import type { z } from 'zod'
import { searchKey, searchWords } from '../../shared/domain/searchKey'
import type { PlaceId } from '../../shared/domain/ids'
import type { Place } from '../../shared/domain/orgState'
import type { staffFilter } from '../../shared/operations/shapes'
import { listAssigned } from '../engine/listAssigned'
import type { Org } from '../org/Org'
import type { SearchMeaning } from '../store/queries/listStaff'
import { nameWords } from './nameWords'
import { findNearWords } from './nearWords'
import { placesUnder, withPlacesUnder } from './seenBy'

type Filter = z.output<typeof staffFilter>

/** A filter as the store asks it: a place with everything under it, and words of the search that name a place. */
export function staffQuestion<Wanted extends Filter>(org: Org, filter: Wanted) {
  const state = org.state()
  const words = filter.searchPlaces ? searchWords(filter.search) : []
  return { ...withPlacesUnder(state, filter), meanings: new Map(words.map((word) => [word, meaningOf(org, word)])) }
}

/** The same question with words that may have been meant; null when no name has a word that is close. */
export function nearStaffQuestion<Wanted extends Filter>(org: Org, filter: Wanted) {
  const question = staffQuestion(org, filter)
  const known = nameWords(org)
  const meanings = new Map<string, SearchMeaning>()
  let isNear = false
  for (const word of searchWords(filter.search)) {
    const near = findNearWords(word, known)
    isNear ||= near.length > 0
    meanings.set(word, { ...question.meanings.get(word), near })
  }
  return isNear ? { ...question, meanings } : null
}

function meaningOf(org: Org, word: string): SearchMeaning {
  const state = org.state()
  const named: PlaceId[] = []
  // Two letters are in the name of nearly every place.
  if (word.length > 2) {
    for (const place of state.places.values()) if (placeKey(place).includes(word)) named.push(place.id)
  }
  // From the rules, where a place is a number: the table of assignments would be walked place by place, at every key.
  return named.length === 0 ? {} : { assigned: listAssigned(org.rules(), placesUnder(state, named), org.now()) }
}

/** A renamed place is another object. */
const keyByPlace = new WeakMap<Place, string>()

function placeKey(place: Place): string {
  const known = keyByPlace.get(place)
  if (known !== undefined) return known
  const key = searchKey(place.name)
  keyByPlace.set(place, key)
  return key
}
