import { describe, expect, it } from 'vitest'
import {
  arrangeTree,
  possibleParents,
  type TreeFilter,
  type TreePlace,
} from '../../../../src/renderer/features/places/arrangeTree'

const place = (id: string, parent: string | null, more: Partial<TreePlace> = {}): TreePlace => ({
  id,
  kind: id.split(':')[0]!,
  name: id.split(':')[1]!,
  parent,
  isArchived: false,
  people: 0,
  ...more,
})
const places = [
  place('location:north', null),
  place('location:dock-10', 'location:north'),
  place('location:dock-9', 'location:north'),
  place('group:sales', 'location:dock-9'),
  place('location:old', null, { isArchived: true }),
]
const every: TreeFilter = { text: '', kinds: [], withArchived: false }
const lines = (filter: Partial<TreeFilter>, folded: readonly string[] = []) =>
  arrangeTree(places, { ...every, ...filter }, new Set(folded)).map(
    (line) => `${'-'.repeat(line.level)}${line.place.name}${line.isFolded ? '…' : ''}`,
  )

describe('arrangeTree', () => {
  it('puts children under their parents, numbers in their order', () => {
    expect(lines({})).toEqual(['-north', '--dock-9', '---sales', '--dock-10'])
  })
  it('folds what is under a place', () => {
    expect(lines({}, ['location:dock-9'])).toEqual(['-north', '--dock-9…', '--dock-10'])
  })
  it('keeps the way down to what is searched, folded or not', () => {
    expect(lines({ text: 'sal' }, ['location:north'])).toEqual(['-north', '--dock-9', '---sales'])
    expect(lines({ kinds: ['group'] })).toEqual(['-north', '--dock-9', '---sales'])
  })
  it('shows archived places on request', () => {
    expect(lines({ withArchived: true })).toContain('-old')
  })
})

describe('possibleParents', () => {
  it('leaves out the place itself, what is under it, archived places and other kinds', () => {
    const parents = (of: string | null) => possibleParents(places, of, new Set(['location'])).map((each) => each.name)
    expect(parents('location:dock-9')).toEqual(['north', 'dock-10'])
    expect(parents('location:north')).toEqual([])
    expect(parents(null)).toEqual(['north', 'dock-10', 'dock-9'])
  })
})
