import type { Blueprint, BlueprintPermission, BlueprintRole } from '../../shared/domain/blueprint'
import { grantKey, type RoleGrant } from '../../shared/domain/orgState'
import { permissionClasses, readCell, type Cell } from '../../shared/domain/reach'
import { reachBits } from './reachBits'
import type { CompiledCell } from './rules'

/** The role × permission table in force: the organization's value over the blueprint's, where the cell may be edited. */
export function compileCells(
  blueprint: Blueprint,
  grants: ReadonlyMap<string, RoleGrant>,
): { readonly cells: CompiledCell[]; readonly cellBits: Uint8Array } {
  const cells = blueprint.roles.flatMap((role) =>
    blueprint.permissions.map((permission): CompiledCell => {
      const cell = readRoleCell(role, permission)
      const isEditable = permission.editable && permission.class !== 'self' && (!role.locked || cell.isUnspecified)
      // A value for a fixed cell cannot come through the door; if it came in anyway it does not count.
      const decided = isEditable ? (grants.get(grantKey(role.key, permission.key)) ?? null) : null
      return { cell, decided, isEditable }
    }),
  )
  const cellBits = Uint8Array.from(cells, ({ cell, decided }) => reachBits[decided?.reach ?? cell.reach])
  return { cells, cellBits }
}

/** A locked role gets new permissions at once, at the widest reach of their class. */
function readRoleCell(role: BlueprintRole, permission: BlueprintPermission): Cell {
  const text = permission.grants[role.key]
  if (text !== undefined) return readCell(text)
  return readCell(role.locked ? permissionClasses[permission.class].at(-1)! : 'none')
}
