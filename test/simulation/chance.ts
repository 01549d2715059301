/** Chance from a seed: the same seed, the same history. */
export interface Chance {
  next(): number
  below(count: number): number
  isHit(share: number): boolean
  pick<Value>(from: readonly Value[]): Value
  bytes(count: number): Uint8Array
}

export function chanceFrom(seed: number): Chance {
  let a = (seed ^ 0x9e3779b9) >>> 0
  const next = () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), a | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let i = 0; i < 4; i += 1) next()
  return {
    next,
    below: (count) => Math.floor(next() * count),
    isHit: (share) => next() < share,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    bytes: (count) => Uint8Array.from({ length: count }, () => Math.floor(next() * 256)),
  }
}
