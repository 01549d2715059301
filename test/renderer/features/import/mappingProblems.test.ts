import { expect, it } from 'vitest'
import { mappingHints, mappingProblems, remap } from '../../../../src/renderer/features/import/mappingProblems'

it('needs an e-mail and a name', () => {
  expect(mappingProblems({ email: 0, name: 1 })).toEqual([])
  expect(mappingProblems({ email: 0, lastName: 1 })).toEqual([])
  expect(mappingProblems({})).toHaveLength(2)
})

it('refuses one column for two fields', () => {
  expect(mappingProblems({ email: 0, name: 0 })).toEqual(['One column is used twice: E-mail and Name.'])
})

it('warns where nobody new would have a role', () => {
  expect(mappingHints({ email: 0, name: 1 }, null)).toHaveLength(1)
  expect(mappingHints({ email: 0, name: 1, role: 2 }, null)).toEqual([])
  expect(mappingHints({ email: 0, name: 1 }, 'member')).toEqual([])
})

it('puts a field on a column and takes it off', () => {
  expect(remap({ email: 0 }, 'role', 3)).toEqual({ email: 0, role: 3 })
  expect(remap({ email: 0, role: 3 }, 'role', null)).toEqual({ email: 0 })
})
