import { describe, expect, it } from 'vitest'
import {
  filterMatrix,
  noFilter,
  type MatrixFilter,
} from '../../../../src/renderer/features/permission-editor/filterMatrix'
import { aCell, aMatrix, aPermission } from './aMatrix'

const matrix = aMatrix([
  aPermission('inbox.open', 'inbox', [aCell('admin', 'all'), aCell('manager', 'assigned')]),
  aPermission('users.see', 'users', [
    aCell('admin', 'all'),
    aCell('manager', 'assigned', { isEdited: true, default: 'none' }),
  ]),
  aPermission('users.add', 'users', [aCell('admin', 'all'), aCell('manager', 'none', { isUnspecified: true })]),
  aPermission('inbox.send', 'inbox', [
    aCell('admin', 'all', { isOff: true }),
    aCell('manager', 'none', { isOff: true }),
  ]),
])

function shown(filter: Partial<MatrixFilter>, staged: readonly string[] = []) {
  const { areas, hiddenOff } = filterMatrix(matrix, { ...noFilter, ...filter }, new Set(staged))
  return {
    areas: areas.map((area) => `${area.name}: ${area.permissions.map((each) => each.key).join(', ')}`),
    hiddenOff,
  }
}

describe('filterMatrix', () => {
  it('keeps the order of the areas and leaves out what is off, counted', () => {
    expect(shown({})).toEqual({ areas: ['Users: users.see, users.add', 'Inbox: inbox.open'], hiddenOff: 1 })
  })
  it('shows what is off when asked, or searched for', () => {
    expect(shown({ withOff: true }).areas[1]).toBe('Inbox: inbox.open, inbox.send')
    expect(shown({ text: 'send' }).areas).toEqual(['Inbox: inbox.send'])
  })
  it('finds by the name of an area and keeps its heading', () => {
    expect(shown({ text: 'USERS' }).areas).toEqual(['Users: users.see, users.add'])
    expect(shown({ text: 'nothing like it' }).areas).toEqual([])
  })
  it('narrows to areas, differences and what is not specified', () => {
    expect(shown({ areas: ['inbox'] }).areas).toEqual(['Inbox: inbox.open'])
    expect(shown({ onlyDifferences: true }).areas).toEqual(['Users: users.see'])
    expect(shown({ onlyUnspecified: true }).areas).toEqual(['Users: users.add'])
  })
  it('narrows to what is staged, and never hides a staged edit for being off', () => {
    expect(shown({ onlyEdited: true }, ['manager/inbox.send']).areas).toEqual(['Inbox: inbox.send'])
    expect(shown({}, ['manager/inbox.send'])).toMatchObject({ hiddenOff: 0 })
  })
})
