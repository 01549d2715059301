import type { Decision } from '../../shared/domain/decision'
import type { StaffId } from '../../shared/domain/ids'
import type { Authority, Refusal } from '../changes/planning'
import type { Rules } from '../engine/compileRules'
import { explainEdit } from '../engine/explainEdit'
import { explainGivePlaces, explainGiveReach, explainGiveRole } from '../engine/explainGive'
import { explainMove } from '../engine/explainMove'
import { seeing } from '../engine/seeing'

/** What one person may do, by the rules in force at `atMs`. */
export function authorityOf(rules: Rules, who: StaffId, atMs: number): Authority {
  return {
    edit: (edit, about = {}) => refusalOf(explainEdit(rules, { who, edit, ...about, atMs })),
    giveRole: (role) => refusalOf(explainGiveRole(rules, { who, role, atMs })),
    giveReach: (permission, reach) => refusalOf(explainGiveReach(rules, { who, permission, reach, atMs })),
    givePlaces: (places) => refusalOf(explainGivePlaces(rules, { who, places, atMs })),
    sees: (staffId) => seeing(rules, who, staffId, atMs) !== 'hidden',
    move: (from, to) => refusalOf(explainMove(rules, { from, to })),
  }
}

function refusalOf(decision: Pick<Decision, 'allowed' | 'because'>): Refusal {
  return decision.allowed ? null : decision.because
}
