import { describe, expect, it } from 'vitest'
import { rankColor } from '../../../src/shared/look/rankColor'

describe('rankColor', () => {
  it('runs down the full ladder', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((rank) => rankColor(rank, 7))).toEqual([0, 1, 2, 3, 4, 5, 6])
  })
  it('keeps the colours of short ladders apart', () => {
    expect([0, 1, 2].map((rank) => rankColor(rank, 3))).toEqual([1, 2, 4])
    expect([0, 1].map((rank) => rankColor(rank, 2))).toEqual([1, 4])
  })
  it('never runs out on a long ladder', () => {
    const colors = Array.from({ length: 40 }, (_, rank) => rankColor(rank, 40))
    expect(colors[0]).toBe(0)
    expect(colors[39]).toBe(6)
    expect(colors).toEqual(colors.toSorted((a, b) => a - b))
  })
})
