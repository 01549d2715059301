import { describe, expect, it } from 'vitest'
import { describeCell, fixedBecause, wordOf } from '../../../../src/renderer/features/permission-editor/describeCell'
import {
  editFor,
  reachByLetter,
  viewCell,
  type MatrixCell,
} from '../../../../src/renderer/features/permission-editor/matrixCells'
import type { CellEdit } from '../../../../src/renderer/stores/draftStore'
import type { Reach } from '../../../../src/shared/domain/reach'
import { aCell, aMatrix, aPermission } from './aMatrix'

function view(cell: MatrixCell, staged?: Reach | null, isSilent = false) {
  const permission = { ...aPermission('users.manage', 'users', [cell]), name: 'Manage users' }
  const role = aMatrix([]).roles[1]!
  const edit =
    staged === undefined ? undefined : ({ role: cell.role, permission: permission.key, reach: staged } as CellEdit)
  return viewCell(cell, role, permission, edit, isSilent)
}
const wants = (of: ReturnType<typeof view>, wanted: Reach | null) => {
  const edit = editFor(of, wanted)
  return edit === null ? 'unstage' : edit.reach
}

describe('describeCell', () => {
  it('speaks the role, the permission, the reach and every mark', () => {
    const edited = view(aCell('manager', 'none', { isEdited: true, default: 'all' }), 'assigned')
    expect(describeCell(edited, 'Groups')).toBe(
      'Manager, Manage users: assigned groups only, differs from default, staged',
    )
  })
  it('says what is not specified, not granted yet, locked or off', () => {
    expect(describeCell(view(aCell('manager', 'none', { isUnspecified: true })), 'Groups')).toContain(
      'none, not specified by the source',
    )
    expect(describeCell(view(aCell('manager', 'none', { grantable: 'all' })), 'Groups')).toContain(
      'none unless granted, then all',
    )
    expect(describeCell(view(aCell('manager', 'all', { isLocked: true, isEditable: false })), 'Groups')).toMatch(
      /: all, locked$/,
    )
    expect(describeCell(view(aCell('manager', 'all', { isOff: true })), 'Groups')).toMatch(/off for this organization$/)
  })
  it('shows “if granted” until somebody decides', () => {
    expect(wordOf(view(aCell('manager', 'none', { grantable: 'all' })))).toBe('if granted')
    expect(wordOf(view(aCell('manager', 'none', { grantable: 'all', isEdited: true })))).toBe('none')
    expect(wordOf(view(aCell('manager', 'none', { grantable: 'all' }), 'all'))).toBe('all')
  })
  it('says why a cell is fixed', () => {
    expect(fixedBecause(view(aCell('manager', 'all')))).toBeNull()
    expect(fixedBecause(view(aCell('manager', 'all', { isLocked: true, isEditable: false })))).toMatch(
      /always has everything/,
    )
  })
})

describe('editFor', () => {
  it('stages another reach, and nothing for the one in force', () => {
    expect(wants(view(aCell('manager', 'none')), 'all')).toBe('all')
    expect(wants(view(aCell('manager', 'none'), 'all'), 'none')).toBe('unstage')
  })
  it('goes back to the default rather than repeating it', () => {
    const edited = view(aCell('manager', 'all', { default: 'none', isEdited: true }))
    expect(wants(edited, 'none')).toBeNull()
    expect(wants(edited, null)).toBeNull()
    expect(wants(view(aCell('manager', 'none')), null)).toBe('unstage')
  })
  it('decides “none” where the source is silent', () => {
    const silent = view(aCell('manager', 'none', { isUnspecified: true }))
    expect(wants(silent, 'none')).toBe('none')
    const decided = view(aCell('manager', 'none', { isEdited: true }), undefined, true)
    expect(wants(decided, 'none')).toBe('unstage')
    expect(wants(decided, null)).toBeNull()
  })
  it('decides “none” where it could be granted to one person', () => {
    expect(wants(view(aCell('manager', 'none', { grantable: 'all' })), 'none')).toBe('none')
  })
})

describe('reachByLetter', () => {
  it('goes round among reaches of one letter', () => {
    expect(reachByLetter(view(aCell('manager', 'none')), 'a')).toBe('assigned')
    expect(reachByLetter(view(aCell('manager', 'none'), 'assigned'), 'A')).toBe('all')
    expect(reachByLetter(view(aCell('manager', 'none'), 'all'), 'a')).toBe('assigned')
  })
  it('knows no reach for other letters', () => {
    expect(reachByLetter(view(aCell('manager', 'none')), 'x')).toBeNull()
    expect(reachByLetter(view(aCell('manager', 'none')), 'o')).toBeNull()
  })
})
