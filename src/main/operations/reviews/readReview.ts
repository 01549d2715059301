import { type DocumentValue, documentKey } from '../../../shared/domain/documents'
import type { OrgState } from '../../../shared/domain/orgState'
import type {
  FrozenHolding,
  FrozenPerson,
  ReviewDecided,
  ReviewDecisions,
  ReviewHead,
} from '../../../shared/domain/review'
import type { Org } from '../../org/Org'
import { inSightOf } from './reviewScope'

/** One person of a review, with what was decided; `page` is where the decision is written down. */
export interface Reviewed {
  readonly page: number
  readonly frozen: FrozenPerson
  readonly decided: ReviewDecided | null
}

export interface Review {
  readonly key: string
  readonly head: ReviewHead
  /** Those whom the reader may see, in the frozen order. */
  readonly people: readonly Reviewed[]
}

// The collection's schema has checked every document at the door.
function documentOf<Value>(state: OrgState, key: string): Value | undefined {
  return state.documents.get(documentKey('review', key))?.value as Value | undefined
}

export function findReviewHead(state: OrgState, key: string): ReviewHead | undefined {
  const head = documentOf<ReviewHead>(state, key)
  return head?.part === 'review' ? head : undefined
}

export function listReviewHeads(state: OrgState): { readonly key: string; readonly head: ReviewHead }[] {
  return [...state.documents.values()]
    .filter(({ collection, value }) => collection === 'review' && value['part'] === 'review')
    .map(({ key, value }) => ({ key, head: value as unknown as ReviewHead }))
    .toSorted((a, b) => b.head.startedAtMs - a.head.startedAtMs || (a.key < b.key ? -1 : 1))
}

/** The newest finished review; undefined without any. */
export function lastFinished(state: OrgState): { readonly key: string; readonly head: ReviewHead } | undefined {
  return listReviewHeads(state)
    .filter(({ head }) => head.finishedAtMs !== null)
    .toSorted((a, b) => b.head.n - a.head.n)[0]
}

export function readReview(org: Org, key: string): Review | undefined {
  const state = org.state()
  const head = findReviewHead(state, key)
  if (head === undefined) return undefined
  const isInSight = inSightOf(org)
  const people: Reviewed[] = []
  for (let page = 0; page < head.pages; page += 1) {
    const { people: frozenPeople = [] } = documentOf<{ people?: FrozenPerson[] }>(state, `${key}/people/${page}`) ?? {}
    const decisions = decisionsOf(state, key, page)?.decisions
    for (const frozen of frozenPeople) {
      if (isInSight(frozen.id)) people.push({ page, frozen, decided: decisions?.[frozen.id] ?? null })
    }
  }
  return { key, head, people }
}

export function decisionsOf(state: OrgState, key: string, page: number): ReviewDecisions | undefined {
  return documentOf(state, decisionsKey(key, page))
}

export function decisionsKey(key: string, page: number): string {
  return `${key}/decisions/${page}`
}

/** What the people of a review held, by the number that `FrozenPerson.hold` names. */
export function readHoldings(state: OrgState, { key, head }: Pick<Review, 'key' | 'head'>): FrozenHolding[] {
  return Array.from({ length: head.holdingPages }, (_, page) => page).flatMap(
    (page) => documentOf<{ holdings: FrozenHolding[] }>(state, `${key}/holdings/${page}`)?.holdings ?? [],
  )
}

/** Every document of a review with its value, for striking it out. */
export function documentsOf(state: OrgState, { key, head }: Pick<Review, 'key' | 'head'>): [string, DocumentValue][] {
  const keys = [key]
  for (let page = 0; page < head.pages; page += 1) keys.push(`${key}/people/${page}`, decisionsKey(key, page))
  for (let page = 0; page < head.holdingPages; page += 1) keys.push(`${key}/holdings/${page}`)
  return keys.flatMap((one): [string, DocumentValue][] => {
    const value = documentOf<DocumentValue>(state, one)
    return value === undefined ? [] : [[one, value]]
  })
}

export function countDecisions(people: readonly Reviewed[]): Record<'decided' | ReviewDecided['decision'], number> {
  const counts = { decided: 0, keep: 0, remove: 0, ask: 0 }
  for (const { decided } of people) {
    if (decided === null) continue
    counts.decided += 1
    counts[decided.decision] += 1
  }
  return counts
}

export function isOpen({ head }: Pick<Review, 'head'>): boolean {
  return head.finishedAtMs === null
}
