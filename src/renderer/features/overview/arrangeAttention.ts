import type { OperationOutput } from '../../../shared/operations/contract'

type Waiting = OperationOutput<'overview.read'>['attention'][number]
type Findings = OperationOutput<'audit.findings'>

export interface AttentionItem {
  readonly key: string
  readonly severity: Waiting['severity']
  readonly title: string
  readonly text: string
  readonly go: string
  readonly action: string
}

const order = { high: 0, medium: 1, low: 2 } as const

/**
 * What somebody should look at, worst first. What the findings tell more exactly, or what was accepted there, is not
 * said twice. `findings` null: not known yet.
 */
export function arrangeAttention(waiting: readonly Waiting[], findings: Findings | null): AttentionItem[] {
  const told = new Set<string>(findings?.findings.map(({ rule }) => rule) ?? [])
  return [
    ...(findings?.findings ?? [])
      .filter(({ accepted }) => accepted === null)
      .map(({ key, severity, title, reason, go }) => ({ key, severity, title, text: reason, go, action: 'Look' })),
    ...waiting
      .filter(({ rule }) => rule === null || !told.has(rule))
      .map(({ severity, title, text, go, action }) => ({ key: `${title}/${go}`, severity, title, text, go, action })),
  ].toSorted((one, other) => order[one.severity] - order[other.severity])
}
