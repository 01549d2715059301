import type { CompiledRequest } from './compileRequest'
import type { CompiledNeed } from './rules'

/** Whether a need counts for this request of a person of this role. */
export function needApplies(need: CompiledNeed, role: number, request: CompiledRequest): boolean {
  if (need.roles !== null && need.roles[role] !== 1) return false
  if (need.whenFactBit !== 0 && (request.factBits & need.whenFactBit) === 0) return false
  return !need.whenOn || request.on !== -1
}
