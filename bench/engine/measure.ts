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
