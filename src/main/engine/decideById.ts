import type { Request } from '../../shared/domain/decision'
import { compileRequest } from './compileRequest'
import { decideIndexed, isAssignedAt } from './decideIndexed'
import type { PeopleIndex } from './peopleIndex'
import { reachBits } from './reachBits'

/**
 * As decide, with an index of people. What costs most is finding the person by id, so a fact of the record is looked up
 * only when it can still decide. Requests about another person, several records or several places go the general way.
 */
export function decideById(index: PeopleIndex, request: Request): boolean {
  const { createdBy, atMs } = request
  // First, so that the search for the person goes on in memory while the rest is looked at.
  const who = index.rules.people.numbers.get(request.who)
  const permission = index.rules.permissionByKey.get(request.do) ?? -1
  if (
    request.on !== undefined ||
    permission === -1 ||
    index.isTangled[permission] === 1 ||
    atMs < index.fromMs ||
    atMs >= index.untilMs
  ) {
    return decideIndexed(index, compileRequest(index.rules, request))
  }
  // Somebody whom only later rules know is beyond the index; whoever is not active is in class 0, which holds nothing.
  if (who === undefined || who >= index.classOf.length) return false
  const number = index.classOf[who]!
  const bits = index.bits[number * index.stride + permission]!
  if (bits === 0) return false
  if ((bits & reachBits.all) !== 0) return true
  if ((bits & reachBits.own) !== 0) {
    if (createdBy === undefined ? index.rules.permissions[permission]!.isSelf : createdBy === request.who) return true
  }
  if ((bits & reachBits.shared) !== 0 && request.sharedWith?.includes(request.who) === true) return true
  if ((bits & reachBits.connected) !== 0 && request.connected === true) return true
  if ((bits & reachBits.assigned) === 0) return false
  const { at } = request
  if (request.atEach !== undefined || at?.length !== 1 || index.hasGrants[number] === 1)
    return decideIndexed(index, compileRequest(index.rules, request))
  const place = index.rules.places.interner.numberOf.get(at[0]!)
  return place !== undefined && isAssignedAt(index, who, permission, place)
}
