import { expect, it } from 'vitest'
import { byPerson } from '../../../src/renderer/components/ImpactNames'

it('gathers what one person gains or loses, the same places together', () => {
  const one = { staffId: 'a', name: 'Ana', permissionName: 'Use inbox', places: [{ name: 'Riverton' }] }
  const many = { ...one, places: ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name })) }
  expect(
    byPerson([
      one,
      { ...one, permissionName: 'Send', places: null },
      { ...one, permissionName: 'Block' },
      { ...many, staffId: 'b', name: null },
    ]),
  ).toEqual([
    { staffId: 'a', name: 'Ana', what: ['Use inbox, Block at Riverton', 'Send'] },
    { staffId: 'b', name: 'A purged person', what: ['Use inbox at A, B, C +2'] },
  ])
})
