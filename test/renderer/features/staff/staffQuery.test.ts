import { describe, expect, it } from 'vitest'
import { firstView, isNarrowed, staffQuery, viewOf } from '../../../../src/renderer/features/staff/staffQuery'

describe('staffQuery', () => {
  it('asks for the states of its tab', () => {
    expect(staffQuery(firstView, 0).states).toEqual(['active', 'invited'])
    expect(staffQuery({ ...firstView, state: 'active' }, 0).states).toEqual(['active'])
    expect(staffQuery({ ...firstView, tab: 'removed' }, 0).states).toEqual(['removed'])
  })
  it('asks for one page', () => {
    expect(staffQuery({ ...firstView, page: 3 }, 0)).toMatchObject({ offset: 300, limit: 100 })
  })
  it('leaves the place out when there is none', () => {
    expect(staffQuery(firstView, 0)).not.toHaveProperty('at')
    expect(staffQuery({ ...firstView, at: 'location:leeds' }, 0)).toMatchObject({ at: 'location:leeds' })
  })
})

it('asks for what ends within 30 days, and for a product', () => {
  const day = 86_400_000
  expect(staffQuery({ ...firstView, endsSoon: true }, 5)).toMatchObject({ endsBeforeMs: 5 + 30 * day })
  expect(staffQuery({ ...firstView, product: 'product:blast' }, 0)).toMatchObject({ product: 'product:blast' })
})

describe('viewOf', () => {
  it('reads links from elsewhere', () => {
    expect(viewOf({ state: 'invited' })).toMatchObject({ tab: 'staff', state: 'invited' })
    expect(viewOf({ tab: 'restore' }).tab).toBe('removed')
    expect(viewOf({ noPlace: '1' }).noPlace).toBe(true)
    expect(viewOf({ role: 'admin' }).roles).toEqual(['admin'])
    expect(isNarrowed(viewOf({}))).toBe(false)
    expect(isNarrowed(viewOf({ at: 'location:leeds' }))).toBe(true)
  })
})
