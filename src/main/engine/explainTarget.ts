import type { Reason } from '../../shared/domain/result'
import type { CompiledRequest } from './compileRequest'
import { roleOf } from './people'
import type { CompiledPermission, Rules } from './rules'
import { isMaskedFrom, isRoleHiddenFrom } from './visibility'
import { callPerson } from './wording'

/** Step 7: *manages*, rank and visibility, for a person as target. Empty when nothing stands against it. */
export function explainTarget(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: Pick<CompiledPermission, 'guardsPeople' | 'touchesPeople'>,
): Reason[] {
  const targetRole = roleOf(rules, request.on)
  const reasons: Reason[] = []
  // No word about who it is: that alone would give away what is hidden.
  if (request.on !== request.who && isRoleHiddenFrom(rules, request.who, targetRole, request.atMs)) {
    reasons.push({ code: 'not-visible', text: `${callPerson(rules, request.who)} cannot see this person.` })
  }
  if (permission.touchesPeople && isMaskedFrom(rules, request.who, request.on)) {
    const name = rules.roles[targetRole]!.name
    reasons.push({ code: 'masked', text: `The details of the ${name} are for that person alone.` })
  }
  if (permission.guardsPeople && rules.roles[role]!.manages[targetRole] !== 1) {
    reasons.push(explainNotManaged(rules, role, targetRole))
  }
  return reasons
}

/** Why one role may not act on people of another. */
export function explainNotManaged(rules: Rules, role: number, targetRole: number): Reason {
  const actor = rules.roles[role]!.name
  const target = rules.roles[targetRole]?.name ?? 'an unknown role'
  return targetRole < role
    ? { code: 'rank', text: `${target} stands above ${actor} on the ladder.` }
    : { code: 'not-managed', text: `${actor} does not manage people of the role ${target}.` }
}
