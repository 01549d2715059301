import canonicalize from 'canonicalize'
import { findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import {
  type PermissionEntry,
  readPermissionEntry,
  withoutPermission,
  withPermission,
  withPermissionWords,
} from '../../shared/domain/permissionDefinition'
import { mayDefine, onlyTopRole, putBlueprint } from './defining'
import { agreed, held, type Planning, refused, type RowVerdict } from './planning'

const what = 'define permissions'

/** Adds a permission to the catalogue, with what each role holds of it. */
export function planPermissionCreate(planning: Planning, row: ChangeRow<'permission.create'>): RowVerdict {
  const denied = mayDefine(planning) ?? onlyTopRole(planning, what)
  if (denied !== null) return denied
  const { blueprint, grants } = planning.state
  const there = readPermissionEntry(planning.state, row.permission)
  if (there !== undefined) {
    return isSame(there.definition, row.to.definition)
      ? agreed
      : held('permission-exists', `There is a permission “${row.permission}” already.`)
  }
  if (row.to.definition.key !== row.permission) {
    return refused('bad-permission', `The permission calls itself “${row.to.definition.key}”, not “${row.permission}”.`)
  }
  const cells = decidedOf(row.to).filter(([role]) => findRole(blueprint, role) !== undefined)
  const decided = new Map(grants)
  for (const [role, reach] of cells) {
    decided.set(grantKey(role, row.permission), { role, permission: row.permission, reach })
  }
  const verdict = putBlueprint(planning, withPermission(blueprint, row.to), decided)
  if (verdict.verdict !== 'applied') return verdict
  for (const [role, reach] of cells) {
    const after = { role, permission: row.permission, reach }
    planning.put({ entity: 'grant', key: grantKey(role, row.permission), after })
  }
  return verdict
}

/** Changes the words of a permission, or the area that it is listed under. */
export function planPermissionEdit(planning: Planning, row: ChangeRow<'permission.edit'>): RowVerdict {
  const denied = mayDefine(planning) ?? onlyTopRole(planning, what)
  if (denied !== null) return denied
  const { blueprint } = planning.state
  const permission = findPermission(blueprint, row.permission)
  if (permission === undefined) return refused('unknown-permission', `There is no permission “${row.permission}”.`)
  const fields = (['name', 'summary', 'why', 'area'] as const).filter(
    (field) => row.to[field] !== undefined && !isSame(row.to[field], permission[field]),
  )
  if (fields.length === 0) return agreed
  if (fields.some((field) => !isSame(row.from[field], permission[field]))) {
    return held('changed-meanwhile', `${permission.name} was changed meanwhile.`)
  }
  return putBlueprint(planning, withPermissionWords(blueprint, row.permission, row.to))
}

/** Takes a permission out of the catalogue, unless something rests on it. */
export function planPermissionDelete(planning: Planning, row: ChangeRow<'permission.delete'>): RowVerdict {
  const denied = mayDefine(planning) ?? onlyTopRole(planning, what)
  if (denied !== null) return denied
  const { blueprint } = planning.state
  const now = readPermissionEntry(planning.state, row.permission)
  if (now === undefined) return agreed
  const { name } = now.definition
  if (!isSame({ ...now, after: row.from.after }, row.from)) {
    return held('changed-meanwhile', `${name} was changed meanwhile.`)
  }
  if (isGrantedToSomebody(planning.state, row.permission)) {
    return held('permission-in-use', `Somebody has been given “${name}” in person. Take that grant away first.`)
  }
  const user = blueprint.permissions.find((one) => one.needs.some((need) => need.permission === row.permission))
  if (user !== undefined) return refused('permission-needed', `“${user.name}” needs “${name}”, so it must stay.`)
  const landing = blueprint.defaultViews.find((one) =>
    Object.values(one.views).some((view) => view.permission === row.permission),
  )
  if (landing !== undefined) {
    return refused('permission-lands', `The default view “${landing.name}” takes “${name}”, so it must stay.`)
  }
  const guards = Object.values(blueprint.guards)
  const isGuard = guards.some(
    (guard) => guard.permission === row.permission || Object.values(guard.byPlaceKind ?? {}).includes(row.permission),
  )
  if (isGuard) return refused('permission-guards', `“${name}” decides who may use Rolecall itself, so it must stay.`)
  const verdict = putBlueprint(planning, withoutPermission(blueprint, row.permission))
  if (verdict.verdict !== 'applied') return verdict
  for (const [role] of decidedOf(now)) {
    planning.put({ entity: 'grant', key: grantKey(role, row.permission), after: null })
  }
  return verdict
}

/** Adds, renames or takes out an area. */
export function planAreaSet(planning: Planning, row: ChangeRow<'area.set'>): RowVerdict {
  const denied = mayDefine(planning) ?? onlyTopRole(planning, what)
  if (denied !== null) return denied
  const { blueprint } = planning.state
  const now = blueprint.areas.find((area) => area.key === row.area)
  if ((now?.name ?? null) === (row.to?.name ?? null)) return agreed
  if ((now?.name ?? null) !== (row.from?.name ?? null)) {
    return held('changed-meanwhile', `The area “${now?.name ?? row.area}” was changed meanwhile.`)
  }
  const { to } = row
  if (to === null && blueprint.permissions.some((permission) => permission.area === row.area)) {
    return held('area-in-use', `“${now!.name}” still lists permissions. Move them to another area first.`)
  }
  if (to === null && blueprint.areas.length === 1) return refused('last-area', 'A blueprint has at least one area.')
  const areas =
    to === null
      ? blueprint.areas.filter((area) => area.key !== row.area)
      : now === undefined
        ? [...blueprint.areas, { key: row.area, name: to.name }]
        : blueprint.areas.map((area) => (area.key === row.area ? { ...area, name: to.name } : area))
  return putBlueprint(planning, { ...blueprint, areas })
}

function decidedOf(entry: PermissionEntry): [RoleKey, NonNullable<PermissionEntry['decided'][RoleKey]>][] {
  return Object.entries(entry.decided) as [RoleKey, NonNullable<PermissionEntry['decided'][RoleKey]>][]
}

/** People in Restore included: they come back with what they had. */
function isGrantedToSomebody(state: OrgState, permission: PermissionKey): boolean {
  for (const person of state.staff.values()) {
    if (person.personalGrants.some((grant) => grant.permission === permission)) return true
  }
  return false
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one ?? null) === canonicalize(other ?? null)
}
