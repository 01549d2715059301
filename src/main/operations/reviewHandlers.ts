import { createHash } from 'node:crypto'
import type { ChangeRow, Intent } from '../../shared/domain/change'
import type { DocumentValue } from '../../shared/domain/documents'
import type { StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { ReviewDecided, ReviewHead } from '../../shared/domain/review'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import type { ApplyFailure, Org } from '../org/Org'
import { runInSteps, type Watch } from '../org/runInSteps'
import { listStaff } from '../store/queries/listStaff'
import { listSubjectsSince } from '../store/queries/log'
import { reachWords } from './describeCell'
import { findVisible, permissionName, presentApplied } from './present'
import { freezeReview } from './reviews/freezeReview'
import { judgeRemovals } from './reviews/judgeRemovals'
import { mayReview } from './reviews/mayReview'
import { presentReview, presentReviewed } from './reviews/presentReview'
import {
  countDecisions,
  decisionsKey,
  decisionsOf,
  documentsOf,
  findReviewHead,
  isOpen,
  lastFinished,
  listReviewHeads,
  readHoldings,
  readReview,
  type Review,
  type Reviewed,
} from './reviews/readReview'
import { describeScope, findInScope, scopeName, scopeProblem, seesEverybody } from './reviews/reviewScope'
import { seenBy } from './seenBy'
import type { OrgHandlers } from './session'
import { noSuchPerson, nothingToChange } from './staffEdits'

type Handled = Extract<keyof OrgHandlers, `review.${string}`>
type Narrowing = Pick<OperationInput<'review.people'>, 'only' | 'search'>

/** Documents of one change: large ones, so that a change stays small enough to travel. */
const documentsPerChange = 4
const longestSlug = 40

export const reviewHandlers: Pick<OrgHandlers, Handled> = {
  'review.list': (org) => {
    const refusal = mayReview(org)
    if (refusal !== null) return refusal
    return done(listReviewHeads(org.state()).map(({ key }) => presentReview(org, readReview(org, key)!)))
  },

  'review.read': (org, { key }) => {
    const review = openReview(org, key)
    return review.ok ? done(presentReview(org, review.value)) : review
  },

  'review.preview': (org, { scope }) => {
    const problem = mayReview(org) ?? scopeProblem(org.state(), scope)
    if (problem !== null) return problem
    return done({
      people: findInScope(org, scope).length,
      text: describeScope(org.state(), scope),
      isWhole: seesEverybody(org),
    })
  },

  'review.start': (org, { scope, name, job }, session) =>
    session.watch(job, async (watch) => {
      const state = org.state()
      const problem = mayReview(org) ?? scopeProblem(state, scope)
      if (problem !== null) return problem
      const found = findInScope(org, scope)
      if (found.length === 0) return failed('nobody', 'Nobody whom you may see is in this scope.')
      const { n } = org.revision()
      const last = lastFinished(state)
      const changed = new Set(last === undefined ? [] : listSubjectsSince(org.store.db, last.head.n, n))
      const people = [...found.filter(({ id }) => changed.has(id)), ...found.filter(({ id }) => !changed.has(id))]
      const run = await runInSteps(freezeReview(org, people, changed), watch, 'Freezing', people.length)
      if (run === undefined) return failed('cancelled', 'Stopped. Nothing was frozen.')
      const startedAtMs = org.now()
      const key = newKey(org, scopeName(state, scope), startedAtMs)
      const head: ReviewHead = {
        part: 'review',
        name: name ?? `Access review of ${scopeName(state, scope)}`.slice(0, 200),
        scope,
        n,
        startedAtMs,
        startedBy: org.actor!,
        isWhole: seesEverybody(org),
        people: people.length,
        pages: run.value.people.length,
        holdingPages: run.value.holdings.length,
        finishedAtMs: null,
        finishedBy: null,
      }
      const applied = await writeDown(
        org,
        [
          newRow(key, head as unknown as DocumentValue),
          ...run.value.holdings.map((value, page) => newRow(`${key}/holdings/${page}`, value)),
          ...run.value.people.map((value, page) => newRow(`${key}/people/${page}`, value)),
        ],
        watch,
      )
      return applied.ok ? done({ ...applied.value, key, people: people.length }) : applied
    }),

  'review.people': (org, { key, offset, limit, ...narrowing }) => {
    const review = openReview(org, key)
    if (!review.ok) return review
    const chosen = narrow(org, review.value, narrowing)
    return done({
      total: chosen.length,
      rows: presentReviewed(org, review.value, chosen.slice(offset, offset + limit)),
    })
  },

  'review.holding': (org, { key, staffId }) => {
    const review = openReview(org, key)
    if (!review.ok) return review
    const found = review.value.people.find(({ frozen }) => frozen.id === staffId)
    if (found === undefined) return noSuchPerson
    const held = readHoldings(org.state(), review.value)[found.frozen.hold] ?? {}
    return done(
      Object.entries(held).map(([permission, reach]) => ({
        permission,
        name: permissionName(org.state(), permission),
        reach: reachWords[reach],
      })),
    )
  },

  'review.decide': (org, { key, who, decision, reason, job }, session) =>
    session.watch(job, async (watch) => {
      const review = openReview(org, key)
      if (!review.ok) return review
      if (!isOpen(review.value)) return reviewFinished
      const ids = 'ids' in who ? new Set(who.ids) : null
      const asked =
        ids === null
          ? narrow(org, review.value, (who as { filter: Narrowing }).filter)
          : review.value.people.filter(({ frozen }) => ids.has(frozen.id))
      const needsReason = ({ frozen }: Reviewed) => frozen.id === org.actor && decision !== null && !reason
      if (asked.length === 1 && needsReason(asked[0]!)) {
        return failed('reason-needed', 'This is your own row. Say why, so that others can judge it.', { at: 'reason' })
      }
      const people = asked.filter((one) => !needsReason(one))
      if (people.length === 0) return failed('nobody', 'Nobody in this review fits, so there is nothing to decide.')
      const to: ReviewDecided | null =
        decision === null ? null : { decision, ...(reason ? { reason } : {}), by: org.actor!, atMs: org.now() }
      const changing = people.filter(
        ({ decided }) => decided?.decision !== to?.decision || decided?.reason !== to?.reason,
      )
      if (changing.length === 0) return nothingToChange
      const applied = await writeDown(org, decisionRows(org, review.value, changing, to), watch)
      if (!applied.ok) return applied
      return done({ ...applied.value, decided: changing.length, ownLeftOut: people.length < asked.length })
    }),

  'review.edits': (org, { key, offset, limit, job }, session) =>
    session.watch(job, async (watch) => {
      const review = openReview(org, key)
      if (!review.ok) return review
      const judged = await judgeRemovals(org, review.value, watch)
      if (judged === undefined) return failed('cancelled', 'Stopped. Nothing was changed.')
      const { rows } = judged
      const countOf = (status: 'open' | 'made' | 'refused') => rows.filter((one) => one.status === status).length
      return done({
        total: rows.length,
        open: countOf('open'),
        made: countOf('made'),
        refused: countOf('refused'),
        rows: rows.slice(offset, offset + limit).map(({ staffId, text, status, because }) => {
          const found = findVisible(org, staffId)
          return {
            staffId,
            name: found?.person.name ?? null,
            email: found === undefined || found.masked ? null : found.person.email,
            text,
            status,
            because: because[0]?.text ?? null,
          }
        }),
      })
    }),

  'review.apply': (org, { key, staffIds, job }, session) =>
    session.watch(job, async (watch) => {
      const review = openReview(org, key)
      if (!review.ok) return review
      const judged = await judgeRemovals(
        org,
        review.value,
        watch,
        staffIds === undefined ? undefined : new Set(staffIds),
      )
      if (judged === undefined) return failed('cancelled', 'Stopped. Nothing was changed.')
      const refused = judged.rows.filter(({ status }) => status === 'refused')
      if (judged.intents.length === 0) {
        const because = refused[0]?.because[0]?.text
        return failed('nothing-to-change', because ?? 'Every removal is made already, or none was decided.')
      }
      const applied = await applyWatched(org, judged.intents, watch)
      if (!applied.ok) return applied
      return done({
        ...applied.value,
        changed: judged.rows.filter(({ status }) => status === 'open').length,
        refused: refused.length,
        because: refused.flatMap(({ because }) => because.slice(0, 1)).slice(0, 50),
      })
    }),

  'review.finish': (org, { key, withUndecided }) => {
    const review = openReview(org, key)
    if (!review.ok) return review
    const { head, people } = review.value
    if (!isOpen(review.value)) return reviewFinished
    const undecided = people.length - countDecisions(people).decided
    if (undecided > 0 && !withUndecided) {
      const who = undecided === 1 ? '1 person is' : `${undecided.toLocaleString('en')} people are`
      return failed('undecided', `${who} undecided. Decide about them, or finish without.`)
    }
    const to = { ...head, finishedAtMs: org.now(), finishedBy: org.actor! }
    const row = { collection: 'review' as const, key, from: asValue(head), to: asValue(to) }
    const applied = org.apply({ intents: [{ kind: 'document.set', body: { rows: [row] } }], personal: [] })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },

  'review.discard': (org, { key, job }, session) =>
    session.watch(job, async (watch) => {
      const review = openReview(org, key)
      if (!review.ok) return review
      if (!isOpen(review.value)) return reviewFinished
      const rows = documentsOf(org.state(), review.value).map(([document, from]) => ({
        collection: 'review' as const,
        key: document,
        from,
        to: null,
      }))
      return writeDown(org, rows, watch)
    }),
}

const reviewFinished = failed(
  'review-finished',
  'This access review is finished. Its result stays as it is; begin another one.',
)

type Row = ChangeRow<'document.set'>

/** The review, if the reader may look at it. */
export function openReview(org: Org, key: string): Result<Review, 'no-such-review' | 'not-allowed'> {
  const refusal = mayReview(org)
  if (refusal !== null) return refusal
  if (findReviewHead(org.state(), key) === undefined) {
    return failed('no-such-review', `There is no access review “${key}”.`, { at: 'key' })
  }
  return done(readReview(org, key)!)
}

function narrow(org: Org, { people }: Review, { only, search }: Narrowing): readonly Reviewed[] {
  const isWanted = ({ frozen, decided }: Reviewed): boolean => {
    if (only === 'all') return true
    if (only === 'undecided') return decided === null
    return only === 'changed' ? frozen.changed === true : decided?.decision === only
  }
  const found = search.trim() === '' ? null : findByWords(org, search)
  return people.filter((one) => isWanted(one) && found?.has(one.frozen.id) !== false)
}

function findByWords(org: Org, search: string): ReadonlySet<StaffId> {
  const everybody = {
    roles: [],
    noPlace: false,
    sort: 'name',
    descending: false,
    offset: 0,
    limit: 10_000_000,
  } as const
  const states = ['invited', 'active', 'removed'] as const
  return new Set(listStaff(org.store.db, { search, states, ...everybody }, seenBy(org)).ids)
}

/** Each page of decisions as it is and as it shall be. Decisions about people out of sight stay. */
function decisionRows(org: Org, { key }: Review, people: readonly Reviewed[], to: ReviewDecided | null): Row[] {
  const byPage = new Map<number, StaffId[]>()
  for (const { page, frozen } of people) byPage.set(page, [...(byPage.get(page) ?? []), frozen.id])
  return [...byPage].map(([page, ids]) => {
    const from = decisionsOf(org.state(), key, page)
    const decisions = { ...from?.decisions }
    for (const id of ids) {
      if (to === null) delete decisions[id]
      else decisions[id] = to
    }
    const isEmpty = Object.keys(decisions).length === 0
    return {
      collection: 'review',
      key: decisionsKey(key, page),
      from: from === undefined ? null : asValue(from),
      to: isEmpty ? null : asValue({ part: 'decisions', decisions }),
    }
  })
}

function newRow(key: string, to: DocumentValue): Row {
  return { collection: 'review', key, from: null, to }
}

function asValue(value: object): DocumentValue {
  return value as DocumentValue
}

function writeDown(
  org: Org,
  rows: readonly Row[],
  watch: Watch,
): Promise<Result<OperationOutput<'review.discard'>, ApplyFailure>> {
  const intents = Array.from({ length: Math.ceil(rows.length / documentsPerChange) }, (_, i): Intent => ({
    kind: 'document.set',
    body: { rows: rows.slice(i * documentsPerChange, (i + 1) * documentsPerChange) },
  }))
  return applyWatched(org, intents, watch)
}

async function applyWatched(
  org: Org,
  intents: readonly Intent[],
  watch: Watch,
): Promise<Result<OperationOutput<'review.discard'>, ApplyFailure>> {
  const applied = await org.applyInSteps(
    { intents, personal: [] },
    {
      onProgress: (count, total) => {
        watch.onProgress?.('Writing', count, total)
        return watch.isCancelled?.() !== true
      },
    },
  )
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

/** Says what and when, and differs between two consoles that start at the same moment. */
function newKey(org: Org, name: string, atMs: number): string {
  const words = name
    .toLowerCase()
    .normalize('NFD')
    .match(/[a-z0-9]+/g) ?? ['review']
  const slug = words.join('-').slice(0, longestSlug)
  const { head } = org.revision()
  const hash = createHash('sha256').update(`${org.actor} ${org.draftOwner} ${atMs} ${head}`).digest('hex').slice(0, 6)
  return `${slug}-${new Date(atMs).toISOString().slice(0, 10)}-${hash}`
}
