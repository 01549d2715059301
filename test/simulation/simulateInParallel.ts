import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** What many histories came to. */
export interface Simulated {
  histories: number
  entries: number
  readonly failed: string[]
  /** Verdicts and faults. */
  readonly counts: Record<string, number>
  /** Changes that were carried out, by kind. */
  readonly applied: Record<string, number>
}

interface Told {
  readonly histories?: number
  readonly entries?: number
  readonly failed?: readonly string[]
  readonly verdicts?: Record<string, number>
  readonly applied?: Record<string, number>
  readonly faults?: Record<string, number>
}

function add(into: Record<string, number>, more: Record<string, number>): void {
  for (const [key, count] of Object.entries(more)) into[key] = (into[key] ?? 0) + count
}

/** Runs the seeds from `first` on in two processes; `worker` is what `buildSimulation` built. */
export async function simulateInParallel(
  worker: string,
  first: number,
  count: number,
  onFailure: (text: string) => void = () => {},
): Promise<Simulated> {
  const total: Simulated = { histories: 0, entries: 0, failed: [], counts: {}, applied: {} }
  function hear(told: Told): void {
    total.histories += told.histories ?? 0
    total.entries += told.entries ?? 0
    for (const failure of told.failed ?? []) {
      total.failed.push(failure)
      onFailure(failure)
    }
    add(total.counts, { ...told.verdicts, ...told.faults })
    add(total.applied, told.applied ?? {})
  }
  const share = Math.ceil(count / 2)
  await Promise.all(
    [0, 1].map((i) => {
      const seeds = Math.min(share, count - i * share)
      const child = spawn(process.execPath, [worker, String(first + i * share), String(seeds)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      createInterface(child.stdout).on('line', (line) => hear(JSON.parse(line) as Told))
      return new Promise<void>((resolve) => {
        child.on('close', (code) => {
          if (code !== 0) total.failed.push(`A process of the simulation ended with ${code}.`)
          resolve()
        })
      })
    }),
  )
  return total
}
