import type { OperationOutput } from '../../../shared/operations/contract'
import { formatCount } from '../../words/countOf'

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

/** So many findings of one rule are told one by one; more of them as one. */
const toldSingly = 3

/**
 * What somebody should look at, worst first. What the findings tell more exactly, or what was accepted there, is not
 * said twice; many findings of one rule are told together. `findings` null: not known yet.
 *
 * @param findings  those that nobody accepted; of many the first, with all of them counted by rule
 */
export function arrangeAttention(waiting: readonly Waiting[], findings: Findings | null): AttentionItem[] {
  const rules = new Map((findings?.rules ?? []).map((rule) => [rule.key, rule]))
  const isTold = (rule: string) => (rules.get(rule)?.findings ?? 0) + (rules.get(rule)?.accepted ?? 0) > 0
  const isMany = (rule: string) => (rules.get(rule)?.findings ?? 0) > toldSingly
  const listed = findings?.findings ?? []
  const together = [...rules.values()].flatMap(({ key, name, findings: count }): AttentionItem[] => {
    const first = listed.find(({ rule }) => rule === key)
    if (first === undefined || !isMany(key)) return []
    return [
      {
        key,
        severity: first.severity,
        title: `${name}: ${formatCount(count)} findings`,
        text: `${first.title}, and ${formatCount(count - 1)} more.`,
        go: `audit?rule=${key}`,
        action: 'Look',
      },
    ]
  })
  return [
    ...listed
      .filter(({ rule }) => !isMany(rule))
      .map(({ key, severity, title, reason, go }) => ({ key, severity, title, text: reason, go, action: 'Look' })),
    ...together,
    ...waiting
      .filter(({ rule }) => rule === null || !isTold(rule))
      .map(({ severity, title, text, go, action }) => ({ key: `${title}/${go}`, severity, title, text, go, action })),
  ].toSorted((one, other) => order[one.severity] - order[other.severity])
}
