import { createHash } from 'node:crypto'
import { documentKey } from '../../shared/domain/documents'
import type { OrgState } from '../../shared/domain/orgState'
import type { Checking, Finding } from '../audit/findings/Finding'
import { findFindings } from '../audit/findings/findFindings'
import { type FindingRule, shippedFindingRules } from '../audit/findings/findingRules'
import type { Org } from '../org/Org'
import { runAtOnce, runInSteps, type Steps, type Watch } from '../org/runInSteps'
import { readRemovedAt } from '../store/queries/log'
import { checkExpectations } from './checkExpectations'
import { mayReview } from './reviews/mayReview'
import { lastFinished } from './reviews/readReview'
import { seeingPerson, seenBy } from './seenBy'

export interface Accepted {
  readonly reason: string
  readonly untilMs: number | null
  readonly acceptedAtMs: number
  readonly by: string
}

/** Findings age: what ends soon is another answer tomorrow. */
const freshMs = 5 * 60_000

const knownByOrg = new WeakMap<
  Org,
  { readonly at: string; readonly atMs: number; readonly findings: readonly Finding[] }
>()

/** The findings of the organization for its reader, worked out once for each state. Undefined when cancelled. */
export async function readFindings(
  org: Org,
  watch: Watch,
  rules: readonly FindingRule[] = shippedFindingRules(),
): Promise<readonly Finding[] | undefined> {
  const known = knownFindings(org, rules)
  if (known !== undefined) return known
  // Edits may be made between the steps.
  const at = stampOf(org)
  const steps = runInSteps(findFindings(checkingOf(org), rules), watch, 'Looking for findings', rules.length)
  const found = await steps
  return found === undefined ? undefined : remember(org, rules, found.value, at)
}

/** The same at once, for an edit that names one of them. */
export function readFindingsAtOnce(org: Org): readonly Finding[] {
  const rules = shippedFindingRules()
  return knownFindings(org, rules) ?? remember(org, rules, runAtOnce(findingSteps(org)), stampOf(org))
}

export function findingSteps(org: Org): Steps<Finding[]> {
  return findFindings(checkingOf(org), shippedFindingRules())
}

function stampOf(org: Org): string {
  const { hiddenRoles, places } = seenBy(org)
  return `${org.stamp()} ${hiddenRoles.join()} ${places?.join() ?? '*'}`
}

function knownFindings(org: Org, rules: readonly FindingRule[]): readonly Finding[] | undefined {
  const known = knownByOrg.get(org)
  const isFresh = rules === shippedFindingRules() && known?.at === stampOf(org) && org.now() - known.atMs < freshMs
  return isFresh ? known.findings : undefined
}

function remember(
  org: Org,
  rules: readonly FindingRule[],
  findings: readonly Finding[],
  at: string,
): readonly Finding[] {
  if (rules === shippedFindingRules()) knownByOrg.set(org, { at, atMs: org.now(), findings })
  return findings
}

function checkingOf(org: Org): Checking {
  const removedAt = readRemovedAt(org.store.db)
  const { hiddenRoles, maskedRoles, places, self } = seenBy(org)
  const seesEverybody = self === null || (places === null && hiddenRoles.length === 0 && maskedRoles.length === 0)
  return {
    state: org.state(),
    rules: org.rules(),
    atMs: org.now(),
    sees: (staffId) => (seesEverybody ? 'full' : seeingPerson(org, staffId)),
    lastReviewedAtMs: () =>
      mayReview(org) === null ? (lastFinished(org.state())?.head.finishedAtMs ?? null) : undefined,
    removedAtMs: (staffId) => removedAt.get(staffId),
    failedExpectations: () =>
      checkExpectations(org)
        .filter(({ verdict }) => verdict === 'broken')
        .map(({ key, title, because }) => ({
          key,
          text: `“${title}” does not hold${because === null ? '' : `: ${because}`}`,
          people: [],
        })),
  }
}

/** Where it is written down that a finding was accepted. Keys of places may hold letters that a document's key may not. */
export function acceptedKey(key: string): string {
  if (/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,149}$/.test(key)) return key
  return `${key.slice(0, key.indexOf('/'))}/${createHash('sha256').update(key).digest('hex').slice(0, 32)}`
}

/** How a finding was accepted; null when it was not, or no longer is. */
export function findAccepted(state: OrgState, key: string, atMs: number): Accepted | null {
  const value = state.documents.get(documentKey('finding', acceptedKey(key)))?.value as Accepted | undefined
  if (value === undefined || (value.untilMs !== null && value.untilMs <= atMs)) return null
  return value
}
