import { describe, expect, it } from 'vitest'
import {
  filterCompared,
  nobody,
  sideOf,
  summarizeSides,
} from '../../../../src/renderer/features/role-ladder/pickedSides'
import { whyProtected } from '../../../../src/renderer/features/role-ladder/whyProtected'
import type { PermissionKey } from '../../../../src/shared/domain/ids'

const row = (permission: string, kind: 'gain' | 'loss' | 'other' | 'same') => ({
  permission: permission as PermissionKey,
  name: permission.replace('.', ' '),
  area: 'CRM',
  a: { reach: 'none' as const, places: null },
  b: { reach: 'all' as const, places: null },
  kind,
})
const rows = [row('notes.view', 'same'), row('notes.edit', 'gain'), row('billing.open', 'loss'), row('x.y', 'other')]

describe('what is compared', () => {
  it('asks nothing while something is missing', () => {
    expect(sideOf(nobody)).toBeNull()
    expect(sideOf({ ...nobody, kind: 'person' })).toBeNull()
    expect(sideOf({ ...nobody, role: 'member' })).toEqual({ role: 'member' })
    expect(sideOf({ ...nobody, kind: 'person', who: 'a', at: 'location:x', moment: ' 12 ' })).toEqual({
      who: 'a',
      at: 'location:x',
      moment: '12',
    })
  })

  it('shows losses first, the same on request, and what fits the words', () => {
    const keys = (text: string, withSame: boolean) =>
      filterCompared(rows, text, withSame).map(({ permission }) => permission)
    expect(keys('', false)).toEqual(['billing.open', 'x.y', 'notes.edit'])
    expect(keys('', true)).toEqual(['billing.open', 'x.y', 'notes.edit', 'notes.view'])
    expect(keys('notes', true)).toEqual(['notes.edit', 'notes.view'])
    expect(keys('crm billing', false)).toEqual(['billing.open'])
  })

  it('says in a sentence how many differ', () => {
    const sides = { a: { title: 'Mia', note: 'Manager' }, b: { title: 'Member', note: '' } }
    expect(summarizeSides({ ...sides, rows })).toBe(
      'From Mia (Manager) to Member: 2 permissions gained, 2 lost, 1 the same.',
    )
    expect(summarizeSides({ ...sides, rows: rows.slice(0, 1) })).toBe('Mia (Manager) and Member may do the same.')
  })
})

describe('protected roles', () => {
  it('say why', () => {
    const rung = { name: 'Admin', rank: 0, locked: false, singleton: false }
    expect(whyProtected(rung, 'moved')).toBe('Admin is the top of the ladder and cannot be moved.')
    expect(whyProtected(rung, 'renamed')).toBeNull()
    expect(whyProtected({ ...rung, rank: 1, locked: true }, 'renamed')).toBe('Admin is locked and cannot be renamed.')
    expect(whyProtected({ ...rung, singleton: true }, 'deleted')).toMatch(/exactly one Admin/)
    expect(whyProtected({ ...rung, rank: 2 }, 'deleted')).toBeNull()
  })
})
