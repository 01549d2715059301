import type { Decision } from '../../shared/domain/decision'
import type { RoleKey, StaffId } from '../../shared/domain/ids'
import type { Authority, Refusal } from '../changes/planning'
import type { Rules } from '../engine/compileRules'
import { judgeEdit } from '../engine/explainEdit'
import { explainGivePlaces, explainGiveReach, explainGiveRole } from '../engine/explainGive'
import { explainMove } from '../engine/explainMove'
import { seeing } from '../engine/seeing'

/** What one person may do, by the rules in force at `atMs`. */
export function authorityOf(rules: Rules, who: StaffId, atMs: number): Authority {
  return {
    edit: (edit, about = {}) => refusalOf(judgeEdit(rules, { who, edit, ...about, atMs })),
    giveRole: once((role) => refusalOf(explainGiveRole(rules, { who, role, atMs }))),
    giveReach: (permission, reach) => refusalOf(explainGiveReach(rules, { who, permission, reach, atMs })),
    givePlaces: (places) => refusalOf(explainGivePlaces(rules, { who, places, atMs })),
    sees: (staffId) => seeing(rules, who, staffId, atMs) !== 'hidden',
    move: (from, to) => refusalOf(explainMove(rules, { from, to })),
  }
}

/** A role is given to many rows of one change, with one answer. */
function once(ask: (role: RoleKey) => Refusal): (role: RoleKey) => Refusal {
  const known = new Map<RoleKey, Refusal>()
  return (role) => {
    if (!known.has(role)) known.set(role, ask(role))
    return known.get(role) ?? null
  }
}

function refusalOf(decision: Pick<Decision, 'allowed' | 'because'>): Refusal {
  return decision.allowed ? null : decision.because
}
