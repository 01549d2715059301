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
    role[row] = context.roleByKey.get(member.role) ?? noRole
    isActive[row] = member.state === 'active' ? 1 : 0
    for (const assignment of member.assignments) {
      assignedPlace.push(intern(context.places, assignment.place))
      assignedUntilMs.push(assignment.untilMs ?? Infinity)
    }
    const personal = member.personalGrants.flatMap((grant) => compilePersonalGrant(context, grant) ?? [])
    if (personal.length > 0) grants.set(row, personal)
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
