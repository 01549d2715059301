export interface RunningJobs {
  /** Runs one call under its name, if it has one. */
  run<Value>(job: unknown, call: () => Promise<Value>): Promise<Value>
  /** Asks the calls that run under this name to stop; without one nothing happens, and nothing is kept. */
  cancel(job: string): void
  isCancelled(job: string): boolean
}

/** Which calls run under a name, and which of them were asked to stop: from the call itself to its answer. */
export function runningJobs(): RunningJobs {
  const calls = new Map<string, { count: number; isCancelled: boolean }>()
  return {
    run: async (job, call) => {
      if (typeof job !== 'string') return call()
      const running = calls.get(job) ?? { count: 0, isCancelled: false }
      running.count += 1
      calls.set(job, running)
      try {
        return await call()
      } finally {
        running.count -= 1
        if (running.count === 0) calls.delete(job)
      }
    },
    cancel: (job) => {
      const running = calls.get(job)
      if (running !== undefined) running.isCancelled = true
    },
    isCancelled: (job) => calls.get(job)?.isCancelled === true,
  }
}
