import { z } from 'zod'
import { blueprintKey, type Blueprint, line, paragraph, parsePermissionDefinition } from './blueprint'
import { parsePermissionKey, parseRoleKey, type PermissionKey } from './ids'
import { grantKey, type OrgState } from './orgState'
import { parseReach } from './reach'

/** One permission with its place in the list and what the organization decided of it. */
export const parsePermissionEntry = z.strictObject({
  /** The permission before it in the blueprint; null for the first. */
  after: parsePermissionKey.nullable(),
  definition: parsePermissionDefinition,
  decided: z.partialRecord(parseRoleKey, parseReach),
})
export type PermissionEntry = z.output<typeof parsePermissionEntry>

/** The words of a permission, which may change without changing what it decides. */
export const parsePermissionWords = z.strictObject({
  name: line.optional(),
  summary: line.optional(),
  /** Null: says nothing. */
  why: paragraph.nullable().optional(),
  area: blueprintKey.optional(),
})
export type PermissionWords = z.output<typeof parsePermissionWords>

export function readPermissionEntry(
  state: Pick<OrgState, 'blueprint' | 'grants'>,
  key: PermissionKey,
): PermissionEntry | undefined {
  const { permissions, roles } = state.blueprint
  const index = permissions.findIndex((permission) => permission.key === key)
  const definition = permissions[index]
  if (definition === undefined) return undefined
  return {
    after: permissions[index - 1]?.key ?? null,
    definition,
    decided: Object.fromEntries(
      roles.flatMap((role) => {
        const grant = state.grants.get(grantKey(role.key, key))
        return grant === undefined ? [] : [[role.key, grant.reach]]
      }),
    ),
  }
}

/**
 * The blueprint with one more permission, for the roles that there are: a role that came meanwhile holds nothing of it,
 * and a role that went says nothing about it any more.
 */
export function withPermission(blueprint: Blueprint, { after, definition }: PermissionEntry): Blueprint {
  const at = blueprint.permissions.findIndex((permission) => permission.key === after) + 1
  const cells = blueprint.roles.map(({ key }) => [key, definition.grants[key] ?? unnamedCell(definition.class)])
  const added = { ...definition, grants: Object.fromEntries(cells) as typeof definition.grants }
  return {
    ...blueprint,
    permissions: [...blueprint.permissions.slice(0, at), added, ...blueprint.permissions.slice(at)],
  }
}

/** What a role holds of a permission where nobody has said so. */
export function unnamedCell(group: PermissionEntry['definition']['class']): 'own' | 'none' {
  return group === 'self' ? 'own' : 'none'
}

export function withoutPermission(blueprint: Blueprint, key: PermissionKey): Blueprint {
  return { ...blueprint, permissions: blueprint.permissions.filter((permission) => permission.key !== key) }
}

export function withPermissionWords(blueprint: Blueprint, key: PermissionKey, words: PermissionWords): Blueprint {
  return {
    ...blueprint,
    permissions: blueprint.permissions.map((permission) => {
      if (permission.key !== key) return permission
      const { why, ...others } = words
      const { why: before, ...rest } = permission
      const reason = why === undefined ? before : (why ?? undefined)
      return { ...rest, ...others, ...(reason === undefined ? {} : { why: reason }) }
    }),
  }
}
