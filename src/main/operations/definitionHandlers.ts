import { resolve } from 'node:path'
import type { Blueprint, BlueprintPermission } from '../../shared/domain/blueprint'
import { ownBlueprint, updatedBlueprint } from '../../shared/domain/blueprintVersions'
import { findPermission } from '../../shared/domain/cellReach'
import type { Intent } from '../../shared/domain/change'
import type { PermissionKey } from '../../shared/domain/ids'
import { readPermissionEntry } from '../../shared/domain/permissionDefinition'
import { permissionClasses } from '../../shared/domain/reach'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { writeBlueprintFile } from '../exchange/blueprintFile'
import type { ApplyFailure, Org } from '../org/Org'
import { ownIdOf, ownNameOf } from './chooseBlueprint'
import { addedPermissions, findNewer } from './newerBlueprint'
import { freeKey } from './planRoleWish'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'

type Handled = Exclude<
  Extract<keyof OrgHandlers, `permission.${string}` | `area.${string}` | `blueprint.${string}`>,
  'permission.read'
>

const alreadySo = failed('nothing-to-change', 'It is so already: there is nothing to change.')

export const definitionHandlers: Pick<OrgHandlers, Handled> = {
  'permission.create': (org, input) => {
    const { blueprint } = org.state()
    if (!blueprint.areas.some((area) => area.key === input.area)) return unknownArea(blueprint, input.area)
    const isTaken = (key: string) => findPermission(blueprint, key) !== undefined
    const permission = input.permission ?? (freeKey(input.name, 'permission', isTaken) as PermissionKey)
    if (isTaken(permission)) return failed('permission-exists', `There is a permission “${permission}” already.`)
    const definition: BlueprintPermission = {
      key: permission,
      area: input.area,
      name: input.name,
      summary: input.summary,
      class: input.class,
      grants: Object.fromEntries(
        blueprint.roles.map((role) => [role.key, firstCell(input.class, role.locked)]),
      ) as BlueprintPermission['grants'],
      ...(input.why === undefined ? {} : { why: input.why }),
      needs: [],
      editable: true,
      entryPoints: [],
      advice: [],
      notes: [],
      sources: [],
    }
    const after = blueprint.permissions.findLast((one) => one.area === input.area) ?? blueprint.permissions.at(-1)
    const to = { after: after?.key ?? null, definition, decided: {} }
    const applied = applyOne(org, { kind: 'permission.create', body: { rows: [{ permission, from: null, to }] } })
    return applied.ok ? done({ ...applied.value, permission }) : applied
  },

  'permission.edit': (org, { permission: key, ...wanted }) => {
    const permission = findPermission(org.state().blueprint, key)
    if (permission === undefined) return unknownPermission(key)
    const from: Record<string, string | null> = {}
    const to: Record<string, string | null> = {}
    for (const field of ['name', 'summary', 'why', 'area'] as const) {
      const value = field === 'why' && wanted.why === '' ? null : wanted[field]
      if (value === undefined || value === (permission[field] ?? null)) continue
      from[field] = permission[field] ?? null
      to[field] = value
    }
    if (Object.keys(to).length === 0) return alreadySo
    return applyOne(org, { kind: 'permission.edit', body: { rows: [{ permission: key, from, to }] } })
  },

  'permission.delete': (org, { permission }) => {
    const from = readPermissionEntry(org.state(), permission)
    if (from === undefined) return unknownPermission(permission)
    return applyOne(org, { kind: 'permission.delete', body: { rows: [{ permission, from, to: null }] } })
  },

  'area.set': (org, { area: wanted, name }) => {
    const { areas } = org.state().blueprint
    if (wanted === undefined && name === null) return failed('nothing-to-change', 'Say which area is to be taken out.')
    const area = wanted ?? freeKey(name!, 'area', (key) => areas.some((one) => one.key === key))
    const now = areas.find((one) => one.key === area)
    if ((now?.name ?? null) === name) return alreadySo
    const row = { area, from: now === undefined ? null : { name: now.name }, to: name === null ? null : { name } }
    return applyOne(org, { kind: 'area.set', body: { rows: [row] } })
  },

  'blueprint.read': (org) => {
    const { id, version, name, source, summary, ownRoles, areas } = org.state().blueprint
    return done({ id, version, name, source, summary, ownRoles, areas })
  },

  'blueprint.own': (org, { name }) => {
    const from = org.state().blueprint
    if (from.ownRoles) return failed('nothing-to-change', 'The roles are the organization’s own already.')
    const to = ownBlueprint(from, { id: ownIdOf(from), name: name ?? ownNameOf(from) })
    return applyOne(org, { kind: 'blueprint.own', body: { rows: [{ from, to }] } })
  },

  'blueprint.findUpdate': (org, { path }) => {
    const now = org.state().blueprint
    const newer = findNewer(now, path)
    if (!newer.ok) return newer
    if (newer.value === null) return done({ version: null, now: now.version, adds: [] })
    const adds = addedPermissions(now, newer.value).map(({ key, name, summary }) => ({
      permission: key,
      name,
      summary,
    }))
    return done({ version: newer.value.version, now: now.version, adds })
  },

  'blueprint.update': (org, { path }) => {
    const from = org.state().blueprint
    const newer = findNewer(from, path)
    if (!newer.ok) return newer
    if (newer.value === null) return failed('nothing-to-change', `There is no newer version than ${from.version}.`)
    const to = updatedBlueprint(from, newer.value)
    return applyOne(org, { kind: 'blueprint.update', body: { rows: [{ from, to }] } })
  },

  'blueprint.export': (org, { path, replace }) => {
    const target = resolve(path)
    const written = writeBlueprintFile(target, org.state().blueprint, replace)
    return written.ok ? done({ path: target }) : written
  },
}

function applyOne(org: Org, intent: Intent): Result<OperationOutput<'area.set'>, ApplyFailure> {
  const applied = org.apply({ intents: [intent], personal: [] })
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

/** A new permission is nobody's, but for locked roles, which get new permissions at once. */
function firstCell(kind: keyof typeof permissionClasses, isLocked: boolean): string {
  if (kind === 'self') return 'own'
  if (isLocked) return permissionClasses[kind].at(-1)!
  return kind === 'person' ? 'connected' : 'none'
}

function unknownArea(blueprint: Blueprint, key: string): ReturnType<typeof failed<'unknown-area'>> {
  const known = blueprint.areas.map((area) => area.key)
  return failed('unknown-area', `There is no area “${key}”. The areas here are ${known.join(', ')}.`)
}

function unknownPermission(key: string): ReturnType<typeof failed<'unknown-permission'>> {
  return failed('unknown-permission', `There is no permission “${key}” in this organization.`)
}
