import type { PlaceId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { intern } from './intern'
import { narrow } from './narrow'
import { packEnds } from './packEnds'
import { endMsAt } from './people'
import { reachBits } from './reachBits'
import { noRole, peoplePerPage, type CompiledPersonalGrant, type Interner, type PeoplePage } from './rules'

export interface PageContext {
  readonly roleByKey: ReadonlyMap<string, number>
  readonly permissionByKey: ReadonlyMap<string, number>
  readonly places: Interner<PlaceId>
}

/** Lays out up to 1,024 people, `members` by row. */
export function compilePage(context: PageContext, members: readonly (StaffMember | null)[]): PeoplePage {
  const role = new Uint8Array(peoplePerPage).fill(noRole)
  const isActive = new Uint8Array(peoplePerPage)
  const assignedFrom = new Uint32Array(peoplePerPage + 1)
  const assignedPlace: number[] = []
  const untilMs: number[] = []
  const grants = new Map<number, readonly CompiledPersonalGrant[]>()
  for (let row = 0; row < peoplePerPage; row += 1) {
    assignedFrom[row] = assignedPlace.length
    const member = members[row] ?? null
    if (member === null) continue
    const one = compileMember(context, member)
    role[row] = one.role
    isActive[row] = one.isActive
    for (const place of one.places) assignedPlace.push(place)
    for (const endMs of one.untilMs) untilMs.push(endMs)
    if (one.grants.length > 0) grants.set(row, one.grants)
  }
  assignedFrom[peoplePerPage] = assignedPlace.length
  return { members, role, isActive, grants, ...packAssignments(context, assignedFrom, assignedPlace, untilMs) }
}

/**
 * The page after some of its people came, went or changed: like `compilePage` of all of them, at the cost of those.
 * `changed` by row.
 */
export function patchPage(
  context: PageContext,
  before: PeoplePage,
  changed: ReadonlyMap<number, StaffMember | null>,
): PeoplePage {
  const members = [...before.members]
  const role = before.role.slice()
  const isActive = before.isActive.slice()
  const assignedFrom = Uint32Array.from(before.assignedFrom)
  const grants = new Map(before.grants)
  const placeParts: ArrayLike<number>[] = []
  const untilMs: number[] = []
  /** Up to where the assignments of `before` are taken over, and how far rows behind it have moved. */
  let taken = 0
  let moved = 0
  let nextRow = 0
  for (const row of [...changed.keys()].toSorted((a, b) => a - b)) {
    const member = changed.get(row) ?? null
    while (members.length < row) members.push(null)
    members[row] = member
    const one = member === null ? nobody : compileMember(context, member)
    role[row] = one.role
    isActive[row] = one.isActive
    if (one.grants.length === 0) grants.delete(row)
    else grants.set(row, one.grants)
    const [from, to] = [before.assignedFrom[row]!, before.assignedFrom[row + 1]!]
    placeParts.push(before.assignedPlace.subarray(taken, from), one.places)
    for (let at = taken; at < from; at += 1) untilMs.push(endMsAt(before, at))
    untilMs.push(...one.untilMs)
    for (; nextRow <= row; nextRow += 1) assignedFrom[nextRow]! += moved
    moved += one.places.length - (to - from)
    taken = to
  }
  for (; nextRow <= peoplePerPage; nextRow += 1) assignedFrom[nextRow]! += moved
  const last = before.assignedPlace.length
  for (let at = taken; at < last; at += 1) untilMs.push(endMsAt(before, at))
  const assignedPlace = new Uint32Array(last + moved)
  let at = 0
  for (const part of [...placeParts, before.assignedPlace.subarray(taken)]) {
    assignedPlace.set(part, at)
    at += part.length
  }
  return { members, role, isActive, grants, ...packAssignments(context, assignedFrom, assignedPlace, untilMs) }
}

/** Assignments as a page keeps them. `assignedFrom` by row, the others by assignment. */
function packAssignments(
  { places }: PageContext,
  assignedFrom: Uint32Array,
  assignedPlace: ArrayLike<number>,
  untilMs: readonly number[],
): Pick<PeoplePage, 'assignedFrom' | 'assignedPlace' | 'assignedEnd' | 'endsMs'> {
  return {
    assignedFrom: narrow(assignedFrom, assignedPlace.length),
    assignedPlace: narrow(assignedPlace, places.ids.length),
    ...packEnds(untilMs),
  }
}

interface CompiledMember {
  readonly role: number
  readonly isActive: number
  readonly places: readonly number[]
  readonly untilMs: readonly number[]
  readonly grants: readonly CompiledPersonalGrant[]
}

const nobody: CompiledMember = { role: noRole, isActive: 0, places: [], untilMs: [], grants: [] }

function compileMember(context: PageContext, member: StaffMember): CompiledMember {
  return {
    role: context.roleByKey.get(member.role) ?? noRole,
    isActive: member.state === 'active' ? 1 : 0,
    places: member.assignments.map(({ place }) => intern(context.places, place)),
    untilMs: member.assignments.map(({ untilMs }) => untilMs ?? Infinity),
    grants: member.personalGrants.flatMap((grant) => compilePersonalGrant(context, grant) ?? []),
  }
}

function compilePersonalGrant(
  context: PageContext,
  grant: StaffMember['personalGrants'][number],
): CompiledPersonalGrant | null {
  const permission = context.permissionByKey.get(grant.permission)
  if (permission === undefined || grant.reach === 'none') return null
  const untilMs = grant.untilMs ?? Infinity
  if (grant.places === null) return { permission, bit: reachBits[grant.reach], places: null, untilMs }
  // Places make sense for `assigned` only. `all` at certain places can only mean there; any other pair holds nothing.
  if (grant.reach !== 'assigned' && grant.reach !== 'all') return null
  const places = Int32Array.from(grant.places, (place) => intern(context.places, place))
  return { permission, bit: reachBits.assigned, places, untilMs }
}
