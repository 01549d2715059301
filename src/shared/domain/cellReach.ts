import type { Blueprint, BlueprintPermission, BlueprintRole } from './blueprint'
import type { PermissionKey, RoleKey } from './ids'
import { grantKey, type OrgState } from './orgState'
import { type Reach, readCell } from './reach'

export function findPermission(blueprint: Blueprint, key: string): BlueprintPermission | undefined {
  return blueprint.permissions.find((permission) => permission.key === key)
}

export function findRole(blueprint: Blueprint, key: string): BlueprintRole | undefined {
  return blueprint.roles.find((role) => role.key === key)
}

/** Rank of a role: 0 at the top of the ladder; the number of roles when there is no such role. */
export function rankOf(blueprint: Blueprint, role: string): number {
  const index = blueprint.roles.findIndex((one) => one.key === role)
  return index === -1 ? blueprint.roles.length : index
}

export function defaultReach(blueprint: Blueprint, role: RoleKey, permission: PermissionKey): Reach {
  return readCell(findPermission(blueprint, permission)?.grants[role] ?? 'none').reach
}

/** What a role holds of a permission: the organization's value over the blueprint's. */
export function cellReach(state: OrgState, role: RoleKey, permission: PermissionKey): Reach {
  return state.grants.get(grantKey(role, permission))?.reach ?? defaultReach(state.blueprint, role, permission)
}
