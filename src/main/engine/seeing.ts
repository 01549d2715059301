import type { RoleKey, StaffId } from '../../shared/domain/ids'
import { findStaffNumber, type CompiledRequest } from './compileRequest'
import { decidePermission } from './decideCompiled'
import type { Rules } from './rules'
import { isMaskedFrom, isRoleHiddenFrom } from './visibility'

/**
 * How one person appears to another in lists and reports: in full, with name and role only, or not at all. Everyone sees
 * themselves; the rest takes the guard `staff.see` at a common place, and the blueprint's visibility rules.
 */
export function seeing(rules: Rules, who: StaffId, target: StaffId, atMs: number): 'full' | 'masked' | 'hidden' {
  const actor = findStaffNumber(rules, who)
  const on = findStaffNumber(rules, target)
  if (actor === -1 || on === -1) return 'hidden'
  if (actor === on) return 'full'
  const { permission } = rules.guards['staff.see']
  const request: CompiledRequest = {
    who: actor,
    permission: permission.number,
    place: -1,
    records: null,
    isOwn: false,
    isShared: false,
    connected: false,
    on,
    factBits: 0,
    isContradictory: false,
    atMs,
  }
  if (!decidePermission(rules, request, permission)) return 'hidden'
  return isMaskedFrom(rules, actor, on) ? 'masked' : 'full'
}

/** Roles whose people do not appear for this person (S0.14). All of them for somebody unknown. */
export function hiddenRoles(rules: Rules, who: StaffId, atMs: number): RoleKey[] {
  const actor = findStaffNumber(rules, who)
  return rules.roles
    .filter((role) => actor === -1 || isRoleHiddenFrom(rules, actor, role.rank, atMs))
    .map((role) => role.key)
}

/** Roles whose people appear with name and role only. A person of such a role still sees themselves in full (S4.6). */
export function maskedRoles(rules: Rules, _who: StaffId, _atMs: number): RoleKey[] {
  return rules.roles.filter((role) => rules.isMasked[role.rank] === 1).map((role) => role.key)
}
