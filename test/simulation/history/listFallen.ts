import type { StaffId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import type { BaseOrg } from '../baseOrg'
import type { SettledJson } from '../oracle/readSettled'

/** Nobody falls, but by the guided way down, whose conditions the oracle looks at: who did, from the base to the end. */
export function listFallen({ blueprint, model }: BaseOrg, line: readonly SettledJson[], end: OrgState): string[] {
  if (blueprint !== 'staff-ladder') return []
  const guided = new Set(
    line.flatMap(({ change, entry }) =>
      change.kind === 'staff.demote' && entry.verdict === 'applied' ? [change.body.rows[0].staffId as string] : [],
    ),
  )
  const rank = (role: string) => end.blueprint.roles.findIndex(({ key }) => key === role)
  return [...model.people].flatMap(([id, { role }]) => {
    const now = end.staff.get(id as StaffId)!.role
    return rank(now) > rank(role) && !guided.has(id)
      ? [`somebody fell from ${role} to ${now} on a ladder that goes up only`]
      : []
  })
}
