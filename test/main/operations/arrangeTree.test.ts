import { describe, expect, it } from 'vitest'
import { arrangeTree, type TreeFilter } from '../../../src/main/operations/arrangeTree'
import type { PlaceId } from '../../../src/shared/domain/ids'
import type { Place } from '../../../src/shared/domain/orgState'

const place = (id: string, parent: string | null, more: Partial<Place> = {}): Place => ({
  id: id as PlaceId,
  name: id.split(':')[1]!,
  parent: parent as PlaceId | null,
  isArchived: false,
  ...more,
})
const few = [
  place('location:north', null),
  place('location:dock-10', 'location:north'),
  place('location:dock-9', 'location:north'),
  place('group:sales', 'location:dock-9'),
  place('location:old', null, { isArchived: true }),
]
const lines = (filter: Partial<Omit<TreeFilter, 'toggled'>>, toggled: readonly string[] = [], places = few) =>
  arrangeTree(new Map(places.map((one) => [one.id, one])), {
    search: '',
    kinds: [],
    archived: false,
    ...filter,
    toggled: new Set(toggled as PlaceId[]),
  }).map((line) => `${'-'.repeat(line.level)}${line.place.name}${line.isFolded ? '…' : ''}`)

describe('arrangeTree', () => {
  it('puts children under their parents, numbers in their order', () => {
    expect(lines({})).toEqual(['-north', '--dock-9', '---sales', '--dock-10'])
  })
  it('folds what is under a place', () => {
    expect(lines({}, ['location:dock-9'])).toEqual(['-north', '--dock-9…', '--dock-10'])
  })
  it('keeps the way down to what is searched, folded or not', () => {
    expect(lines({ search: 'sal' }, ['location:north'])).toEqual(['-north', '--dock-9', '---sales'])
    expect(lines({ search: 'DOCK 9' })).toEqual(['-north', '--dock-9'])
    expect(lines({ kinds: ['group'] })).toEqual(['-north', '--dock-9', '---sales'])
  })
  it('shows archived places on request', () => {
    expect(lines({ archived: true })).toContain('-old')
  })
  it('starts a large tree with the two upper levels, and unfolds what is asked', () => {
    const many = Array.from({ length: 400 }, (_, index) => place(`group:g${index}`, 'location:dock-9'))
    expect(lines({}, [], [...few, ...many])).toEqual(['-north', '--dock-9…', '--dock-10'])
    expect(lines({}, ['location:dock-9'], [...few, ...many])).toHaveLength(404)
  })
})
