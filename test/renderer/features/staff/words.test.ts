import { describe, expect, it } from 'vitest'
import { describeMove } from '../../../../src/renderer/features/staff/describeMove'
import { groupAccess } from '../../../../src/renderer/features/staff/groupAccess'
import { summarizeHolds } from '../../../../src/renderer/features/staff/summarizeHolds'

const move = { isNow: false, allowed: true, because: '', instead: null, gains: [] as number[], loses: [] as number[] }

describe('describeMove', () => {
  it('counts what a move gives and takes', () => {
    expect(describeMove({ ...move, gains: [1, 2] })).toBe('gains 2 permissions')
    expect(describeMove({ ...move, gains: [1, 2], loses: [1] })).toBe('gains 2, loses 1')
    expect(describeMove({ ...move, isNow: true })).toBe('now')
  })
  it('says briefly why not', () => {
    expect(
      describeMove({ ...move, allowed: false, because: 'down the ladder', instead: 'Remove and add again.' }),
    ).toBe('down the ladder')
    expect(describeMove({ ...move, allowed: false, because: 'There is exactly one Owner; nobody moves.' })).toBe(
      'There is exactly one Owner',
    )
  })
})

describe('groupAccess', () => {
  const lines = [
    { name: 'See projects', area: 'Projects', reach: 'assigned' },
    { name: 'Open billing', area: 'Billing', reach: 'none' },
    { name: 'Lead projects', area: 'Projects', reach: 'none' },
  ]
  it('groups by area and filters by any word of a line', () => {
    expect(groupAccess(lines, '', false).map((group) => [group.area, group.lines.length])).toEqual([
      ['Projects', 2],
      ['Billing', 1],
    ])
    expect(groupAccess(lines, 'ASSIGNED', false).map((group) => group.area)).toEqual(['Projects'])
  })
  it('leaves out what is not held', () => {
    expect(groupAccess(lines, '', true)).toEqual([{ area: 'Projects', lines: [lines[0]] }])
  })
})

describe('summarizeHolds', () => {
  it('counts per area and tells where everything is limited', () => {
    const holds = [
      { area: 'Projects', reach: 'assigned' as const },
      { area: 'CRM', reach: 'all' as const },
      { area: 'CRM', reach: 'own' as const },
      { area: 'Billing', reach: 'none' as const },
    ]
    expect(summarizeHolds(holds)).toEqual([
      { area: 'Projects', count: 1, isLimited: true },
      { area: 'CRM', count: 2, isLimited: false },
    ])
  })
})
