import type { EntryRecord, Intent, Verdict } from '../domain/change'

/** How one row of a settled change ended. */
export interface SettledOutcome {
  readonly verdict: Verdict
  readonly because?: string | undefined
}

/** How each row of a settled change ended, as its entry says it. */
export function rowOutcomes(
  { verdict, facts }: Pick<EntryRecord, 'verdict' | 'facts'>,
  count: number,
): SettledOutcome[] {
  if (facts.rows === undefined) {
    const outcome: SettledOutcome = { verdict, ...(facts.because === undefined ? {} : { because: facts.because }) }
    return Array.from({ length: count }, () => outcome)
  }
  const outcomes: SettledOutcome[] = Array.from({ length: count }, () => ({ verdict: 'applied' }))
  for (const { row, ...outcome } of facts.rows) if (row < count) outcomes[row] = outcome
  return outcomes
}

/** The rows that were carried out, as a change; null when none was. */
export function appliedPart(intent: Intent, outcomes: readonly SettledOutcome[]): Intent | null {
  if (outcomes.every(({ verdict }) => verdict === 'applied')) return intent
  if (intent.kind === 'org.create') return null
  const rows = (intent.body.rows as readonly unknown[]).filter((_, i) => outcomes[i]?.verdict === 'applied')
  return rows.length === 0 ? null : ({ ...intent, body: { ...intent.body, rows } } as Intent)
}
