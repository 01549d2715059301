import { describe, expect, it } from 'vitest'
import { firstView, isNarrowed, staffQuery, viewOf } from '../../../../src/renderer/features/staff/staffQuery'

describe('staffQuery', () => {
  it('asks for the states of its tab', () => {
    expect(staffQuery(firstView).states).toEqual(['active', 'invited'])
    expect(staffQuery({ ...firstView, state: 'active' }).states).toEqual(['active'])
    expect(staffQuery({ ...firstView, tab: 'removed' }).states).toEqual(['removed'])
  })
  it('asks for one page', () => {
    expect(staffQuery({ ...firstView, page: 3 })).toMatchObject({ offset: 300, limit: 100 })
  })
  it('leaves the place out when there is none', () => {
    expect(staffQuery(firstView)).not.toHaveProperty('at')
    expect(staffQuery({ ...firstView, at: 'location:leeds' })).toMatchObject({ at: 'location:leeds' })
  })
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
