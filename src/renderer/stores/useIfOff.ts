import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import type { OperationOutput } from '../../shared/operations/contract'
import { useOperation, type Reading } from './useOperation'

const namesShown = 60

/** What would happen if a role had a permission no more; nothing is staged for it. Null asks nothing. */
export function useIfOff(
  cell: { readonly role: RoleKey; readonly permission: PermissionKey } | null,
): Reading<OperationOutput<'grant.preview'>> {
  return useOperation(
    'grant.preview',
    cell === null
      ? null
      : { edits: [{ role: cell.role, permission: cell.permission, reach: 'none' }], limit: namesShown },
  )
}
