import type { Org } from '../../org/Org'
import { seeingPerson } from '../seenBy'
import { type KindRow, peopleOf } from './aboutRow'

/** Whether the reader may know of everybody whom a row names (S0.14). */
export function seesRow(org: Org, about: KindRow): boolean {
  return peopleOf(about).every((staffId) => seeingPerson(org, staffId) !== 'hidden')
}

/** Whether the reader may know what a row changes: of masked people only name, role and state (S4.6). */
export function seesValues(org: Org, about: KindRow): boolean {
  const isPlain = ['staff.setRole', 'staff.demote', 'staff.reassign', 'staff.setState', 'staff.remove'].includes(
    about.kind,
  )
  return isPlain || peopleOf(about).every((staffId) => seeingPerson(org, staffId) === 'full')
}
