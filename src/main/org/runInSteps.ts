/** Long work that can be stopped: yields how much is done, returns its value. */
export type Steps<Value> = Generator<number, Value, void>

/** Who waits for long work. */
export interface Watch {
  /** `total` is 0 while unknown. */
  onProgress?(phase: string, done: number, total: number): void
  isCancelled?(): boolean
}

/** Long enough to get on, short enough that a window stays smooth (a frame is 16 ms). */
const sliceMs = 12

/** Runs the steps in slices, letting the event loop turn between them. Undefined when cancelled. */
export async function runInSteps<Value>(
  steps: Steps<Value>,
  watch: Watch,
  phase: string,
  total: number,
): Promise<{ readonly value: Value } | undefined> {
  for (;;) {
    if (watch.isCancelled?.() === true) return undefined
    const sliceEnds = performance.now() + sliceMs
    let step = steps.next()
    while (step.done !== true && performance.now() < sliceEnds) step = steps.next()
    if (step.done === true) {
      watch.onProgress?.(phase, total, total)
      return { value: step.value }
    }
    // Totals are estimates; nothing is more than done.
    watch.onProgress?.(phase, total === 0 ? step.value : Math.min(step.value, total), total)
    await new Promise(setImmediate)
  }
}

/** Runs the steps to their end at once. */
export function runAtOnce<Value>(steps: Steps<Value>): Value {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}
