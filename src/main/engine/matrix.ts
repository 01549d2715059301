import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import { switchKey, type OrgState } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { compileCells } from './compileCells'

export interface MatrixCell {
  readonly role: RoleKey
  /** In force: the organization's value over the blueprint's. */
  readonly reach: Reach
  readonly default: Reach
  /** The reach that the source allows once switched on; null otherwise. */
  readonly grantable: Reach | null
  readonly isEdited: boolean
  readonly isLocked: boolean
  readonly isEditable: boolean
  /** Not specified by the source, and nobody decided it. */
  readonly isUnspecified: boolean
  /** Feature or product off for this organization: nobody holds it, whatever the reach. */
  readonly isOff: boolean
}

export interface MatrixRow {
  readonly permission: PermissionKey
  readonly fixedBecause: string | null
  /** From the top of the ladder down. */
  readonly cells: readonly MatrixCell[]
}

/** The role × permission table of an organization, in the blueprint's order. */
export function matrix(state: Pick<OrgState, 'blueprint' | 'grants' | 'switches'>): MatrixRow[] {
  const { blueprint } = state
  const { cells } = compileCells(blueprint, state.grants)
  const offFeatures = keysOff(
    state,
    'feature',
    blueprint.features.map(({ key, on }) => ({ key, on })),
  )
  const offProducts = keysOff(
    state,
    'product',
    blueprint.products.map(({ key, active }) => ({ key, on: active })),
  )
  return blueprint.permissions.map((permission, number) => {
    const isOff =
      offProducts.has(permission.product ?? '') || permission.needs.some((need) => offFeatures.has(need.feature ?? ''))
    return {
      permission: permission.key,
      fixedBecause: permission.fixedBecause ?? null,
      cells: blueprint.roles.map((role, rank) => {
        const { cell, decided, isEditable } = cells[rank * blueprint.permissions.length + number]!
        return {
          role: role.key,
          reach: decided?.reach ?? cell.reach,
          default: cell.reach,
          grantable: cell.grantable,
          isEdited: decided !== null && (decided.reach !== cell.reach || cell.isUnspecified),
          isLocked: role.locked && !isEditable,
          isEditable,
          isUnspecified: cell.isUnspecified && decided === null,
          isOff,
        }
      }),
    }
  })
}

function keysOff(
  state: Pick<OrgState, 'switches'>,
  kind: 'feature' | 'product',
  list: readonly { readonly key: string; readonly on: boolean }[],
): Set<string> {
  return new Set(
    list.filter(({ key, on }) => !(state.switches.get(switchKey(kind, key))?.on ?? on)).map(({ key }) => key),
  )
}
