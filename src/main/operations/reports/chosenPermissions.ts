import type { BlueprintPermission } from '../../../shared/domain/blueprint'
import type { OperationInput } from '../../../shared/operations/contract'
import type { Org } from '../../org/Org'

type Filter = OperationInput<'report.write'>['filter']

/** The permissions that a report is of. */
export function chosenPermissions(org: Org, filter: Filter): readonly BlueprintPermission[] {
  const { permissions } = org.state().blueprint
  return filter.permissions === undefined
    ? permissions
    : permissions.filter(({ key }) => filter.permissions!.includes(key))
}

/** The same in words, for its head. */
export function permissionFilter(org: Org, filter: Filter): [string, string] {
  if (filter.permissions === undefined) return ['Permissions', 'all']
  return [
    'Permissions',
    chosenPermissions(org, filter)
      .map(({ name }) => name)
      .join(', '),
  ]
}
