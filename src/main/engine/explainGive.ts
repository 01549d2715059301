import type { Decision } from '../../shared/domain/decision'
import { placeKind, type PermissionKey, type PlaceId, type RoleKey, type StaffId } from '../../shared/domain/ids'
import { permissionClasses, type Reach } from '../../shared/domain/reach'
import type { Reason } from '../../shared/domain/result'
import { findStaffNumber } from './compileRequest'
import { explainState } from './explainRequest'
import { allowedBecause, noSuchPerson, refusedBecause } from './judged'
import { grantBits, roleOf } from './people'
import { holdsAtPlace } from './placeReach'
import { reachBits } from './reachBits'
import { noRole, type Rules } from './rules'
import { callPermission, callPerson, callPlace } from './wording'

/**
 * Right over rights (blueprints.md): the top role gives any role and any allowed reach; anyone else gives roles that
 * their own role manages, at or below their rank, reaches not above their own, and places of their own. Whether they may
 * edit at all is asked of explainEdit.
 */
export function explainGiveRole(
  rules: Rules,
  { who, role, atMs: _atMs }: { readonly who: StaffId; readonly role: RoleKey; readonly atMs: number },
): Decision {
  const giver = readGiver(rules, who)
  if ('text' in giver) return refusedBecause(giver)
  const given = rules.roleByKey.get(role)
  if (given === undefined) return refusedBecause({ code: 'unknown-role', text: `There is no role “${role}” here.` })
  const { name, source } = rules.roles[given]!
  if (source.singleton) {
    return refusedBecause({
      code: 'singleton',
      text: `There is exactly one ${name}, set when the organization was made.`,
    })
  }
  const own = rules.roles[giver.role]!
  if (giver.role === 0) return allowedBecause('top-role', `${own.name} may give any role.`)
  if (own.manages[given] === 1) return allowedBecause('manages', `${own.name} manages people of the role ${name}.`)
  return refusedBecause(
    given < giver.role
      ? { code: 'rank', text: `${name} stands above ${own.name}; one gives only roles at or below one’s own.` }
      : { code: 'not-managed', text: `${own.name} does not manage people of the role ${name}, and so cannot give it.` },
  )
}

/** Giving a reach of a permission, to a role or to one person. Taking (`none`) is free. */
export function explainGiveReach(
  rules: Rules,
  question: { readonly who: StaffId; readonly permission: PermissionKey; readonly reach: Reach; readonly atMs: number },
): Decision {
  const giver = readGiver(rules, question.who)
  if ('text' in giver) return refusedBecause(giver)
  const permission = rules.permissions[rules.permissionByKey.get(question.permission) ?? -1]
  if (permission === undefined) {
    return refusedBecause({ code: 'unknown-permission', text: `There is no permission “${question.permission}” here.` })
  }
  const { reach } = question
  const allowed: readonly Reach[] = permission.isSelf ? [] : permissionClasses[permission.source.class]
  if (reach !== 'none' && !allowed.includes(reach)) {
    const text = `“${permission.name}” cannot be given with reach “${reach}”.`
    return refusedBecause({ code: 'reach-not-allowed', text })
  }
  const own = rules.roles[giver.role]!.name
  if (giver.role === 0) return allowedBecause('top-role', `${own} may give any reach.`)
  if (reach === 'none') return allowedBecause('takes-only', 'Nothing is given.')
  const bits = grantBits(rules, giver.number, giver.role, permission.number, question.atMs)
  if ((bits & (reachBits.all | reachBits[reach])) !== 0) {
    return allowedBecause(
      'own-reach',
      `${giver.name} holds ${callPermission(rules, permission.number)} as far as that.`,
    )
  }
  const text = `${giver.name} does not hold ${callPermission(rules, permission.number)} that far, and so cannot give it.`
  return refusedBecause({ code: 'above-own-reach', text })
}

/** Giving access to places. A product that is not active on the account cannot be given by anyone (S1.22). */
export function explainGivePlaces(
  rules: Rules,
  question: { readonly who: StaffId; readonly places: readonly PlaceId[]; readonly atMs: number },
): Decision {
  const giver = readGiver(rules, question.who)
  if ('text' in giver) return refusedBecause(giver)
  const guard = rules.guards['staff.assign']
  for (const id of question.places) {
    const place = rules.places.interner.numberOf.get(id) ?? -1
    const kind = placeKind(id)
    if ((rules.places.places[place] ?? null) === null) {
      return refusedBecause({ code: 'unknown-place', text: `There is no place “${id}” here.` })
    }
    if (kind === 'product' && rules.productsOff.has(id.slice('product:'.length))) {
      const text = `The product ${callPlace(rules, place)} is not active for this organization and cannot be given.`
      return refusedBecause({ code: 'product-off', text })
    }
    if (giver.role === 0) continue
    const permission = guard.byPlaceKind.get(kind) ?? guard.permission
    const bits = grantBits(rules, giver.number, giver.role, permission.number, question.atMs)
    if ((bits & reachBits.all) !== 0) continue
    if (holdsAtPlace(rules, giver.number, giver.role, permission.number, place, question.atMs)) continue
    const text = `${callPlace(rules, place)} is not a place of ${giver.name}; one gives only places of one’s own.`
    return refusedBecause({ code: 'not-own-place', text })
  }
  return allowedBecause('own-places', 'These places may be given.')
}

function readGiver(rules: Rules, who: StaffId): { number: number; role: number; name: string } | Reason {
  const number = findStaffNumber(rules, who)
  if (number === -1) return noSuchPerson(who)
  const inactive = explainState(rules, number)
  if (inactive !== null) return inactive
  const role = roleOf(rules, number)
  if (role === noRole) return { code: 'not-granted', text: 'The role of this person is not known here.' }
  return { number, role, name: callPerson(rules, number) }
}
