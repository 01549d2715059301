import { expect, it } from 'vitest'
import { movedLines } from '../../src/cli/movedLines'

const one = (item: string, now: 'settled' | 'pending', verdict: 'applied' | 'agreed' | 'held' | 'refused') => ({
  item,
  kind: 'staff.setRole',
  now,
  verdict,
})

it('says after an exchange which items went otherwise than they were shown, a batch as one', () => {
  expect(movedLines([one('a', 'settled', 'applied'), one('b', 'settled', 'agreed')])).toEqual([])
  expect(
    movedLines([
      one('a', 'settled', 'held'),
      one('a', 'settled', 'refused'),
      one('b', 'settled', 'refused'),
      one('c', 'pending', 'held'),
      one('d', 'pending', 'applied'),
    ]),
  ).toEqual([
    '2 changes of yours did not go through: `inbox list` says why.',
    '1 change of yours would not go through any more: `sync status` says why.',
  ])
})
