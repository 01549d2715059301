import type { Blueprint } from '../../shared/domain/blueprint'
import { grantKey } from '../../shared/domain/orgState'
import { permissionClasses } from '../../shared/domain/reach'
import type { OperationOutput } from '../../shared/operations/contract'
import { matrix } from '../engine/matrix'
import type { Org } from '../org/Org'
import { countPeople } from './countPeople'
import { describeNeed } from './describeCell'
import { pendingThings } from './pendingThings'

/** Role × permission as the editor shows it. */
export function readMatrix(org: Org): OperationOutput<'grant.matrix'> {
  const state = org.state()
  const { blueprint } = state
  const people = countPeople(org).byRole
  const pending = pendingThings(org, 'grant')
  const rowByPermission = new Map(matrix(state).map((row) => [row.permission, row]))
  return {
    roles: blueprint.roles.map((role, rank) => ({
      key: role.key,
      name: role.name,
      rank,
      locked: role.locked,
      people: people.get(role.key) ?? 0,
    })),
    areas: blueprint.areas.map(({ key, name }) => ({ key, name })),
    permissions: blueprint.permissions.map((permission) => ({
      key: permission.key,
      area: permission.area,
      name: permission.name,
      summary: permission.summary,
      why: permission.why ?? null,
      class: permission.class,
      needs: needsInWords(blueprint, permission),
      notes: permission.notes.map(({ kind, text }) => ({ kind, text })),
      fixedBecause: permission.editable ? null : (permission.fixedBecause ?? 'This cannot be changed.'),
      cells: rowByPermission.get(permission.key)!.cells.map((cell) => ({
        role: cell.role,
        reach: cell.reach,
        default: cell.default,
        grantable: cell.grantable,
        isEdited: cell.isEdited,
        isLocked: cell.isLocked,
        isEditable: cell.isEditable,
        isUnspecified: cell.isUnspecified,
        isOff: cell.isOff,
        allowedReaches: [...permissionClasses[permission.class]],
        ...(pending.has(grantKey(cell.role, permission.key)) ? { pending: true } : {}),
      })),
    })),
  }
}

function needsInWords(blueprint: Blueprint, permission: Blueprint['permissions'][number]): string[] {
  const needs = permission.needs.map((need) => describeNeed(blueprint, need))
  const product = blueprint.products.find((one) => one.key === permission.product)
  return product === undefined ? needs : [`the product ${product.name}`, ...needs]
}
