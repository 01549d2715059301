import type { Decision, Request } from '../../shared/domain/decision'
import { checkRequest } from './checkRequest'
import { compileRequest } from './compileRequest'
import { explainRequest } from './explainRequest'
import { findFixes } from './findFixes'
import { describeFix } from './describeFix'
import { widestReach } from './reachBits'
import type { Rules } from './rules'

/**
 * Decides like decide, and says because of what: the deciding reason first, then the other ones of that side, then those
 * that were overruled.
 *
 * @param rules    result of compileRules for one revision
 * @param request  ids as the organization has them; atMs in UTC milliseconds
 * @returns        `allowed` as decide has it; `wouldNeed` lists the smallest ways to a yes, smallest first
 * Errors: none. What checkRequest would refuse is a denial with that one reason; an unknown place or creator is only a
 * fact that does not fit.
 */
export function explain(rules: Rules, request: Request): Decision {
  const compiled = compileRequest(rules, request)
  if (compiled.isContradictory || compiled.who === -1 || compiled.permission === -1 || compiled.on === -2) {
    const problem = checkRequest(rules, request)
    const because = problem.ok ? [] : [{ code: problem.error.code, text: problem.error.message }]
    return { allowed: false, reach: 'none', because, wouldNeed: [] }
  }
  const { against, inFavor, overruled, bits } = explainRequest(rules, compiled)
  const allowed = against.length === 0
  return {
    allowed,
    reach: widestReach(bits),
    because: allowed ? [...inFavor, ...overruled] : [...against, ...inFavor, ...overruled],
    wouldNeed: allowed
      ? []
      : findFixes(rules, compiled).map((fixes) => fixes.map((fix) => describeFix(rules, compiled, fix))),
  }
}
