import type { PlaceId } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { intern } from './intern'
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
  const assignedUntilMs: number[] = []
  const grants = new Map<number, readonly CompiledPersonalGrant[]>()
  for (let row = 0; row < peoplePerPage; row += 1) {
    assignedFrom[row] = assignedPlace.length
    const member = members[row] ?? null
    if (member === null) continue
    const one = compileMember(context, member)
    role[row] = one.role
    isActive[row] = one.isActive
    for (const place of one.places) assignedPlace.push(place)
    for (const untilMs of one.untilMs) assignedUntilMs.push(untilMs)
    if (one.grants.length > 0) grants.set(row, one.grants)
  }
  assignedFrom[peoplePerPage] = assignedPlace.length
  return {
    members,
    role,
    isActive,
    assignedFrom,
    assignedPlace: Int32Array.from(assignedPlace),
    assignedUntilMs: Float64Array.from(assignedUntilMs),
    grants,
  }
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
  const assignedFrom = before.assignedFrom.slice()
  const grants = new Map(before.grants)
  const placeParts: ArrayLike<number>[] = []
  const untilParts: ArrayLike<number>[] = []
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
    untilParts.push(before.assignedUntilMs.subarray(taken, from), one.untilMs)
    for (; nextRow <= row; nextRow += 1) assignedFrom[nextRow]! += moved
    moved += one.places.length - (to - from)
    taken = to
  }
  for (; nextRow <= peoplePerPage; nextRow += 1) assignedFrom[nextRow]! += moved
  const count = before.assignedPlace.length + moved
  const assignedPlace = new Int32Array(count)
  const assignedUntilMs = new Float64Array(count)
  let at = 0
  for (const [i, part] of [...placeParts, before.assignedPlace.subarray(taken)].entries()) {
    assignedPlace.set(part, at)
    assignedUntilMs.set(untilParts[i] ?? before.assignedUntilMs.subarray(taken), at)
    at += part.length
  }
  return { members, role, isActive, assignedFrom, assignedPlace, assignedUntilMs, grants }
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
