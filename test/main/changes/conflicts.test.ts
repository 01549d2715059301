import { expect, it } from 'vitest'
import { changeBodies, type ChangeKind } from '../../../src/shared/domain/change'
import { cannotMeet, editsOf } from './conflicts/edits'
import { authorsLost, meetAll } from './conflicts/meetings'
import { kindsOf } from './conflicts/meet'
import { aScene } from './conflicts/scene'
import { writePage } from './conflicts/writePage'

const scenes = [aScene('any'), aScene('up-only')] as const
/** What a ladder that goes up only decides otherwise, and what is there only. */
const ofLadders: readonly ChangeKind[] = ['staff.setRole', 'staff.demote', 'staff.reassign', 'role.move']
const met = [
  meetAll(scenes[0]),
  meetAll(scenes[1], (edit) => kindsOf(edit).some((kind) => ofLadders.includes(kind))),
] as const
const groups = editsOf(scenes[0])

it('tries an edit of every kind of change, but for those that are said to meet none', () => {
  const tried = new Set(met.flatMap(({ edits }) => edits.flatMap(kindsOf)))
  const apart = Object.keys(cannotMeet)
  expect([...tried].filter((kind) => apart.includes(kind))).toEqual([])
  expect([...tried, ...apart].toSorted()).toEqual(Object.keys(changeBodies).toSorted())
})

it('tries every two kinds of change with each other', () => {
  const kinds = Object.keys(changeBodies).filter((kind) => !(kind in cannotMeet)) as ChangeKind[]
  const tried = new Set(met.flatMap(({ kindPairs }) => [...kindPairs]))
  const missing = kinds.flatMap((one) => kinds.map((other) => [one, other].toSorted().join(' ')))
  expect(missing.filter((pair) => !tried.has(pair))).toEqual([])
})

it('has an organization in which each edit goes through when it is alone', () => {
  const through = new Set(met.flatMap(({ edits }) => edits.map(({ says }) => says)))
  const all = groups.flatMap(({ edits }) => edits.map(({ says }) => says))
  expect(all.filter((says) => !through.has(says))).toEqual([])
  expect(new Set(all).size).toBe(all.length)
})

it('refuses whatever somebody did who was removed, or lost the role or the key, before it settled', () => {
  const { causes, others } = authorsLost(scenes[0])
  expect(causes.map(({ refused }) => refused > 70)).toEqual([true, true, true])
  // One's own key takes no right to revoke.
  const through = others.filter(({ end }) => end.verdict === 'applied')
  expect(through.map(({ first, second }) => [first.says, second.says])).toEqual([
    ['make Abe a member', 'revoke the counter’s key'],
  ])
})

it('writes down how every two edits that can meet end, in both orders', async () => {
  const page = writePage(groups, met, authorsLost(scenes[0]))
  // The scene of the requirement: a promotion meets a removal.
  const row = page.split('\n').find((line) => line.startsWith('| remove Bo;') && line.includes('make Bo a manager;'))
  expect(row).toMatch(/\*\*held\*\*: Bo was removed. Restore them first. \|$/)
  await expect(page).toMatchFileSnapshot('../../../docs/conflicts.md')
})
