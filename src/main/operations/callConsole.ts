import type { KeyId } from '../../shared/domain/ids'
import type { Org } from '../org/Org'
import { callPerson } from './callPerson'
import { seeingPerson } from './seenBy'

/** A console as the reader may know it: whose it is and what it is called only when they may see that person. */
export function callConsole(org: Org, id: KeyId): string {
  const key = org.state().keys.get(id)
  if (key === undefined) return 'a console'
  if (key.staffId === null) return 'the first console'
  const name = seeingPerson(org, key.staffId) === 'full' && key.name !== '' ? `“${key.name}”` : 'a console'
  return `${name} of ${callPerson(org, key.staffId)}`
}
