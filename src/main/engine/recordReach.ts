import type { CompiledRequest } from './compileRequest'
import { holdsAtPlace } from './placeReach'
import type { CompiledPermission, Rules } from './rules'

/** True when a place of this record counts and the grants of reach `assigned` hold there; one is enough. */
export function reachesRecord(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  record: readonly number[],
): boolean {
  for (const place of record) {
    if (permission.scope.counts[place] !== 1) continue
    if (holdsAtPlace(rules, request.who, role, permission.number, place, request.atMs)) return true
  }
  return false
}
