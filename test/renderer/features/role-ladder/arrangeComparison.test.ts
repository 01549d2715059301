import { describe, expect, it } from 'vitest'
import { arrangeComparison, summarizeComparison } from '../../../../src/renderer/features/role-ladder/arrangeComparison'
import { chooseRungs } from '../../../../src/renderer/features/role-ladder/chooseRungs'
import { describeDelta, describeInversion } from '../../../../src/renderer/features/role-ladder/describeDelta'
import type { Reach } from '../../../../src/shared/domain/reach'

const step = (permission: string, before: Reach, after: Reach) => ({ permission, name: permission, before, after })
const compared = {
  gained: [step('projects', 'none', 'all'), step('notes', 'own', 'shared')],
  lost: [step('billing', 'all', 'none'), step('notes', 'own', 'shared')],
  same: [step('contacts', 'all', 'all')],
}

describe('arrangeComparison', () => {
  it('puts gains before losses, and what neither contains once', () => {
    expect(arrangeComparison(compared, false).map((line) => `${line.kind} ${line.permission}`)).toEqual([
      'gain projects',
      'loss billing',
      'other notes',
    ])
  })
  it('adds the same on request', () => {
    expect(arrangeComparison(compared, true).at(-1)).toMatchObject({ kind: 'same', permission: 'contacts' })
  })
})

describe('summarizeComparison', () => {
  it('says when a rung is no superset', () => {
    expect(summarizeComparison(compared, 'Project Manager', 'Office Manager')).toBe(
      'Neither contains the other: 2 more for Project Manager, 2 more for Office Manager.',
    )
    expect(summarizeComparison({ ...compared, lost: [] }, 'Admin', 'Teammate')).toBe(
      'Admin holds everything Teammate holds, and 2 more.',
    )
    expect(summarizeComparison({ gained: [], lost: [], same: [] }, 'A', 'B')).toBe('Both hold the same.')
  })
})

describe('describeDelta', () => {
  it('counts against the rung below', () => {
    expect(describeDelta({ gains: [1, 2, 3], loses: [{ name: 'See billing' }] }, 'Teammate')).toBe(
      '+3 −1 over Teammate',
    )
    expect(describeDelta({ gains: [], loses: [] }, 'Teammate')).toBe('the same as Teammate')
    expect(describeDelta({ gains: [], loses: [] }, null)).toBe('lowest rung')
  })
})

describe('describeInversion', () => {
  it('names what a step up takes away (S4.21)', () => {
    const loses = [{ name: 'See billing' }, { name: 'Manage billing' }]
    expect(describeInversion({ gains: [], loses: loses.slice(0, 1) }, 'Office Manager')).toBe(
      'lacks See billing of Office Manager',
    )
    expect(describeInversion({ gains: [], loses }, 'Office Manager')).toBe(
      'lacks See billing and 1 more of Office Manager',
    )
    expect(describeInversion({ gains: [1], loses: [] }, 'Office Manager')).toBe('')
  })
})

describe('chooseRungs', () => {
  it('holds two at most, lets go of the older', () => {
    expect(chooseRungs([], 'a')).toEqual(['a'])
    expect(chooseRungs(['a'], 'b')).toEqual(['a', 'b'])
    expect(chooseRungs(['a', 'b'], 'c')).toEqual(['b', 'c'])
    expect(chooseRungs(['a', 'b'], 'a')).toEqual(['b'])
  })
})
