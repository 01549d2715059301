import { expect, it } from 'vitest'
import { arrangePicks, openAtFirst, type PickablePlace } from '../../../src/renderer/components/arrangePicks'

const place = (id: string, parent: string | null = null, isMine = false): PickablePlace => ({
  id,
  name: id,
  kind: 'location',
  parent,
  ...(isMine ? {} : { refusedBecause: 'You are not assigned there.' }),
})
const shown = (places: readonly PickablePlace[], open = openAtFirst(places)) =>
  arrangePicks(places, '', null, open, new Set()).map(({ place: { id }, level }) => `${level} ${id}`)

it('begins with the branch where something can be given, and opens the way to it in a tree of any size', () => {
  const mine = [place('north'), place('yard', 'north', true), place('bay', 'yard', true), place('depot', 'north')]
  const others = Array.from({ length: 80 }, (_, i) => place(`a${String(i).padStart(2, '0')}`))
  // Below what can be given, a large tree stays folded.
  expect(shown([...others, ...mine]).slice(0, 4)).toEqual(['1 north', '2 yard', '2 depot', '1 a00'])
  expect(shown([others[0]!, ...mine])).toEqual(['1 north', '2 yard', '3 bay', '2 depot', '1 a00'])
})

it('leaves a large tree folded, in the order of its names, when everything can be given', () => {
  const places = Array.from({ length: 40 }, (_, i) => [
    place(`p${String(i).padStart(2, '0')}`, null, true),
    place(`q${String(i).padStart(2, '0')}`, `p${String(i).padStart(2, '0')}`, true),
  ]).flat()
  expect(shown(places).slice(0, 3)).toEqual(['1 p00', '1 p01', '1 p02'])
  expect(shown(places)).toHaveLength(40)
})

it('leaves what somebody has already where it lies, with what comes with it', () => {
  const places = [
    { ...place('region', null, true), isTaken: true },
    place('site', 'region', true),
    place('other', null, true),
  ]
  const lines = arrangePicks(places, '', null, openAtFirst(places), new Set())
  expect(lines.map(({ place: { id }, level, isIncluded }) => [id, level, isIncluded])).toEqual([
    ['other', 1, false],
    ['region', 1, false],
    ['site', 2, true],
  ])
})
