import { createHash } from 'node:crypto'
import type { Sources } from '../../src/main/org/personalValues'

/** Ids, salts and keys from a seed, and a clock that goes one second with every look. */
export function seededSources(seed: string, startMs = Date.UTC(2026, 0, 5, 9)): Sources {
  let counter = 0
  let nowMs = startMs
  return {
    random: (count) => {
      const bytes: Uint8Array[] = []
      for (let length = 0; length < count; length += 32) {
        bytes.push(createHash('sha256').update(`${seed}/${counter++}`).digest())
      }
      return Buffer.concat(bytes).subarray(0, count)
    },
    now: () => (nowMs += 1000),
  }
}
