import { cellReach, defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import type { AccessDifference } from '../../shared/domain/decision'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { type Reach, reachContains } from '../../shared/domain/reach'
import type { Reason } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { planGrantSet } from '../changes/grantSet'
import type { Rules } from '../engine/rules'
import { authorityOf } from '../org/authority'
import { keyChecks } from '../org/keys/keyChecks'
import type { Org } from '../org/Org'
import { rulesAfter } from '../org/settle'
import { stateLayer } from '../org/stateLayer'
import { reachWords } from './describeCell'
import { checkExpectations } from './checkExpectations'
import { describeDependencies } from './describeDependencies'
import { impactOf } from './impactOf'
import { presentDifference } from './present'

/** Who gains and who loses by the rows, or by those that the actor may make, and what stands against each; nothing is kept. */
export function previewGrants(
  org: Org,
  rows: readonly ChangeRow<'grant.set'>[],
  { limit, onlyAllowed }: { readonly limit: number; readonly onlyAllowed: boolean },
): OperationOutput<'grant.preview'> {
  const state = org.state()
  const atMs = org.now()
  const layer = stateLayer(state)
  const refusals = rows.map((): Reason[] => [])
  const changing = rows.filter((row) => row.from !== row.to)
  if (org.actor !== null && changing.length > 0) {
    const authority = authorityOf(org.rules(), org.actor, atMs)
    const planning = {
      state,
      author: org.actor,
      org: org.orgId,
      atMs,
      authority,
      keys: keyChecks,
      personal: () => undefined,
      put: () => {},
    }
    for (const [i, verdict] of planGrantSet(planning, changing).entries()) {
      if ('because' in verdict) refusals[rows.indexOf(changing[i]!)]!.push(...verdict.because)
    }
  }
  const counted = onlyAllowed ? changing.filter((row) => refusals[rows.indexOf(row)]!.length === 0) : changing
  for (const { role, permission, to } of counted) {
    const after = to === null ? null : { role, permission, reach: to }
    layer.put({ entity: 'grant', key: grantKey(role, permission), after })
  }
  const effects = counted.map(({ role, permission }) => ({
    entity: 'grant' as const,
    key: grantKey(role, permission),
    after: null,
  }))
  const after = counted.length === 0 ? org.rules() : rulesAfter(org.rules(), layer.state, effects)
  const impact = impactOf(org, after, limit)
  const present = (one: AccessDifference) => ({
    ...presentDifference(org, one),
    role: state.staff.get(one.staffId)!.role,
  })
  return {
    gain: impact.gain.map(present),
    lose: impact.lose.map(present),
    peopleGaining: impact.peopleGaining,
    peopleLosing: impact.peopleLosing,
    expectations: brokenExpectations(org, after),
    edits: rows.map((row, i) => {
      const permission = findPermission(state.blueprint, row.permission)!
      const role = findRole(state.blueprint, row.role)!
      const before = cellReach(state, row.role, row.permission)
      const reachAfter = row.to ?? defaultReach(state.blueprint, row.role, row.permission)
      return {
        role: row.role,
        permission: row.permission,
        before,
        after: reachAfter,
        sentence: `${role.name}: ${permission.name}, ${reachWords[before]} → ${reachWords[reachAfter]}.`,
        ...impact.count(row.role, row.permission),
        advice: adviceFor(state, row, before, reachAfter),
        refusedBecause: refusals[i]!,
        ...describeDependencies(org.rules(), after, row),
      }
    }),
  }
}

/** Statements that the edits would break, and those that are broken anyway. */
function brokenExpectations(org: Org, after: Rules): OperationOutput<'grant.preview'>['expectations'] {
  const checked = checkExpectations(org, after)
  if (checked.length === 0) return []
  const brokenNow = new Set(checkExpectations(org).flatMap((one) => (one.verdict === 'broken' ? [one.key] : [])))
  return checked.filter((one) => one.verdict === 'broken').map((one) => ({ ...one, isNew: !brokenNow.has(one.key) }))
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
