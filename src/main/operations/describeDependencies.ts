import type { ChangeRow } from '../../shared/domain/change'
import type { OperationOutput } from '../../shared/operations/contract'
import { findLacks, findStops, type Lack } from '../engine/dependencies'
import type { Rules } from '../engine/rules'
import { reachWords } from './describeCell'

type PreviewedEdit = OperationOutput<'grant.preview'>['edits'][number]

/** What an edit needs to be of use, and what stops being of use with it (screen-lessons.md, "Dependency prompts"). */
export function describeDependencies(
  before: Rules,
  after: Rules,
  { role: roleKey, permission }: ChangeRow<'grant.set'>,
): Pick<PreviewedEdit, 'needs' | 'stops'> {
  const role = after.roleByKey.get(roleKey)!
  const number = after.permissionByKey.get(permission)!
  const roleName = after.roles[role]!.name
  const nameOf = (key: string) => after.permissions[after.permissionByKey.get(key)!]!.name
  return {
    needs: findLacks(after, role, number).map((lack) => ({
      text: describeLack(lack, roleName, nameOf),
      edit:
        lack.kind === 'permission' && isEditable(after, role, lack.permission)
          ? { role: roleKey, permission: lack.permission, reach: lack.wanted }
          : null,
      switch: lack.kind === 'permission' ? null : { kind: lack.kind, key: lack.key, name: lack.name },
    })),
    stops: findStops(before, after, role, permission).map((stop) => ({
      permission: stop.permission,
      name: nameOf(stop.permission),
      text: stop.isWhole
        ? `${nameOf(stop.permission)} stops working for ${roleName}: it needs this.`
        : `${nameOf(stop.permission)} works less far for ${roleName}: it needs this.`,
    })),
  }
}

function describeLack(lack: Lack, roleName: string, nameOf: (key: string) => string): string {
  const when = lack.isConditional ? ' in some cases' : ''
  if (lack.kind !== 'permission') return `It needs the ${lack.kind} ${lack.name}${when}, which is off.`
  const has = lack.reach === 'none' ? `${roleName} does not have` : `${roleName} has only for ${reachWords[lack.reach]}`
  return `It needs ${nameOf(lack.permission)}${when}, which ${has}.`
}

function isEditable(rules: Rules, role: number, permission: string): boolean {
  return rules.cells[role * rules.permissions.length + rules.permissionByKey.get(permission)!]!.isEditable
}
