import type { Intent } from '../../shared/domain/change'
import { findPermission, findRole } from '../../shared/domain/cellReach'
import type { RoleKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'

type Defining = Extract<
  Intent,
  { kind: `role.${string}` | `permission.${string}` | `area.${string}` | `blueprint.${string}` }
>

/** What was done to the ladder, the catalogue or the blueprint, a sentence for each row. */
export function describeDefinition(state: OrgState, intent: Defining): string[] {
  const role = (key: RoleKey) => findRole(state.blueprint, key)?.name ?? key
  const permission = (key: string) => findPermission(state.blueprint, key)?.name ?? key
  switch (intent.kind) {
    case 'role.create':
      return intent.body.rows.map((row) => `added the role ${row.to.name} under ${role(row.to.under)}`)
    case 'role.delete':
      return intent.body.rows.map((row) => `deleted the role ${row.from.name}`)
    case 'role.move':
      return intent.body.rows.map(
        (row) => `moved the role ${role(row.role)} from under ${role(row.from.under)} to under ${role(row.to.under)}`,
      )
    case 'role.edit':
      return intent.body.rows.map((row) => {
        const { name, summary, manages } = row.to
        const parts = [
          name === undefined ? '' : `renamed the role ${row.from.name ?? row.role} to ${name}`,
          summary === undefined ? '' : `described the role ${role(row.role)} as “${summary}”`,
          manages === undefined
            ? ''
            : `let ${role(row.role)} manage ${manages === 'everyone' ? 'everyone from there down' : manages.map(role).join(', ') || 'nobody'}`,
        ]
        return parts.filter((part) => part !== '').join(', ')
      })
    case 'permission.create':
      return intent.body.rows.map((row) => `added the permission ${row.to.definition.name}`)
    case 'permission.delete':
      return intent.body.rows.map((row) => `deleted the permission ${row.from.definition.name}`)
    case 'permission.edit':
      return intent.body.rows.map((row) =>
        row.to.name === undefined
          ? `described the permission ${permission(row.permission)}`
          : `renamed the permission ${row.from.name ?? row.permission} to ${row.to.name}`,
      )
    case 'area.set':
      return intent.body.rows.map(({ from, to, area }) => {
        if (to === null) return `deleted the area ${from?.name ?? area}`
        return from === null ? `added the area ${to.name}` : `renamed the area ${from.name} to ${to.name}`
      })
    case 'blueprint.own':
      return intent.body.rows.map(({ from, to }) =>
        to.ownRoles
          ? `made the blueprint ${from.name} the organization’s own, as ${to.name}`
          : `gave up the own blueprint ${from.name} for ${to.name}`,
      )
    case 'blueprint.update':
      return intent.body.rows.map(({ from, to }) => {
        const added = to.permissions.length - from.permissions.length
        const words = added > 0 ? `, with ${added} new ${added === 1 ? 'permission' : 'permissions'}` : ''
        return `brought the blueprint ${to.name} from version ${from.version} to ${to.version}${words}`
      })
  }
}
