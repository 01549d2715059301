import { reachContains, type Reach } from '../../../shared/domain/reach'

interface Step {
  readonly permission: string
  readonly name: string
  readonly before: Reach
  readonly after: Reach
}

interface Comparison {
  readonly gained: readonly Step[]
  readonly lost: readonly Step[]
  readonly same: readonly Step[]
}

export interface ComparedLine {
  readonly permission: string
  readonly name: string
  readonly upper: Reach
  readonly lower: Reach
  /** `other`: two reaches of which neither contains the other. */
  readonly kind: 'gain' | 'loss' | 'other' | 'same'
}

/**
 * One line for each permission: what the upper rung gains, what it loses, what is merely different, then the same.
 *
 * @param compared  role.compare from the lower rung (before) to the upper one (after)
 */
export function arrangeComparison(compared: Comparison, withSame: boolean): readonly ComparedLine[] {
  const byPermission = new Map<string, ComparedLine>()
  for (const step of [...compared.gained, ...compared.lost, ...(withSame ? compared.same : [])]) {
    byPermission.set(step.permission, {
      permission: step.permission,
      name: step.name,
      upper: step.after,
      lower: step.before,
      kind: kindOf(step),
    })
  }
  const order = { gain: 0, loss: 1, other: 2, same: 3 }
  return [...byPermission.values()].toSorted((a, b) => order[a.kind] - order[b.kind])
}

function kindOf({ before, after }: Step): ComparedLine['kind'] {
  if (before === after) return 'same'
  if (reachContains(after, before)) return 'gain'
  if (reachContains(before, after)) return 'loss'
  return 'other'
}

/** "Neither contains the other: 9 only here, 6 only there." */
export function summarizeComparison(compared: Comparison, upper: string, lower: string): string {
  const gains = compared.gained.length
  const losses = compared.lost.length
  if (gains === 0 && losses === 0) return 'Both hold the same.'
  if (losses === 0) return `${upper} holds everything ${lower} holds, and ${gains} more.`
  if (gains === 0) return `${lower} holds everything ${upper} holds, and ${losses} more.`
  return `Neither contains the other: ${gains} more for ${upper}, ${losses} more for ${lower}.`
}
