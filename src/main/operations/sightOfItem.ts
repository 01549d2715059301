import type { StaffId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { listSubjectsOfItem } from '../store/queries/historyItems'
import { seenBy, seeingPerson } from './seenBy'

/** How much of a history item is about people whom the reader may not see (S0.14, S4.6). */
export interface ItemSight {
  /** It is about people, and its note may name somebody who is not theirs to see; of their own making it is theirs to read. */
  readonly hidesNote: boolean
  /** How many people it is about whom they see, where there are others: no number tells of those. Null where there are none. */
  readonly seen: number | null
}

/** Items about more people tell no number to whoever does not see everybody: looking each up would take too long. */
const mostLookedUp = 5_000

export function sightOfItem(org: Org, item: string, author: StaffId): ItemSight {
  const { self, places, hiddenRoles, maskedRoles } = seenBy(org)
  const mayHide = places !== null || hiddenRoles.length > 0
  if (self === null || (!mayHide && maskedRoles.length === 0)) return { hidesNote: false, seen: null }
  const subjects = listSubjectsOfItem(org.store.db, item, mostLookedUp + 1)
  const isLong = subjects.length > mostLookedUp
  const sights = isLong && mayHide ? [] : subjects.map((id) => seeingPerson(org, id))
  const hidden = sights.filter((sight) => sight === 'hidden').length
  return {
    hidesNote: author !== self && subjects.length > 0 && (mayHide || sights.includes('masked')),
    seen: mayHide && isLong ? 0 : hidden > 0 ? sights.length - hidden : null,
  }
}
