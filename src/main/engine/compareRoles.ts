import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { reachContains, type Reach } from '../../shared/domain/reach'
import { compileCells } from './compileCells'

export interface RoleStep {
  readonly permission: PermissionKey
  readonly before: Reach
  readonly after: Reach
}

/**
 * What role `b` has over role `a`, what it lacks, and what is the same. A change between two middle reaches is a gain and
 * a loss: `assigned` does not hold what the person created elsewhere (blueprints.md).
 */
export function compareRoles(
  state: Pick<OrgState, 'blueprint' | 'grants'>,
  a: RoleKey,
  b: RoleKey,
): { readonly gained: RoleStep[]; readonly lost: RoleStep[]; readonly same: RoleStep[] } {
  const { roles, permissions } = state.blueprint
  const { cells } = compileCells(state.blueprint, state.grants)
  const reachAt = (role: RoleKey, number: number): Reach => {
    const found = cells[roles.findIndex((one) => one.key === role) * permissions.length + number]
    return found === undefined ? 'none' : (found.decided?.reach ?? found.cell.reach)
  }
  const steps = permissions.map((permission, number) => ({
    permission: permission.key,
    before: reachAt(a, number),
    after: reachAt(b, number),
  }))
  return {
    gained: steps.filter((step) => !reachContains(step.before, step.after)),
    lost: steps.filter((step) => !reachContains(step.after, step.before)),
    same: steps.filter((step) => step.before === step.after),
  }
}
