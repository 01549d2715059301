import type { Reach } from '../../../shared/domain/reach'
import type { CellEdit } from '../../stores/draftStore'
import { editFor, type CellView } from './matrixCells'

/** What many cells are set to at once; `default` goes back to what the blueprint ships. */
export type BulkChoice = Reach | 'default'

/** The edits that bring these cells to one value: cells that cannot take it, or cannot be edited, stay as they are. */
export function bulkEdits(views: readonly CellView[], choice: BulkChoice): readonly CellEdit[] {
  return fitting(views, choice).flatMap((view) => editFor(view, choice === 'default' ? null : choice) ?? [])
}

/** Cells that may be set so. */
export function fitting(views: readonly CellView[], choice: BulkChoice): readonly CellView[] {
  return views.filter(({ cell }) => cell.isEditable && (choice === 'default' || cell.allowedReaches.includes(choice)))
}

/**
 * A permission of a ladder on which each role holds what the one below holds, as "the lowest role that has it".
 *
 * @param views cells from the top of the ladder down
 * @returns     the role's key; null when nobody has it, undefined when the cells are no threshold
 */
export function thresholdOf(views: readonly CellView[]): string | null | undefined {
  const has = views.map((view) => view.reach !== 'none')
  const lowest = has.lastIndexOf(true)
  const isThreshold = views.every((view, rank) => (rank <= lowest ? view.reach === 'all' : view.reach === 'none'))
  if (!isThreshold) return undefined
  return lowest === -1 ? null : views[lowest]!.role.key
}

/** "lowest: Manager"; empty where the cells cannot be told so, or are set against the ladder. */
export function describeThreshold(views: readonly CellView[]): string {
  const lowest = canBeThreshold(views) ? thresholdOf(views) : undefined
  if (lowest === undefined) return ''
  if (lowest === null) return 'nobody has it'
  return `lowest: ${views.find((view) => view.role.key === lowest)!.role.name}`
}

/** The edits that make a role the lowest that has a permission; null: nobody has it. */
export function thresholdEdits(views: readonly CellView[], lowest: string | null): readonly CellEdit[] {
  const rank = lowest === null ? -1 : views.findIndex((view) => view.role.key === lowest)
  return views.flatMap((view, at) => (view.cell.isEditable ? (editFor(view, at <= rank ? 'all' : 'none') ?? []) : []))
}

/** Whether a permission can be told as a threshold at all: every cell is none or all. */
export function canBeThreshold(views: readonly CellView[]): boolean {
  return views.every(({ cell }) => cell.allowedReaches.length === 2 && cell.allowedReaches.includes('all'))
}
