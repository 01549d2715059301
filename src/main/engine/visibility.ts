import { grantBits, isActive, roleOf } from './people'
import { reachBits } from './reachBits'
import type { Rules } from './rules'
import { noRole } from './rules'

/** True when the rules keep people of this role out of the actor's sight (S0.14). */
export function isRoleHiddenFrom(rules: Rules, who: number, targetRole: number, atMs: number): boolean {
  const unless = rules.hiddenUnless[targetRole] ?? -1
  if (unless === -1) return false
  const role = roleOf(rules, who)
  if (role === noRole || !isActive(rules, who)) return true
  return (grantBits(rules, who, role, unless, atMs) & reachBits.all) === 0
}

/** True when the target’s details are for the target alone (S4.6). */
export function isMaskedFrom(rules: Rules, who: number, target: number): boolean {
  return who !== target && rules.isMasked[roleOf(rules, target)] === 1
}
