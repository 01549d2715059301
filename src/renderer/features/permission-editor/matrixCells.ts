import { readCell, type Reach } from '../../../shared/domain/reach'
import type { Blueprint } from '../../../shared/domain/blueprint'
import type { OperationOutput } from '../../../shared/operations/contract'
import type { CellEdit } from '../../stores/draftStore'

export type Matrix = OperationOutput<'grant.matrix'>
export type MatrixPermission = Matrix['permissions'][number]
export type MatrixRole = Matrix['roles'][number]
export type MatrixCell = MatrixPermission['cells'][number]

/** A cell as the screen shows it: what is in force, with the staged edit laid over it. */
export interface CellView {
  readonly cell: MatrixCell
  readonly role: MatrixRole
  readonly permission: MatrixPermission
  /** The reach that is shown: staged, or in force. */
  readonly reach: Reach
  readonly isStaged: boolean
  readonly differsFromDefault: boolean
  readonly isUnspecified: boolean
  /** None until switched on, with this reach then. */
  readonly grantable: Reach | null
  /** The source is silent on this cell, whatever was decided since. */
  readonly isSilent: boolean
}

export function cellKey(role: string, permission: string): string {
  return `${role}/${permission}`
}

export function stagedByKey(edits: readonly CellEdit[]): ReadonlyMap<string, CellEdit> {
  return new Map(edits.map((edit) => [cellKey(edit.role, edit.permission), edit]))
}

/** Cells on which the blueprint's source is silent, by `cellKey`. */
export function silentCells(blueprint: Blueprint | null): ReadonlySet<string> {
  const silent = new Set<string>()
  for (const permission of blueprint?.permissions ?? []) {
    for (const [role, text] of Object.entries(permission.grants)) {
      if (readCell(text).isUnspecified) silent.add(cellKey(role, permission.key))
    }
  }
  return silent
}

export function viewCell(
  cell: MatrixCell,
  role: MatrixRole,
  permission: MatrixPermission,
  edit: CellEdit | undefined,
  isSilent: boolean,
): CellView {
  const shared = { cell, role, permission, isSilent: isSilent || cell.isUnspecified }
  if (edit === undefined) {
    return {
      ...shared,
      reach: cell.reach,
      isStaged: false,
      differsFromDefault: cell.isEdited,
      isUnspecified: cell.isUnspecified,
      grantable: cell.isEdited ? null : cell.grantable,
    }
  }
  const isDefault = edit.reach === null
  return {
    ...shared,
    reach: edit.reach ?? cell.default,
    isStaged: true,
    differsFromDefault: !isDefault,
    isUnspecified: isDefault && shared.isSilent,
    grantable: isDefault ? cell.grantable : null,
  }
}

/**
 * What choosing a reach for a cell stages. `null` as `wanted` is "back to the blueprint's default".
 *
 * @returns the edit, or null when the cell would be as it is in force: then nothing is staged for it
 */
export function editFor(view: CellView, wanted: Reach | null): CellEdit | null {
  const { cell, permission, isSilent } = view
  const edit = (reach: Reach | null): CellEdit => ({ role: cell.role, permission: permission.key, reach })
  if (wanted === null) return cell.isEdited ? edit(null) : null
  // Choosing the default by name goes back to it, except where that would undo a decision: on a silent cell "none" is
  // something else than "not specified", and on a cell to be granted something else than "if granted".
  const isPlainDefault = wanted === cell.default && !isSilent && cell.grantable === null
  if (isPlainDefault) return cell.isEdited ? edit(null) : null
  const isInForce = wanted === cell.reach && !cell.isUnspecified && (cell.isEdited || cell.grantable === null)
  return isInForce ? null : edit(wanted)
}

/** The next allowed reach whose word begins with a letter, after the one that is shown; null when there is none. */
export function reachByLetter(view: CellView, letter: string): Reach | null {
  const fitting = view.cell.allowedReaches.filter((reach) => reach.startsWith(letter.toLowerCase()))
  const at = fitting.indexOf(view.reach)
  return fitting[(at + 1) % Math.max(1, fitting.length)] ?? null
}
