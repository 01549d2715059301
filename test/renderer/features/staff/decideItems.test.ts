import { expect, it } from 'vitest'
import type { StaffId } from '../../../../src/shared/domain/ids'
import { decideItems } from '../../../../src/renderer/features/staff/decideItems'

const items = [
  { key: 'project:gate', name: 'Gate', losesSight: true },
  { key: 'project:mill', name: 'Mill', losesSight: false },
]

it('keeps what stays visible and leaves open what does not', () => {
  expect(decideItems(items, {}, null)).toEqual({ deeds: [{ key: 'project:mill', do: 'keep' }], open: ['Gate'] })
})

it('hands over only to somebody', () => {
  const chosen = { 'project:gate': 'hand-over', 'project:mill': 'drop' } as const
  expect(decideItems(items, chosen, null).open).toEqual(['Gate'])
  expect(decideItems(items, chosen, 'ana' as StaffId)).toEqual({
    deeds: [
      { key: 'project:gate', do: 'hand-over', to: 'ana' },
      { key: 'project:mill', do: 'drop' },
    ],
    open: [],
  })
})

it('hands one item over to somebody of its own, whoever takes over the rest', () => {
  const chosen = { 'project:gate': 'hand-over-to', 'project:mill': 'hand-over' } as const
  expect(decideItems(items, chosen, 'ana' as StaffId).open).toEqual(['Gate'])
  expect(decideItems(items, chosen, 'ana' as StaffId, { 'project:gate': 'ben' as StaffId })).toEqual({
    deeds: [
      { key: 'project:gate', do: 'hand-over', to: 'ben' },
      { key: 'project:mill', do: 'hand-over', to: 'ana' },
    ],
    open: [],
  })
})
