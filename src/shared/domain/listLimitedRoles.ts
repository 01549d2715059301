import { cellReach } from './cellReach'
import type { RoleKey } from './ids'
import type { OrgState } from './orgState'

/**
 * Roles that are limited to assigned places: they hold something only there that another role holds everywhere, or hold
 * nothing anywhere else. Where a permission is bound to places for everybody who has it, as announcements to a group are,
 * the limit is the permission's, and a role that holds it may hold the whole organization otherwise.
 */
export function listLimitedRoles(state: OrgState): RoleKey[] {
  const { roles, permissions } = state.blueprint
  return roles.flatMap(({ key }) => {
    const reaches = permissions.map((permission) => cellReach(state, key, permission.key))
    if (!reaches.includes('assigned')) return []
    const isNarrower = permissions.some(
      (permission, i) =>
        reaches[i] === 'assigned' && roles.some((role) => cellReach(state, role.key, permission.key) === 'all'),
    )
    return isNarrower || !reaches.includes('all') ? [key] : []
  })
}
