import { done, failed, type Result } from '../../../shared/domain/result'
import type { Report, ReportCell } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import type { Watch } from '../../org/runInSteps'
import { reachWords } from '../describeCell'
import { permissionName } from '../present'
import { judgeRemovals } from '../reviews/judgeRemovals'
import { mayReview } from '../reviews/mayReview'
import { callReviewer, reviewedPresenter } from '../reviews/presentReview'
import { countDecisions, findReviewHead, lastFinished, readHoldings, readReview } from '../reviews/readReview'
import { describeScope } from '../reviews/reviewScope'
import { aboutReport } from './aboutReport'
import { instant } from './instant'

/**
 * The result of an access review: each person with what was decided and why, and whether a removal is made; then what they
 * held. Without a key, the newest finished review.
 */
export async function reviewReport(
  org: Org,
  wanted: string | undefined,
  watch: Watch,
): Promise<Result<Report, 'no-such-review' | 'not-allowed' | 'cancelled'>> {
  const refusal = mayReview(org)
  if (refusal !== null) return refusal
  const state = org.state()
  const key = wanted ?? lastFinished(state)?.key
  if (key === undefined) return failed('no-such-review', 'No access review is finished yet.', { at: 'filter.review' })
  if (findReviewHead(state, key) === undefined) {
    return failed('no-such-review', `There is no access review “${key}”.`, { at: 'filter.review' })
  }
  const review = readReview(org, key)!
  const { head, people } = review
  const judged = await judgeRemovals(org, review, watch)
  if (judged === undefined) return failed('cancelled', 'Stopped. No report was written.')
  const editOf = new Map(judged.rows.map((row) => [row.staffId, row]))
  const holdings = readHoldings(state, review)
  const used = [...new Set(people.map(({ frozen }) => frozen.hold))].toSorted((a, b) => a - b)
  const counts = countDecisions(people)
  const format = (atMs: number) => `${instant(atMs)} UTC`
  const status = { open: 'not made yet', made: 'made', refused: 'cannot be made' }

  function* rows(): Generator<ReportCell[]> {
    const present = reviewedPresenter(org, review)
    for (const one of people) {
      const row = present(one)
      const edit = editOf.get(row.staffId)
      yield [
        row.name ?? 'Purged since',
        row.email ?? '',
        row.role,
        [...row.places, ...(row.morePlaces === 0 ? [] : [`and ${row.morePlaces} more`])].join(', '),
        row.holds.join('; '),
        `Set ${one.frozen.hold + 1}`,
        row.isChanged ? 'yes' : '',
        row.decision ?? 'undecided',
        row.reason ?? '',
        row.decidedBy ?? '',
        row.decidedAtMs === null ? '' : format(row.decidedAtMs),
        edit === undefined ? '' : `${edit.text} (${status[edit.status]})`,
      ]
    }
  }

  return done({
    ...aboutReport(org, head.name, [
      ['Review', key],
      ['Scope', describeScope(state, head.scope)],
      [
        'Frozen',
        `${format(head.startedAtMs)}, after entry ${head.n.toLocaleString('en')}, by ${callReviewer(org, head.startedBy)}`,
      ],
      [
        'Finished',
        head.finishedAtMs === null
          ? 'not yet: this is how far it is'
          : `${format(head.finishedAtMs)}, by ${callReviewer(org, head.finishedBy!)}`,
      ],
      [
        'Holds',
        head.isWhole
          ? 'everyone in the scope: whoever froze it could see everybody'
          : 'only people whom whoever froze it could see in full',
      ],
      ['People', people.length.toLocaleString('en')],
      [
        'Decisions',
        `${counts.keep} keep, ${counts.remove} remove, ${counts.ask} ask, ${people.length - counts.decided} undecided`,
      ],
    ]),
    tables: [
      {
        title: 'People',
        note: 'Role, places and what they hold are as frozen; names and whether a removal is made are as of this report.',
        columns: [
          { title: 'Name', weight: 1.4 },
          { title: 'E-mail', weight: 1.6 },
          { title: 'Role' },
          { title: 'Places', weight: 1.4 },
          { title: 'Held', weight: 1.2 },
          { title: 'Held in full', weight: 0.7 },
          { title: 'Changed since the review before', weight: 0.8 },
          { title: 'Decision', weight: 0.8 },
          { title: 'Reason', weight: 1.4 },
          { title: 'Decided by', weight: 1 },
          { title: 'Decided', weight: 1 },
          { title: 'Edit', weight: 2 },
        ],
        rows,
        count: people.length,
        whenEmpty: 'Nobody whom you may see is in this review.',
      },
      {
        title: 'What they held',
        columns: [
          { title: 'Set', weight: 0.4 },
          { title: 'Permission', weight: 2 },
          { title: 'Reach', weight: 1.2 },
        ],
        rows: () =>
          used.flatMap((number) =>
            Object.entries(holdings[number] ?? {}).map(([permission, reach]) => [
              `Set ${number + 1}`,
              permissionName(state, permission),
              reachWords[reach],
            ]),
          ),
        count: used.length,
        whenEmpty: 'Nobody held anything.',
      },
    ],
  })
}
