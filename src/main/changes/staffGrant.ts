import { findPermission } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { permissionClasses } from '../../shared/domain/reach'
import type { PersonalGrant } from '../../shared/domain/staff'
import { calledStaff, heldInRestore, knownStaff } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'
import { unusablePlace } from './staffAdd'

/** Gives one person a permission besides their role's, or takes that grant away. It adds, never narrows. */
export function planStaffGrant(planning: Planning, row: ChangeRow<'staff.grant'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const permission = findPermission(planning.state.blueprint, row.permission)
  if (permission === undefined) return refused('unknown-permission', `There is no permission “${row.permission}”.`)
  const wanted = row.to
  if (wanted !== null && !(permissionClasses[permission.class] as readonly string[]).includes(wanted.reach)) {
    return refused('reach-not-allowed', `${permission.name} cannot reach “${wanted.reach}”.`)
  }
  const refusal = firstRefusal(
    () => planning.authority.edit('grants.edit', { on: row.staffId }),
    () => (wanted === null ? null : planning.authority.giveReach(row.permission, wanted.reach)),
    () => (wanted?.places == null ? null : planning.authority.givePlaces(wanted.places)),
  )
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  const now = person.personalGrants.find((grant) => grant.permission === row.permission)
  if (sameGrant(now, wanted)) return agreed
  if (!sameGrant(now, row.from)) {
    return held('changed-meanwhile', `The grants of ${calledStaff(planning, row.staffId)} were changed meanwhile.`)
  }
  const bad = wanted?.places?.map((place) => unusablePlace(planning, place)).find((verdict) => verdict !== null)
  if (bad != null) return bad
  const others = person.personalGrants.filter((grant) => grant.permission !== row.permission)
  const personalGrants = wanted === null ? others : [...others, { permission: row.permission, ...wanted }]
  personalGrants.sort((a, b) => (a.permission < b.permission ? -1 : 1))
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, personalGrants } })
  return applied
}

function sameGrant(a: PersonalGrant | undefined, b: Omit<PersonalGrant, 'permission'> | null): boolean {
  if (a === undefined || b === null) return a === undefined && b === null
  return a.reach === b.reach && a.untilMs === b.untilMs && JSON.stringify(a.places) === JSON.stringify(b.places)
}
