import { describe, expect, test } from 'vitest'
import { IdNumbers } from '../../../src/main/engine/idNumbers'

describe('numbers by id', () => {
  test('are given in turn, once each', () => {
    const numbers = new IdNumbers<string>()
    expect(['b', 'a', 'b', 'c'].map((id) => numbers.give(id))).toEqual([0, 1, 0, 2])
    expect(numbers.count).toBe(3)
    expect(numbers.get('a')).toBe(1)
  })

  test('know no name that objects have by themselves, and take it for an id like any other', () => {
    const numbers = new IdNumbers<string>()
    const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0', '']
    for (const id of odd) expect(numbers.get(id)).toBeUndefined()
    expect(odd.map((id) => numbers.give(id))).toEqual([0, 1, 2, 3, 4, 5])
    expect(odd.map((id) => numbers.get(id))).toEqual([0, 1, 2, 3, 4, 5])
  })
})
