import type { CompiledRequest } from './compileRequest'
import { decideCompiled } from './decideCompiled'
import type { PeopleIndex } from './peopleIndex'
import { reachBits } from './reachBits'

/**
 * Decides like decideCompiled, for many questions in a row: what everyone holds is read from the index. Requests that hang
 * on more than the record's places, owner and sharing go the general way. Allocates nothing.
 */
export function decideIndexed(index: PeopleIndex, request: CompiledRequest): boolean {
  const { who, permission, atMs } = request
  if (
    who < 0 ||
    permission < 0 ||
    request.on !== -1 ||
    request.isContradictory ||
    index.isTangled[permission] === 1 ||
    atMs < index.fromMs ||
    atMs >= index.untilMs
  ) {
    return decideCompiled(index.rules, request)
  }
  const number = index.classOf[who]!
  const bits = index.bits[number * index.stride + permission]!
  if (bits === 0) return false
  if ((bits & reachBits.all) !== 0) return true
  if ((bits & reachBits.own) !== 0 && (request.isOwn ?? index.rules.permissions[permission]!.isSelf)) return true
  if ((bits & reachBits.shared) !== 0 && request.isShared) return true
  if ((bits & reachBits.connected) !== 0 && request.connected === true) return true
  if ((bits & reachBits.assigned) === 0) return false
  if (index.hasGrants[number] === 1) return decideCompiled(index.rules, request)
  return isAssignedToEach(index, request)
}

function isAssignedToEach(index: PeopleIndex, { who, permission, records }: CompiledRequest): boolean {
  if (records === null || records.length === 0) return false
  const { counts } = index.rules.permissions[permission]!.scope
  const word = who >> 5
  const bit = 1 << (who & 31)
  for (let record = 0; record < records.length; record += 1) {
    const places = records[record]!
    let isHeld = false
    for (let at = 0; at < places.length && !isHeld; at += 1) {
      const place = places[at]!
      isHeld = counts[place] === 1 && (index.assigned[place * index.words + word]! & bit) !== 0
    }
    if (!isHeld) return false
  }
  return true
}
