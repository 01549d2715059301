import { expect, it } from 'vitest'
import { directWords } from '../../../../src/renderer/features/places/directWords'

it('does not say that nobody is at a region whose sites are full of people', () => {
  expect(directWords(0, true)).toBe('nobody directly')
  expect(directWords(1_284, true)).toBe('1,284 directly')
  expect([directWords(0, false), directWords(1, false), directWords(17, false)]).toEqual([
    'nobody',
    '1 person',
    '17 people',
  ])
})
