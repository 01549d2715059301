import type { CompiledRequest } from './compileRequest'
import { needApplies } from './needs'
import { grantBits, isActive, roleOf } from './people'
import { isAssignedTo } from './placeReach'
import { reachBits } from './reachBits'
import { reachesRecord } from './recordReach'
import { noRole, type CompiledPermission, type Rules } from './rules'
import { reachesTarget, shareAPlace } from './targetReach'
import { isMaskedFrom, isRoleHiddenFrom } from './visibility'

/**
 * Decides a request in numbers, in the order of architecture.md ("Order of a decision"). Allocates nothing, reads no
 * clock. An unknown person, permission or target, and `on` beside places, are refusals.
 */
export function decideCompiled(rules: Rules, request: CompiledRequest): boolean {
  if (request.isContradictory || request.who < 0 || request.permission < 0 || request.on === -2) return false
  return decidePermission(rules, request, rules.permissions[request.permission]!)
}

/** Decides for a permission as given, which may be a guard's. The person and the target are known. */
export function decidePermission(rules: Rules, request: CompiledRequest, permission: CompiledPermission): boolean {
  const role = roleOf(rules, request.who)
  if (role === noRole || !isActive(rules, request.who)) return false
  return isAllowed(rules, request, role, permission)
}

function isAllowed(rules: Rules, request: CompiledRequest, role: number, permission: CompiledPermission): boolean {
  if (!permission.isProductOn) return false
  for (const need of permission.needs) {
    if (!needApplies(need, role, request)) continue
    if (need.kind === 'switch' && !need.isOn) return false
    if (need.kind === 'fact' && (request.factBits & need.factBit) === 0) return false
    // INVARIANT (no circle of needs): findBlueprintProblems refuses them, so this ends.
    if (need.kind === 'permission' && !isAllowed(rules, request, role, rules.permissions[need.permission]!))
      return false
  }
  const bits = grantBits(rules, request.who, role, permission.number, request.atMs)
  if (bits === 0) return false
  if (!passesProductGate(rules, request.who, role, permission, request.atMs)) return false
  if (!passesReach(rules, request, role, permission, bits)) return false
  return request.on === -1 || passesTarget(rules, request, role, permission)
}

/** The product’s place, unless the role is ungated (S1.7, S1.20). */
export function passesProductGate(
  rules: Rules,
  who: number,
  role: number,
  permission: CompiledPermission,
  atMs: number,
): boolean {
  return (
    permission.product === -1 || rules.roles[role]!.source.ungated || isAssignedTo(rules, who, permission.product, atMs)
  )
}

/** Whether the union of these reaches covers the facts of the request. */
export function passesReach(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  bits: number,
): boolean {
  if ((bits & reachBits.all) !== 0) return true
  if ((bits & reachBits.own) !== 0 && isOwn(request, permission)) return true
  if ((bits & reachBits.shared) !== 0 && request.isShared) return true
  if ((bits & reachBits.connected) !== 0 && isConnected(rules, request, permission)) return true
  return (bits & reachBits.assigned) !== 0 && isAssigned(rules, request, role, permission)
}

export function isOwn(request: CompiledRequest, permission: CompiledPermission): boolean {
  if (request.isOwn !== null) return request.isOwn
  return permission.isSelf && (request.on === -1 || request.on === request.who)
}

export function isConnected(rules: Rules, request: CompiledRequest, permission: CompiledPermission): boolean {
  if (request.connected !== null) return request.connected
  return request.on >= 0 && shareAPlace(rules, request.who, request.on, permission, request.atMs)
}

export function isAssigned(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): boolean {
  if (request.on >= 0) {
    return reachesTarget(rules, request.who, role, permission, request.on, permission.target, request.atMs)
  }
  if (request.records === null || request.records.length === 0) return false
  for (const record of request.records) if (!reachesRecord(rules, request, role, permission, record)) return false
  return true
}

function passesTarget(rules: Rules, request: CompiledRequest, role: number, permission: CompiledPermission): boolean {
  const targetRole = roleOf(rules, request.on)
  if (request.on !== request.who && isRoleHiddenFrom(rules, request.who, targetRole, request.atMs)) return false
  if (permission.touchesPeople && isMaskedFrom(rules, request.who, request.on)) return false
  return !permission.guardsPeople || rules.roles[role]!.manages[targetRole] === 1
}
