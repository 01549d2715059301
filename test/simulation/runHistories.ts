import type { HistoryOptions } from './history/HistoryOptions'
import { runHistory } from './history/runHistory'
import type { Told } from './history/toldOf'

export interface Summary {
  readonly histories: number
  readonly entries: number
  readonly verdicts: Record<string, number>
  readonly applied: Record<string, number>
  readonly faults: Record<string, number>
  readonly failed: readonly Told[]
}

/** Runs histories with seeds from `first` on. Stops early when `most` of them failed. */
export async function runHistories(first: number, count: number, most = 5, options?: HistoryOptions): Promise<Summary> {
  const verdicts: Record<string, number> = {}
  const applied: Record<string, number> = {}
  const faults: Record<string, number> = {}
  const failed: Told[] = []
  let entries = 0
  let histories = 0
  for (let seed = first; seed < first + count && failed.length < most; seed += 1) {
    const told = await runHistory(seed, options)
    histories += 1
    entries += told.entries
    add(verdicts, told.verdicts)
    add(applied, told.applied)
    add(faults, told.faults)
    if (told.wrong.length > 0) failed.push(told)
  }
  return { histories, entries, verdicts, applied, faults, failed }
}

export function add(into: Record<string, number>, more: Record<string, number>): void {
  for (const [key, count] of Object.entries(more)) into[key] = (into[key] ?? 0) + count
}

export function describeFailure({ seed, wrong }: Told): string {
  return `seed ${seed}:\n  ${wrong.slice(0, 5).join('\n  ')}`
}
