import { describe, expect, test } from 'vitest'
import { packEnds } from '../../../src/main/engine/packEnds'

describe('ends of assignments', () => {
  test.for([
    ['no end at all', [Infinity, Infinity]],
    ['a few, some alike', [5, Infinity, 7, 5, Infinity]],
    ['more different ones than 16 bits can number', Array.from({ length: 70_000 }, (_, number) => number)],
  ] as const)('%s: each assignment keeps its own', ([, untilMs]) => {
    const { assignedEnd, endsMs } = packEnds(untilMs)
    expect(Array.from(assignedEnd, (number) => endsMs[number])).toEqual(untilMs)
    expect(endsMs.length).toBe(new Set([Infinity, ...untilMs]).size)
  })
})
