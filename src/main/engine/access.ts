import type { PermissionKey, PlaceId, StaffId } from '../../shared/domain/ids'
import type { Reach } from '../../shared/domain/reach'
import type { Reason } from '../../shared/domain/result'
import { findStaffNumber } from './compileRequest'
import { holdingOf } from './holding'
import { personalGrantsOf, roleOf } from './people'
import { reachBits, widestReach } from './reachBits'
import type { CompiledPermission, Rules } from './rules'
import { placeIds } from './whoCan'
import { callPermission, callPerson, callPlace, extent, listNames } from './wording'

export interface HeldPermission {
  readonly permission: PermissionKey
  readonly reach: Reach
  /** For reach `assigned`, the places it comes from; null otherwise. */
  readonly places: readonly PlaceId[] | null
  /** Where it comes from: the role, personal grants. */
  readonly because: readonly Reason[]
}

/**
 * Everything that one person may do, permission by permission, in the blueprint's order; what they do not hold is left
 * out. Empty for an unknown person.
 */
export function access(rules: Rules, staffId: StaffId, atMs: number): HeldPermission[] {
  const who = findStaffNumber(rules, staffId)
  if (who === -1) return []
  return rules.permissions.flatMap((permission) => {
    const holding = holdingOf(rules, who, permission, atMs)
    if (holding.bits === 0) return []
    const reach = widestReach(holding.bits)
    return [
      {
        permission: permission.key,
        reach,
        places: reach === 'assigned' ? placeIds(rules, holding.roots) : null,
        because: explainSources(rules, who, permission, atMs),
      },
    ]
  })
}

function explainSources(rules: Rules, who: number, permission: CompiledPermission, atMs: number): Reason[] {
  const role = roleOf(rules, who)
  const roleBits = rules.cellBits[role * rules.permissions.length + permission.number]!
  const name = callPermission(rules, permission.number)
  const byRole =
    roleBits === 0
      ? []
      : [{ code: 'role-grant', text: `${rules.roles[role]!.name} has ${name} ${extent[widestReach(roleBits)]}.` }]
  const personal = personalGrantsOf(rules, who).filter(
    (grant) => grant.permission === permission.number && grant.untilMs > atMs,
  )
  return [
    ...byRole,
    ...personal.map((grant) => {
      const where =
        grant.bit === reachBits.assigned && grant.places !== null
          ? `in ${listNames(Array.from(grant.places, (place) => callPlace(rules, place)))}`
          : extent[widestReach(grant.bit)]
      return { code: 'personal-grant', text: `${callPerson(rules, who)} has ${name} ${where} by a personal grant.` }
    }),
  ]
}
