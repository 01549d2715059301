import { z } from 'zod'
import { blueprintKey, line, type Blueprint, type BlueprintRole } from './blueprint'
import { parsePermissionKey, parseRoleKey, type PermissionKey, type RoleKey } from './ids'
import { grantKey, type OrgState } from './orgState'
import { unnamedCell } from './permissionDefinition'
import { parseCell, parseReach, readCell, type Reach } from './reach'

const roleKeys = z.array(parseRoleKey).max(40)

/** Where a role stands, and what follows from it: whom it manages by name, and who manages it by name. */
export const parseRolePlacing = z.strictObject({
  /** The role right above. */
  under: parseRoleKey,
  manages: z.union([z.literal('everyone'), roleKeys]),
  managedBy: roleKeys,
})
export type RolePlacing = z.output<typeof parseRolePlacing>

/** One role with everything a blueprint says of it anywhere, so that it can be taken out and put back as it was. */
export const parseRoleDefinition = parseRolePlacing.extend({
  name: line,
  summary: line,
  ungated: z.boolean(),
  /** Default cell for each permission. */
  cells: z.record(parsePermissionKey, parseCell),
  /** What the organization decided over the defaults. */
  decided: z.partialRecord(parsePermissionKey, parseReach),
  /** Needs that are limited to some roles and count for this one: the permission and the place in its list. */
  needs: z.array(z.strictObject({ permission: parsePermissionKey, index: z.int().min(0).max(100) })).max(4000),
  /** Warnings when a role below this one gets a permission (S2.19). */
  advice: z.array(z.strictObject({ permission: parsePermissionKey, text: line })).max(400),
  /** Warnings when many people hold it (S2.5). */
  atMost: z.array(z.strictObject({ atMost: z.int().positive(), text: line })).max(20),
  /** Default view for each list (S3.6–S3.14). */
  views: z.record(blueprintKey, z.strictObject({ name: line, permission: parsePermissionKey.optional() })),
  hidden: z.array(z.strictObject({ unless: parsePermissionKey, calledInstead: line })).max(20),
  masked: z.boolean(),
})
export type RoleDefinition = z.output<typeof parseRoleDefinition>

/** Everything that is said of a role. Undefined for the top role, which stands under none, and where there is no such role. */
export function readRoleDefinition(
  state: Pick<OrgState, 'blueprint' | 'grants'>,
  key: RoleKey,
): RoleDefinition | undefined {
  const { blueprint } = state
  const rank = blueprint.roles.findIndex((role) => role.key === key)
  const role = blueprint.roles[rank]
  const above = blueprint.roles[rank - 1]
  if (role === undefined || above === undefined) return undefined
  return {
    under: above.key,
    manages: role.manages,
    managedBy: blueprint.roles.filter((one) => namesRole(one, key)).map((one) => one.key),
    name: role.name,
    summary: role.summary,
    ungated: role.ungated,
    cells: Object.fromEntries(
      blueprint.permissions.map((permission) => [permission.key, permission.grants[key] ?? 'none']),
    ) as RoleDefinition['cells'],
    decided: Object.fromEntries(
      blueprint.permissions.flatMap((permission) => {
        const grant = state.grants.get(grantKey(key, permission.key))
        return grant === undefined ? [] : [[permission.key, grant.reach]]
      }),
    ),
    needs: blueprint.permissions.flatMap((permission) =>
      permission.needs.flatMap((need, index) =>
        need.roles?.includes(key) === true ? [{ permission: permission.key, index }] : [],
      ),
    ),
    advice: blueprint.permissions.flatMap((permission) =>
      permission.advice
        .filter((advice) => advice.notBelow === key)
        .map(({ text }) => ({ permission: permission.key, text })),
    ),
    atMost: blueprint.advice.filter((advice) => advice.role === key).map(({ atMost, text }) => ({ atMost, text })),
    views: Object.fromEntries(
      blueprint.defaultViews.flatMap((list) => (list.views[key] === undefined ? [] : [[list.key, list.views[key]]])),
    ),
    hidden: blueprint.visibility.hidden
      .filter((rule) => rule.role === key)
      .map(({ unless, calledInstead }) => ({ unless, calledInstead })),
    masked: blueprint.visibility.masked.some((rule) => rule.role === key),
  }
}

/** The blueprint with one more role, as `readRoleDefinition` reads it back. */
export function withRole(blueprint: Blueprint, key: RoleKey, role: RoleDefinition): Blueprint {
  const added: BlueprintRole = {
    key,
    name: role.name,
    summary: role.summary,
    locked: false,
    ungated: role.ungated,
    singleton: false,
    manages: role.manages,
  }
  const at = blueprint.roles.findIndex((one) => one.key === role.under) + 1
  const roles = [...blueprint.roles.slice(0, at), added, ...blueprint.roles.slice(at)]
  return {
    ...blueprint,
    roles: roles.map((one) => (role.managedBy.includes(one.key) ? nameRole(one, key) : one)),
    permissions: blueprint.permissions.map((permission) => ({
      ...permission,
      grants: { ...permission.grants, [key]: role.cells[permission.key] ?? unnamedCell(permission.class) },
      needs: permission.needs.map((need, index) =>
        need.roles !== undefined && role.needs.some((one) => one.permission === permission.key && one.index === index)
          ? { ...need, roles: [...need.roles, key] }
          : need,
      ),
      advice: [
        ...permission.advice,
        ...role.advice
          .filter((advice) => advice.permission === permission.key)
          .map(({ text }) => ({ notBelow: key, text })),
      ],
    })),
    advice: [
      ...blueprint.advice,
      ...role.atMost.map(({ atMost, text }) => ({ kind: 'few-people' as const, role: key, atMost, text })),
    ],
    defaultViews: blueprint.defaultViews.map((list) => {
      const view = role.views[list.key]
      return view === undefined ? list : { ...list, views: { ...list.views, [key]: view } }
    }),
    visibility: {
      hidden: [...blueprint.visibility.hidden, ...role.hidden.map((rule) => ({ role: key, ...rule }))],
      masked: role.masked ? [...blueprint.visibility.masked, { role: key }] : blueprint.visibility.masked,
    },
  }
}

/** The blueprint without a role, and without anything that is said of it. */
export function withoutRole(blueprint: Blueprint, key: RoleKey): Blueprint {
  const isOther = (role: { readonly role: RoleKey }) => role.role !== key
  return {
    ...blueprint,
    roles: blueprint.roles.filter((role) => role.key !== key).map((role) => unnameRole(role, key)),
    permissions: blueprint.permissions.map((permission) => ({
      ...permission,
      grants: without(permission.grants, key),
      // An empty list stays: the need goes on counting for nobody.
      needs: permission.needs.map((need) =>
        need.roles === undefined ? need : { ...need, roles: need.roles.filter((role) => role !== key) },
      ),
      advice: permission.advice.filter((advice) => advice.notBelow !== key),
    })),
    advice: blueprint.advice.filter(isOther),
    defaultViews: blueprint.defaultViews.map((list) => ({ ...list, views: without(list.views, key) })),
    visibility: {
      hidden: blueprint.visibility.hidden.filter(isOther),
      masked: blueprint.visibility.masked.filter(isOther),
    },
  }
}

/** The blueprint with a role at another place of the ladder. */
export function withRolePlaced(blueprint: Blueprint, key: RoleKey, placing: RolePlacing): Blueprint {
  const role = blueprint.roles.find((one) => one.key === key)!
  const others = blueprint.roles.filter((one) => one.key !== key)
  const at = others.findIndex((one) => one.key === placing.under) + 1
  const roles = [...others.slice(0, at), { ...role, manages: placing.manages }, ...others.slice(at)]
  return {
    ...blueprint,
    roles: roles.map((one) => {
      if (one.key === key) return one
      return placing.managedBy.includes(one.key) ? nameRole(one, key) : unnameRole(one, key)
    }),
  }
}

/** Where a role would stand right under another, managing and managed as now as far as ranks allow. */
export function placeRole(blueprint: Blueprint, key: RoleKey, under: RoleKey): RolePlacing {
  const order = blueprint.roles.map((role) => role.key).filter((one) => one !== key)
  const at = order.indexOf(under) + 1
  const above = order.slice(0, at)
  const role = blueprint.roles.find((one) => one.key === key)
  const manages = role?.manages ?? []
  return {
    under,
    manages: manages === 'everyone' ? manages : manages.filter((managed) => !above.includes(managed)),
    managedBy: blueprint.roles
      .filter((one) => namesRole(one, key) && (one.key === key || above.includes(one.key)))
      .map((one) => one.key),
  }
}

/**
 * A new role that may do what another may do now: its defaults are what the other holds, with its limits and default
 * views. Neither locked nor the one and only, whatever the other is.
 */
export function cloneRole(
  state: Pick<OrgState, 'blueprint' | 'grants'>,
  like: RoleKey,
  wanted: { readonly key: RoleKey; readonly name: string; readonly summary: string; readonly under: RoleKey },
): RoleDefinition {
  const { blueprint } = state
  const source = blueprint.roles.find((role) => role.key === like)!
  const order = blueprint.roles.map((role) => role.key)
  const above = order.slice(0, order.indexOf(wanted.under) + 1)
  const manages =
    source.manages === 'everyone' ? ('everyone' as const) : source.manages.filter((role) => !above.includes(role))
  const cells = blueprint.permissions.map((permission): [PermissionKey, string] => {
    const decided = state.grants.get(grantKey(like, permission.key))?.reach
    return [permission.key, decided ?? permission.grants[like] ?? 'none']
  })
  return {
    under: wanted.under,
    manages: manages !== 'everyone' && manages.includes(like) ? [...manages, wanted.key] : manages,
    managedBy: [
      ...blueprint.roles.filter((role) => namesRole(role, like) && above.includes(role.key)).map((role) => role.key),
      ...(manages !== 'everyone' && manages.includes(like) ? [wanted.key] : []),
    ],
    name: wanted.name,
    summary: wanted.summary,
    ungated: source.ungated,
    cells: Object.fromEntries(cells) as RoleDefinition['cells'],
    decided: {},
    needs: blueprint.permissions.flatMap((permission) =>
      permission.needs.flatMap((need, index) =>
        need.roles?.includes(like) === true ? [{ permission: permission.key, index }] : [],
      ),
    ),
    advice: [],
    atMost: [],
    views: Object.fromEntries(
      blueprint.defaultViews.flatMap((list) => (list.views[like] === undefined ? [] : [[list.key, list.views[like]]])),
    ),
    hidden: blueprint.visibility.hidden
      .filter((rule) => rule.role === like)
      .map(({ unless, calledInstead }) => ({ unless, calledInstead })),
    // A masked person is edited by nobody else, which only the one and only may be.
    masked: !source.singleton && blueprint.visibility.masked.some((rule) => rule.role === like),
  }
}

/** What a definition holds of a permission until somebody decides otherwise. */
export function definedReach(role: RoleDefinition, permission: PermissionKey): Reach {
  return role.decided[permission] ?? readCell(role.cells[permission] ?? 'none').reach
}

function namesRole(role: BlueprintRole, key: RoleKey): boolean {
  return role.manages !== 'everyone' && role.manages.includes(key)
}

function nameRole(role: BlueprintRole, key: RoleKey): BlueprintRole {
  if (role.manages === 'everyone' || role.manages.includes(key)) return role
  return { ...role, manages: [...role.manages, key] }
}

function unnameRole(role: BlueprintRole, key: RoleKey): BlueprintRole {
  if (!namesRole(role, key)) return role
  return { ...role, manages: (role.manages as RoleKey[]).filter((managed) => managed !== key) }
}

function without<Value>(record: Record<string, Value>, key: string): Record<string, Value> {
  const { [key]: _gone, ...rest } = record
  return rest
}
