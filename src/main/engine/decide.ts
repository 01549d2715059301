import type { Request } from '../../shared/domain/decision'
import { compileRequest } from './compileRequest'
import { decideCompiled } from './decideCompiled'
import type { Rules } from './rules'

/**
 * Decides whether a person may do something. Reads no clock, file or table.
 *
 * @param rules    result of compileRules for one revision
 * @param request  ids as the organization has them; atMs in UTC milliseconds
 * Errors: none. What checkRequest would refuse is a denial.
 * Source: blueprints.md, "Reading a request"; the order is that of architecture.md.
 */
export function decide(rules: Rules, request: Request): boolean {
  return decideCompiled(rules, compileRequest(rules, request))
}
