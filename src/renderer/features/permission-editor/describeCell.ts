import { reachWords } from '../../words/reachWords'
import type { CellView } from './matrixCells'

/**
 * A cell as it is spoken: "Manager, Manage users: assigned groups only, differs from default, staged".
 *
 * @param kinds  plural names of the places that count for "assigned"
 */
export function describeCell(view: CellView, kinds: string): string {
  const { cell, role, permission } = view
  const facts = [spokenReach(view, kinds)]
  if (view.differsFromDefault) facts.push('differs from default')
  if (view.isStaged) facts.push('staged')
  if (cell.pending === true) facts.push('pending')
  if (cell.isLocked) facts.push('locked')
  else if (!cell.isEditable) facts.push('fixed')
  if (cell.isOff) facts.push('off for this organization')
  return `${role.name}, ${permission.name}: ${facts.join(', ')}`
}

function spokenReach(view: CellView, kinds: string): string {
  if (view.isUnspecified) return 'none, not specified by the source'
  if (view.grantable !== null && view.reach === 'none') {
    return `none unless granted, then ${reachWords(view.grantable, kinds).spoken}`
  }
  return reachWords(view.reach, kinds).spoken
}

/** The one word of a cell. */
export function wordOf(view: CellView): string {
  return view.grantable !== null && view.reach === 'none' && !view.isUnspecified ? 'if granted' : view.reach
}

/** Why a cell cannot be edited; null when it can. */
export function fixedBecause(view: CellView): string | null {
  const { cell, role, permission } = view
  if (cell.isEditable) return null
  if (permission.fixedBecause !== null) return permission.fixedBecause
  if (cell.isLocked) return `${role.name} always has everything, and gets new permissions at once.`
  return `This permission is fixed for ${role.name}.`
}
