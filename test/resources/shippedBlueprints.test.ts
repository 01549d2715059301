import { expect, it } from 'vitest'
import { findShippedBlueprint, shippedBlueprints } from '../../src/main/org/shippedBlueprints'

it('reads all five shipped blueprints, in the order of the welcome screen', () => {
  expect(shippedBlueprints().map((blueprint) => [blueprint.id, blueprint.name])).toEqual([
    ['staff-ladder', 'Staff ladder'],
    ['prokeep', 'Locations and groups'],
    ['lines-and-products', 'Products and lines'],
    ['pronto', 'Thresholds'],
    ['propel', 'Accounts and lists'],
  ])
})

it('finds a shipped blueprint by its id', () => {
  expect(findShippedBlueprint('pronto')?.roles[0]?.key).toBe('admin')
  expect(findShippedBlueprint('nothing')).toBeNull()
})
