import { expect, it } from 'vitest'
import { describeEffect } from '../../../../src/renderer/features/permission-editor/describeEdit'

it('says what an edit does to people', () => {
  expect(describeEffect({ before: 'none', after: 'all', gaining: 38, losing: 0 })).toBe('38 people gain it.')
  expect(describeEffect({ before: 'assigned', after: 'all', gaining: 1, losing: 0 })).toBe('1 person reaches further.')
  expect(describeEffect({ before: 'all', after: 'none', gaining: 0, losing: 1 })).toBe('1 person loses it.')
  expect(describeEffect({ before: 'all', after: 'connected', gaining: 0, losing: 812 })).toBe(
    '812 people keep connected people only.',
  )
  expect(describeEffect({ before: 'own', after: 'assigned', gaining: 4, losing: 3 })).toBe(
    '4 people gain assigned, 3 people lose own.',
  )
  expect(describeEffect({ before: 'none', after: 'none', gaining: 0, losing: 0 })).toBe('Nobody’s access changes now.')
})
