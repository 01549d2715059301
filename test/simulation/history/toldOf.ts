import type { SettledJson } from '../oracle/readSettled'
import type { Run } from './Run'

/** What one history came to. */
export interface Told {
  readonly seed: number
  /** Empty when everything held. */
  readonly wrong: readonly string[]
  readonly entries: number
  readonly verdicts: Record<string, number>
  /** Changes that were carried out, by kind. */
  readonly applied: Record<string, number>
  readonly faults: Record<string, number>
}

/** `line`: what was settled in the history; nothing where it stopped. */
export function toldOf({ seed, wrong, faults }: Run, line: readonly SettledJson[]): Told {
  const verdicts = count(line.map(({ entry }) => entry.verdict as string))
  const applied = count(
    line.flatMap(({ entry, change }) => (entry.verdict === 'applied' ? [change.kind as string] : [])),
  )
  return { seed, wrong, entries: line.length, verdicts, applied, faults }
}

function count(words: readonly string[]): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const word of words) counted[word] = (counted[word] ?? 0) + 1
  return counted
}
