import { describe, expect, it } from 'vitest'
import { arrangeAttention } from '../../../../src/renderer/features/overview/arrangeAttention'

type Findings = NonNullable<Parameters<typeof arrangeAttention>[1]>

const waiting = (rule: string | null, title: string) =>
  ({ severity: 'medium', title, text: '', go: 'staff', action: 'Open', rule }) as const

function found(
  listed: readonly { rule: string; title: string; severity?: 'high' | 'medium' | 'low' }[],
  rules: readonly { key: string; findings: number; accepted: number }[],
): Findings {
  return {
    findings: listed.map(({ rule, title, severity = 'medium' }) => ({
      key: `${rule}/${title}`,
      rule,
      severity,
      title,
      reason: `${title}.`,
      go: 'audit',
    })),
    rules: rules.map((rule) => ({ ...rule, name: rule.key })),
  } as unknown as Findings
}

describe('what needs attention', () => {
  it('is what waits, before the findings are known', () => {
    expect(arrangeAttention([waiting('idle-invited', '3 invitations are open')], null)).toHaveLength(1)
  })

  it('leaves out what a finding tells more exactly, and what was accepted there', () => {
    const items = [waiting('idle-invited', 'invited'), waiting('no-place', 'no place'), waiting(null, 'new')]
    const findings = found(
      [{ rule: 'idle-invited', title: 'old invitations' }],
      [
        { key: 'idle-invited', findings: 1, accepted: 0 },
        { key: 'no-place', findings: 0, accepted: 1 },
      ],
    )
    expect(arrangeAttention(items, findings).map(({ title }) => title)).toEqual(['old invitations', 'new'])
  })

  it('tells many findings of one rule together, with all of them counted, worst first', () => {
    const listed = [
      { rule: 'cover-ends', title: 'cover', severity: 'high' as const },
      ...Array.from({ length: 5 }, (_, i) => ({ rule: 'undecided', title: `cell ${i}`, severity: 'low' as const })),
    ]
    const findings = found(listed, [
      { key: 'undecided', findings: 61, accepted: 2 },
      { key: 'cover-ends', findings: 1, accepted: 0 },
    ])
    expect(arrangeAttention([waiting('undecided', 'cells')], findings)).toMatchObject([
      { title: 'cover' },
      { title: 'undecided: 61 findings', text: 'cell 0, and 60 more.', go: 'audit?rule=undecided' },
    ])
  })
})
