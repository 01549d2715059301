import { findRole } from '../../../shared/domain/cellReach'
import type { OrgState } from '../../../shared/domain/orgState'
import { didYouMean } from './closestWord'
import type { SetupPath, SetupProblem } from './setupPlan'

export function roleProblem(state: OrgState, role: string, path: SetupPath): SetupProblem[] {
  if (findRole(state.blueprint, role) !== undefined) return []
  const keys = state.blueprint.roles.map((one) => one.key)
  const text = `There is no role “${role}” in this organization.${didYouMean(role, keys)}`
  return [{ code: 'unknown-role', path, text }]
}

export function permissionProblem(state: OrgState, permission: string, path: SetupPath): SetupProblem {
  const near = didYouMean(
    permission,
    state.blueprint.permissions.map((one) => one.key),
  )
  const hint = near.startsWith(' Did') ? near : ' `matrix` and the Permissions screen show them all.'
  return { code: 'unknown-permission', path, text: `There is no permission “${permission}”.${hint}` }
}
