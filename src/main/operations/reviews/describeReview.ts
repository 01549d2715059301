import type { ChangeRow } from '../../../shared/domain/change'
import type { OrgState } from '../../../shared/domain/orgState'
import type { ReviewDecisions, ReviewHead } from '../../../shared/domain/review'
import { findReviewHead } from './readReview'

/** What an edit did to access reviews, as sentences of the history: one for the review, one for all decisions. */
export function describeReview(state: OrgState, rows: readonly ChangeRow<'document.set'>[]): string[] {
  const heads = rows.filter(({ key }) => !key.includes('/'))
  if (heads.length > 0) return heads.map(describeHead)
  let decided = 0
  for (const { from, to } of rows) decided += countChanged(from, to)
  if (decided === 0) return []
  const key = rows[0]!.key.split('/')[0]!
  const people = decided === 1 ? '1 person' : `${decided.toLocaleString('en')} people`
  return [`decided about ${people} in the access review “${findReviewHead(state, key)?.name ?? key}”`]
}

function describeHead({ from, to }: ChangeRow<'document.set'>): string {
  const head = (to ?? from) as ReviewHead | null
  const named = `the access review “${head?.name ?? ''}”`
  if (to === null) return `struck out ${named}`
  if (from === null) return `froze ${named}`
  return head?.finishedAtMs === null ? `opened ${named} again` : `finished ${named}`
}

function countChanged(from: unknown, to: unknown): number {
  const before = (from as ReviewDecisions | null)?.decisions ?? {}
  const after = (to as ReviewDecisions | null)?.decisions ?? {}
  const ids = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof typeof after>
  return [...ids].filter((id) => JSON.stringify(before[id]) !== JSON.stringify(after[id])).length
}
