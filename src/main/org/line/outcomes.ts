import { countRows, type EntryFacts, type Intent } from '../../../shared/domain/change'
import type { Effect } from '../../../shared/domain/effect'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { InboxRow } from '../../../shared/domain/inbox'
import type { RowOutcome, RowVerdict } from '../../changes/planning'

/** What an entry says about its rows: nothing when all went the same way, else those that were not carried out. */
export function factsOf(intent: Intent, rows: readonly RowVerdict[]): EntryFacts {
  const outcomes = rows.map(outcomeOf)
  const isApplied = outcomes.some(({ verdict }) => verdict === 'applied')
  const usesEmail = intent.kind === 'org.create' || intent.kind === 'staff.add' || intent.kind === 'staff.edit'
  const emails = usesEmail && isApplied ? { emails: 'free' as const } : {}
  const first = outcomes[0]!
  if (outcomes.every((one) => one.verdict === first.verdict && one.because === first.because)) {
    return { ...emails, ...(first.because === undefined ? {} : { because: first.because }) }
  }
  const failing = outcomes.flatMap(({ verdict, because }, row) =>
    verdict === 'applied' ? [] : [{ row, verdict, ...(because === undefined ? {} : { because }) }],
  )
  return { ...emails, rows: failing }
}

function outcomeOf(row: RowVerdict): RowOutcome {
  return 'because' in row ? { verdict: row.verdict, because: row.because[0]?.code ?? 'unknown' } : row
}

/** The rows that wait in the inbox: held or refused, with the reason's code. */
export function inboxRows(intent: Intent, outcomes: readonly RowOutcome[]): InboxRow[] {
  return outcomes.flatMap(({ verdict, because = 'unknown' }, row) =>
    verdict === 'held' || verdict === 'refused' ? [{ row, verdict, because, staffId: subjectOf(intent, row) }] : [],
  )
}

/** What a settled change leaves in the inbox; null when everything in it went through or was so already. */
export function inboxEffect(
  about: { readonly changeId: ChangeId; readonly n: number; readonly item: string; readonly author: StaffId },
  intent: Intent,
  outcomes: readonly RowOutcome[],
): Effect | null {
  const rows = inboxRows(intent, outcomes)
  if (rows.length === 0) return null
  return { entity: 'inbox', id: about.changeId, after: { ...about, kind: intent.kind, rows, closed: null } }
}

export function countApplied(intent: Intent, outcomes: readonly RowOutcome[]): number {
  return countRows(intent) - outcomes.filter(({ verdict }) => verdict !== 'applied').length
}

function subjectOf(intent: Intent, row: number): StaffId | null {
  if (intent.kind === 'org.create') return intent.body.owner.staffId
  const one = intent.body.rows[row]
  return one !== undefined && 'staffId' in one ? ((one.staffId as StaffId | undefined) ?? null) : null
}
