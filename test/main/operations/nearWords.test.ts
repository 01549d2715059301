import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { editsToBeginning, findNearWords } from '../../../src/main/operations/nearWords'

const names = ['smith', 'smythe', 'schmidt', 'ruiz', 'osei', 'ossei', 'johansson', 'jones', 'ana']

describe('words that may have been meant', () => {
  it.each([
    ['smiht', ['smith']],
    ['smth', ['smith', 'smythe']],
    ['smmith', ['smith']],
    ['smitj', ['smith']],
    // Two mistakes are one too many in a short word, and few in a long one.
    ['smihtt', []],
    ['johannsen', ['johansson']],
    // A beginning that somebody is still typing.
    ['johnas', ['johansson']],
    // Three letters are close to everything.
    ['rui', []],
  ])('%s → %s', (typed, near) => {
    expect(findNearWords(typed, names)).toEqual(near)
  })

  it('counts edits as the textbook does', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
    fc.assert(
      fc.property(letters, letters, (typed, word) => {
        const beginnings = Array.from({ length: word.length + 1 }, (_, end) => word.slice(0, end))
        const edits = Math.min(...beginnings.map((beginning) => distance(typed, beginning)))
        for (const most of [0, 1, 2]) expect(editsToBeginning(typed, word, most)).toBe(Math.min(edits, most + 1))
      }),
    )
  })
})

/** Restricted Damerau–Levenshtein by its recursive definition. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const same = a.at(-1) === b.at(-1) ? 0 : 1
  const ways = [
    distance(a.slice(0, -1), b) + 1,
    distance(a, b.slice(0, -1)) + 1,
    distance(a.slice(0, -1), b.slice(0, -1)) + same,
  ]
  if (a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1)) {
    ways.push(distance(a.slice(0, -2), b.slice(0, -2)) + 1)
  }
  return Math.min(...ways)
}
