import { createHash } from 'node:crypto'

/** Median of `runs` timings of `work`, in milliseconds; one more run before them warms up. */
export async function medianMs(runs: number, work: () => void | Promise<void>): Promise<number> {
  await work()
  const timesMs: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const startMs = performance.now()
    await work()
    timesMs.push(performance.now() - startMs)
  }
  return timesMs.sort((one, other) => one - other)[runs >> 1]!
}

/**
 * Medians of several kinds of work, in milliseconds, each done `runs` times and in turn: what slows the machine for a
 * while slows all of them, and each finds the caches as the others leave them.
 */
export async function mediansInTurn<Name extends string>(
  runs: number,
  works: Readonly<Record<Name, () => void | Promise<void>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(works) as Name[]
  const timesMs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let run = -2; run < runs; run += 1) {
    for (const name of names) {
      const startMs = performance.now()
      await works[name]()
      if (run >= 0) timesMs[name].push(performance.now() - startMs)
    }
  }
  const medians = names.map((name) => [name, timesMs[name].sort((one, other) => one - other)[runs >> 1]!])
  return Object.fromEntries(medians) as Record<Name, number>
}

/** Bytes of heap and array buffers in use after garbage is collected. Needs `--expose-gc`. */
export function usedBytes(): number {
  for (let round = 0; round < 3; round += 1) globalThis.gc!()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

export function hashOf(answers: readonly boolean[]): string {
  return createHash('sha256')
    .update(Uint8Array.from(answers, (answer) => (answer ? 1 : 0)))
    .digest('hex')
    .slice(0, 12)
}
