import { describe, expect, it } from 'vitest'
import {
  bulkEdits,
  canBeThreshold,
  describeThreshold,
  thresholdEdits,
  thresholdOf,
} from '../../../../src/renderer/features/permission-editor/bulkEdits'
import { viewCell, type CellView } from '../../../../src/renderer/features/permission-editor/matrixCells'
import type { Reach } from '../../../../src/shared/domain/reach'
import { aCell, aMatrix, aPermission } from './aMatrix'

function views(...reaches: readonly Reach[]): CellView[] {
  const roles = ['admin', 'manager']
  const cells = reaches.map((reach, at) => aCell(roles[at]!, reach, { allowedReaches: ['none', 'all'] }))
  const permission = aPermission('users.view', 'users', cells)
  const matrix = aMatrix([permission])
  return cells.map((cell, at) => viewCell(cell, matrix.roles[at]!, permission, undefined, false))
}

describe('a whole row, column or area at once', () => {
  it('edits only cells that may take the value and do not have it', () => {
    expect(bulkEdits(views('all', 'none'), 'all').map((edit) => [edit.role, edit.reach])).toEqual([['manager', 'all']])
    expect(bulkEdits(views('all', 'none'), 'assigned')).toEqual([])
    expect(bulkEdits(views('all', 'none'), 'default')).toEqual([])
  })

  it('leaves fixed cells as they are', () => {
    const [admin, manager] = views('all', 'all')
    const fixed = { ...admin!, cell: { ...admin!.cell, isEditable: false } }
    expect(bulkEdits([fixed, manager!], 'none').map((edit) => edit.role)).toEqual(['manager'])
  })
})

describe('a permission as the lowest role that has it', () => {
  it('is told from the cells', () => {
    expect(thresholdOf(views('all', 'none'))).toBe('admin')
    expect(thresholdOf(views('all', 'all'))).toBe('manager')
    expect(thresholdOf(views('none', 'none'))).toBeNull()
    expect(thresholdOf(views('none', 'all'))).toBeUndefined()
    expect(canBeThreshold(views('all', 'none'))).toBe(true)
  })

  it('is said in the row of the grid, unless the cells go against the ladder', () => {
    expect(describeThreshold(views('all', 'none'))).toBe('lowest: Admin')
    expect(describeThreshold(views('none', 'none'))).toBe('nobody has it')
    expect(describeThreshold(views('none', 'all'))).toBe('')
  })

  it('gives it to every role from that one up, and takes it from those below', () => {
    expect(thresholdEdits(views('all', 'none'), 'manager').map((edit) => [edit.role, edit.reach])).toEqual([
      ['manager', 'all'],
    ])
    expect(thresholdEdits(views('all', 'all'), 'admin').map((edit) => [edit.role, edit.reach])).toEqual([
      ['manager', 'none'],
    ])
  })
})
