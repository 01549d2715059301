import { createCipheriv, createHash } from 'node:crypto'
import type { Sources } from '../../org/personalValues'

/** Sources that give the same for the same seed: for samples, never for real people or keys that protect something. */
export interface SeededSources extends Sources {
  setNow(atMs: number): void
}

const poolSize = 65_536

export function seededSources(seed: string, startMs: number): SeededSources {
  const stream = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16))
  const zeros = Buffer.alloc(poolSize)
  let pool = stream.update(zeros)
  let used = 0
  let nowMs = startMs
  return {
    random: (count) => {
      if (used + count > pool.length) {
        pool = stream.update(count > poolSize ? Buffer.alloc(count) : zeros)
        used = 0
      }
      used += count
      return Uint8Array.from(pool.subarray(used - count, used))
    },
    now: () => nowMs,
    setNow: (atMs) => {
      nowMs = atMs
    },
  }
}

/** Choices by chance. */
export interface Dice {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number
  chance(share: number): boolean
  pick<One>(list: readonly One[]): One
  /** Different elements, in the order of the list; all of them when there are no more. */
  pickSome<One>(list: readonly One[], count: number): One[]
}

export function makeDice(sources: Sources): Dice {
  const share = () => {
    const [a, b, c, d] = sources.random(4)
    return (a! * 16_777_216 + b! * 65_536 + c! * 256 + d!) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(share() * limit)
  return {
    below,
    chance: (wanted) => share() < wanted,
    pick: (list) => list[below(list.length)]!,
    pickSome: (list, count) => {
      const chosen = new Set<number>()
      while (chosen.size < Math.min(count, list.length)) chosen.add(below(list.length))
      return [...chosen].toSorted((a, b) => a - b).map((index) => list[index]!)
    },
  }
}
