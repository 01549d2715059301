import type { CompiledRequest } from './compileRequest'
import { decideCompiled } from './decideCompiled'
import type { PeopleIndex } from './peopleIndex'
import { reachBits } from './reachBits'

/**
 * Decides like decideCompiled, for many questions in a row: what everyone holds is read from the index. Requests that hang
 * on more than the record's places, owner and sharing go the general way. Allocates nothing.
 *
 * @param atMs  the instant asked about, UTC milliseconds; a request that is kept and asked again need not be touched for it
 */
export function decideIndexed(index: PeopleIndex, request: CompiledRequest, atMs = request.atMs): boolean {
  const { who, permission, place } = request
  if (
    who < 0 ||
    permission < 0 ||
    (place < 0 && (request.on !== -1 || request.isContradictory)) ||
    index.isTangled[permission] === 1 ||
    atMs < index.fromMs ||
    atMs >= index.untilMs
  ) {
    return decideAt(index, request, atMs)
  }
  const number = index.classOf[who]!
  const bits = index.bits[number * index.stride + permission]!
  if (bits === 0) return false
  if ((bits & reachBits.all) !== 0) return true
  if ((bits & reachBits.own) !== 0 && (request.isOwn ?? index.rules.permissions[permission]!.isSelf)) return true
  if ((bits & reachBits.shared) !== 0 && request.isShared) return true
  if ((bits & reachBits.connected) !== 0 && request.connected === true) return true
  if ((bits & reachBits.assigned) === 0) return false
  if (index.hasGrants[number] === 1) return decideAt(index, request, atMs)
  return place < 0 ? isAssignedToEach(index, request) : isAssignedAt(index, who, permission, place)
}

function decideAt(index: PeopleIndex, request: CompiledRequest, atMs: number): boolean {
  return decideCompiled(index.rules, atMs === request.atMs ? request : { ...request, atMs })
}

function isAssignedToEach(index: PeopleIndex, { who, permission, records }: CompiledRequest): boolean {
  if (records === null || records.length === 0) return false
  for (let record = 0; record < records.length; record += 1) {
    const places = records[record]!
    let isHeld = false
    for (let at = 0; at < places.length && !isHeld; at += 1) isHeld = isAssignedAt(index, who, permission, places[at]!)
    if (!isHeld) return false
  }
  return true
}

export function isAssignedAt(index: PeopleIndex, who: number, permission: number, place: number): boolean {
  return (
    index.rules.permissions[permission]!.scope.counts[place] === 1 &&
    (index.assigned[place * index.words + (who >> 5)]! & (1 << (who & 31))) !== 0
  )
}
