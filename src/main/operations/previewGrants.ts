import { cellReach, defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import type { AccessDifference } from '../../shared/domain/decision'
import type { StaffId } from '../../shared/domain/ids'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { type Reach, reachContains } from '../../shared/domain/reach'
import type { Reason } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { planGrantSet } from '../changes/grantSet'
import { diffRules } from '../engine/diffRules'
import { authorityOf } from '../org/authority'
import type { Org } from '../org/Org'
import { rulesAfter } from '../org/settle'
import { stateLayer } from '../org/stateLayer'
import { reachWords } from './describeCell'
import { presentDifference, visibleDifferences } from './present'

/** Who gains and who loses by the rows, and what stands against each; nothing is kept. */
export function previewGrants(
  org: Org,
  rows: readonly ChangeRow<'grant.set'>[],
  limit: number,
): OperationOutput<'grant.preview'> {
  const state = org.state()
  const atMs = org.now()
  const layer = stateLayer(state)
  const refusals = rows.map((): Reason[] => [])
  const changing = rows.filter((row) => row.from !== row.to)
  if (org.actor !== null && changing.length > 0) {
    const authority = authorityOf(org.rules(), org.actor, atMs)
    const planning = { state, author: org.actor, atMs, authority, personal: () => undefined, put: () => {} }
    for (const [i, verdict] of planGrantSet(planning, changing).entries()) {
      if ('because' in verdict) refusals[rows.indexOf(changing[i]!)]!.push(...verdict.because)
    }
  }
  for (const { role, permission, to } of changing) {
    const after = to === null ? null : { role, permission, reach: to }
    layer.put({ entity: 'grant', key: grantKey(role, permission), after })
  }
  const effects = changing.map(({ role, permission }) => ({
    entity: 'grant' as const,
    key: grantKey(role, permission),
    after: null,
  }))
  const difference =
    changing.length === 0
      ? { gain: [], lose: [] }
      : diffRules(org.rules(), rulesAfter(org.rules(), layer.state, effects), atMs)
  const gain = visibleDifferences(org, difference.gain)
  const lose = visibleDifferences(org, difference.lose)
  return {
    gain: fewOfEach(gain, limit).map((one) => presentDifference(org, one)),
    lose: fewOfEach(lose, limit).map((one) => presentDifference(org, one)),
    peopleGaining: new Set(gain.map((one) => one.staffId)).size,
    peopleLosing: new Set(lose.map((one) => one.staffId)).size,
    edits: rows.map((row, i) => {
      const permission = findPermission(state.blueprint, row.permission)!
      const role = findRole(state.blueprint, row.role)!
      const before = cellReach(state, row.role, row.permission)
      const after = row.to ?? defaultReach(state.blueprint, row.role, row.permission)
      const concerns = (staffId: StaffId) => state.staff.get(staffId)?.role === row.role
      const count = (list: typeof gain) =>
        new Set(
          list.filter((one) => one.permission === row.permission && concerns(one.staffId)).map((one) => one.staffId),
        ).size
      return {
        role: row.role,
        permission: row.permission,
        before,
        after,
        sentence: `${role.name}: ${permission.name}, ${reachWords[before]} → ${reachWords[after]}.`,
        gaining: count(gain),
        losing: count(lose),
        advice: adviceFor(state, row, before, after),
        refusedBecause: refusals[i]!,
      }
    }),
  }
}

/** At most `limit` differences, with some of every permission, so that each edit has names to show. */
function fewOfEach(differences: readonly AccessDifference[], limit: number): AccessDifference[] {
  if (differences.length <= limit) return [...differences]
  const byPermission = new Map<string, AccessDifference[]>()
  for (const difference of differences) {
    const list = byPermission.get(difference.permission)
    if (list === undefined) byPermission.set(difference.permission, [difference])
    else list.push(difference)
  }
  const each = Math.ceil(limit / byPermission.size)
  return [...byPermission.values()].flatMap((list) => list.slice(0, each)).slice(0, limit)
}

/** What the blueprint advises against, when the edit widens a role below the advised one (S2.19). */
function adviceFor(state: OrgState, row: ChangeRow<'grant.set'>, before: Reach, after: Reach): string[] {
  if (reachContains(before, after)) return []
  const { roles } = state.blueprint
  const rank = roles.findIndex((role) => role.key === row.role)
  return findPermission(state.blueprint, row.permission)!
    .advice.filter((advice) => rank > roles.findIndex((role) => role.key === advice.notBelow))
    .map((advice) => advice.text)
}
