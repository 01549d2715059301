import canonicalize from 'canonicalize'
import { findRole, rankOf } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import { grantKey, type RoleGrant } from '../../shared/domain/orgState'
import {
  definedReach,
  readRoleDefinition,
  type RoleDefinition,
  type RolePlacing,
  withoutRole,
  withRole,
  withRolePlaced,
} from '../../shared/domain/roleDefinition'
import { isHeld, isProtected, managesTooMuch, mayDefine, mayDefineUnder, putBlueprint } from './defining'
import { agreed, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Adds a role under another (blueprints.md, "Right over rights"). */
export function planRoleCreate(planning: Planning, row: ChangeRow<'role.create'>): RowVerdict {
  const { blueprint, grants } = planning.state
  const denied = mayDefine(planning)
  if (denied !== null) return denied
  const there = readRoleDefinition(planning.state, row.role)
  if (findRole(blueprint, row.role) !== undefined) {
    return there !== undefined && isSame(sorted(there), sorted(row.to))
      ? agreed
      : held('role-exists', `There is a role “${row.role}” already.`)
  }
  if (findRole(blueprint, row.to.under) === undefined) {
    return held('unknown-role', `The role “${row.to.under}”, under which ${row.to.name} was to stand, is gone.`)
  }
  const misnamed = sameName(planning, row.role, row.to.name)
  if (misnamed !== null) return misnamed
  const after = withRole(blueprint, row.role, row.to)
  const decided = new Map(grants)
  for (const grant of decidedOf(row.role, row.to)) decided.set(grantKey(grant.role, grant.permission), grant)
  const refusal =
    mayDefineUnder(planning, row.to.under) ??
    managesTooMuch(planning, after, row.role) ??
    isNotTheirs(planning, after, row.role) ??
    givesTooMuch(planning, row.to)
  if (refusal !== null) return refusal
  const verdict = putBlueprint(planning, after, decided)
  if (verdict.verdict !== 'applied') return verdict
  for (const grant of decidedOf(row.role, row.to)) {
    planning.put({ entity: 'grant', key: grantKey(grant.role, grant.permission), after: grant })
  }
  return verdict
}

/** Renames or describes a role, or says whom it manages. */
export function planRoleEdit(planning: Planning, row: ChangeRow<'role.edit'>): RowVerdict {
  const { blueprint } = planning.state
  const denied = mayDefine(planning)
  if (denied !== null) return denied
  const role = findRole(blueprint, row.role)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.role}” in this organization.`)
  const refusal = isProtected(blueprint, row.role, 'renamed') ?? mayDefineHere(planning, row.role)
  if (refusal !== null) return refusal
  let next = role
  for (const field of ['name', 'summary', 'manages'] as const) {
    const to = row.to[field]
    if (to === undefined || isSame(to, role[field])) continue
    if (!isSame(row.from[field], role[field])) return held('changed-meanwhile', `${role.name} was changed meanwhile.`)
    next = { ...next, [field]: to }
  }
  if (next === role) return agreed
  if (next.manages !== role.manages && rankOf(blueprint, row.role) === 0) {
    return refused('top-role', `${role.name} is the top of the ladder; whom it manages stays as it is.`)
  }
  const misnamed = sameName(planning, row.role, next.name)
  if (misnamed !== null) return misnamed
  const after = { ...blueprint, roles: blueprint.roles.map((one) => (one.key === row.role ? next : one)) }
  return managesTooMuch(planning, after, row.role) ?? putBlueprint(planning, after)
}

/**
 * Places a role elsewhere on the ladder. On an up-only ladder nobody's role may fall below another that it stood above,
 * since that would be a way down.
 */
export function planRoleMove(planning: Planning, row: ChangeRow<'role.move'>): RowVerdict {
  const { blueprint } = planning.state
  const denied = mayDefine(planning)
  if (denied !== null) return denied
  const now = readRoleDefinition(planning.state, row.role)
  const role = findRole(blueprint, row.role)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.role}” in this organization.`)
  const guarded = isProtected(blueprint, row.role, 'moved') ?? mayDefineHere(planning, row.role)
  if (guarded !== null) return guarded
  if (samePlacing(now!, row.to)) return agreed
  if (!samePlacing(now!, row.from)) return held('changed-meanwhile', `${role.name} was moved meanwhile.`)
  if (row.to.under === row.role || findRole(blueprint, row.to.under) === undefined) {
    return refused('unknown-role', `There is no other role “${row.to.under}” to stand under.`)
  }
  const after = withRolePlaced(blueprint, row.role, row.to)
  const refusal =
    mayDefineUnder(planning, row.to.under) ??
    managesTooMuch(planning, after, row.role) ??
    isNotTheirs(planning, after, row.role) ??
    fallsBelow(
      planning,
      after.roles.map((one) => one.key),
      row.role,
    )
  return refusal ?? putBlueprint(planning, after)
}

/** Takes out a role that nobody holds. Its people are given another one first, in the same batch. */
export function planRoleDelete(planning: Planning, row: ChangeRow<'role.delete'>): RowVerdict {
  const { blueprint, grants } = planning.state
  const denied = mayDefine(planning)
  if (denied !== null) return denied
  const role = findRole(blueprint, row.role)
  if (role === undefined) return agreed
  const guarded = isProtected(blueprint, row.role, 'deleted') ?? mayDefineHere(planning, row.role)
  if (guarded !== null) return guarded
  const now = readRoleDefinition(planning.state, row.role)!
  if (!isSame(sorted({ ...now, under: row.from.under }), sorted(row.from))) {
    return held('changed-meanwhile', `${role.name} was changed meanwhile.`)
  }
  if (isHeld(planning.state, row.role)) {
    return held('role-has-people', `Somebody still has the role ${role.name}. Give them another role first.`)
  }
  const decided = new Map(grants)
  for (const grant of decidedOf(row.role, now)) decided.delete(grantKey(grant.role, grant.permission))
  const verdict = putBlueprint(planning, withoutRole(blueprint, row.role), decided)
  if (verdict.verdict !== 'applied') return verdict
  for (const grant of decidedOf(row.role, now)) {
    planning.put({ entity: 'grant', key: grantKey(grant.role, grant.permission), after: null })
  }
  return verdict
}

/** The role must stand below the author's own, and be one whose people they manage. */
function mayDefineHere(planning: Planning, key: RoleKey): RowVerdict | null {
  const { blueprint } = planning.state
  const above = blueprint.roles[rankOf(blueprint, key) - 1]
  if (above === undefined) return mayDefineTop(planning)
  return mayDefineUnder(planning, above.key) ?? isNotTheirs(planning, blueprint, key)
}

function mayDefineTop(planning: Planning): RowVerdict | null {
  const top = planning.state.blueprint.roles[0]!
  return planning.state.staff.get(planning.author)?.role === top.key
    ? null
    : refused('rank', `Only ${top.name} may describe ${top.name}.`)
}

function isNotTheirs(planning: Planning, after: Planning['state']['blueprint'], key: RoleKey): RowVerdict | null {
  const own = findRole(after, planning.state.staff.get(planning.author)?.role ?? '')
  if (own === undefined || after.roles[0] === own || own.manages === 'everyone' || own.manages.includes(key))
    return null
  const name = findRole(after, key)?.name ?? key
  return refused('not-managed', `${own.name} does not manage people of the role ${name}, and so cannot define it.`)
}

/** Nobody defines a role that may do more than they may themselves. */
function givesTooMuch(planning: Planning, role: RoleDefinition): RowVerdict | null {
  for (const permission of planning.state.blueprint.permissions) {
    if (permission.class === 'self') continue
    const reach = definedReach(role, permission.key)
    const refusal = firstRefusal(() => planning.authority.giveReach(permission.key, reach))
    if (refusal !== null) return refusal
  }
  return null
}

function fallsBelow(planning: Planning, after: readonly RoleKey[], moved: RoleKey): RowVerdict | null {
  const { blueprint } = planning.state
  if (blueprint.ladder.moves !== 'up-only') return null
  const before = blueprint.roles.map((role) => role.key)
  const isDown = after.indexOf(moved) > before.indexOf(moved)
  const passed = before.filter(
    (key) => key !== moved && before.indexOf(key) < before.indexOf(moved) !== after.indexOf(key) < after.indexOf(moved),
  )
  const falling = isDown ? [moved] : passed
  const occupied = falling.find((key) => isHeld(planning.state, key))
  if (occupied === undefined || passed.length === 0) return null
  const nameOf = (key: RoleKey) => findRole(blueprint, key)?.name ?? key
  const above = isDown ? passed.at(-1)! : moved
  return refused(
    'up-only',
    `Roles move up the ladder only, and people with the role ${nameOf(occupied)} would fall below ${nameOf(above)}. Only a role that nobody has may fall.`,
  )
}

function sameName(planning: Planning, key: RoleKey, name: string): RowVerdict | null {
  const other = planning.state.blueprint.roles.find(
    (role) => role.key !== key && role.name.toLowerCase() === name.toLowerCase(),
  )
  if (other === undefined) return null
  return refused('role-name-taken', `There is a role called ${other.name} already. Choose another name.`)
}

function decidedOf(role: RoleKey, definition: RoleDefinition): RoleGrant[] {
  return Object.entries(definition.decided).map(([permission, reach]) => ({
    role,
    permission: permission as PermissionKey,
    reach: reach!,
  }))
}

function samePlacing(now: RolePlacing, wanted: RolePlacing): boolean {
  const part = ({ under, manages, managedBy }: RolePlacing) => sorted({ under, manages, managedBy })
  return isSame(part(now), part(wanted))
}

/** Lists in which order says nothing are compared without it. */
function sorted<Value extends object>(value: Value): Value {
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => [
    key,
    Array.isArray(part) ? part.toSorted((a, b) => (canonicalize(a)! < canonicalize(b)! ? -1 : 1)) : part,
  ])
  return Object.fromEntries(entries) as Value
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one ?? null) === canonicalize(other ?? null)
}
