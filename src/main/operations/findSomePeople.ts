import type { z } from 'zod'
import type { StaffId } from '../../shared/domain/ids'
import type { somePeople } from '../../shared/operations/shapes'
import type { Org } from '../org/Org'
import { listStaff } from '../store/queries/listStaff'
import { seeingPerson, seenBy } from './seenBy'
import { staffQuestion } from './staffQuestion'

/** Whom a deed on many people is about: the chosen ones or all that a filter finds, as far as the reader may see them. */
export function findSomePeople(org: Org, who: z.output<typeof somePeople>): StaffId[] {
  const state = org.state()
  if ('ids' in who) {
    const seen = seenBy(org)
    const seesAll = seen.places === null && seen.hiddenRoles.length === 0
    return [...new Set(who.ids)].filter((id) => {
      const person = state.staff.get(id)
      return person !== undefined && person.state !== 'purged' && (seesAll || seeingPerson(org, id) !== 'hidden')
    })
  }
  const everybody = { sort: 'name', descending: false, offset: 0, limit: 10_000_000 } as const
  return listStaff(org.store.db, { ...staffQuestion(org, who.filter), ...everybody }, seenBy(org)).ids
}
