import { expect, it } from 'vitest'
import { callBoth } from '../../../src/shared/domain/callBoth'

it('tells two of one name apart, and says no more than the names otherwise', () => {
  const old = { name: 'Dora Twin', apart: 'dora.old@x.example' }
  expect(callBoth(old, { name: 'dora twin', apart: 'dora@x.example' })).toEqual([
    'Dora Twin (dora.old@x.example)',
    'dora twin (dora@x.example)',
  ])
  expect(callBoth(old, { name: 'Dora Twine', apart: 'dora@x.example' })).toEqual(['Dora Twin', 'Dora Twine'])
  // Who is hidden is called by the same words as others, and nothing is said of them.
  expect(callBoth({ name: 'an administrator', apart: null }, { name: 'an administrator', apart: null })).toEqual([
    'an administrator',
    'an administrator',
  ])
})
