import type { Steps } from '../../org/runInSteps'
import { findAblePeople } from './findAblePeople'
import { findGrantTroubles } from './findGrantTroubles'
import { findPeopleTroubles } from './findPeopleTroubles'
import type { Checking, Finding } from './Finding'
import type { FindingRule, Severity } from './findingRules'

const weight: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 }

/**
 * Everything that the rules find, worst first. Pure but for what `checking` reads; yields the rules done, so that it can
 * be followed and stopped.
 */
export function* findFindings(checking: Checking, rules: readonly FindingRule[]): Steps<Finding[]> {
  const found: Finding[] = []
  for (const [index, rule] of rules.entries()) {
    yield index
    found.push(...(yield* runCheck(checking, rule, index)))
  }
  return found.toSorted((a, b) => weight[a.severity] - weight[b.severity])
}

function* runCheck(checking: Checking, rule: FindingRule, done: number): Steps<Finding[]> {
  switch (rule.check) {
    case 'able-people':
      return yield* findAblePeople(checking, rule, done)
    case 'rank-inversion':
    case 'wider-than-default':
    case 'never-applies':
    case 'view-not-permitted':
    case 'product-unassigned':
    case 'undecided':
      return findGrantTroubles(checking, rule)
    case 'crowded-top':
    case 'no-place':
    case 'idle-invited':
    case 'cover-ends':
    case 'cover-ended':
    case 'not-purged':
    case 'expectation':
    case 'no-review':
      return findPeopleTroubles(checking, rule)
  }
}
