import type { ChangeKind } from '../../../shared/domain/change'
import type { ChangeId, StaffId } from '../../../shared/domain/ids'
import type { ReadableDb } from '../database'

/** An entry without its bytes: what it is of, and whether all of its rows were carried out. */
export interface EntryHead {
  readonly n: number
  readonly changeId: ChangeId
  readonly kind: ChangeKind
  readonly author: StaffId
  readonly isWhole: boolean
}

/** Every entry up to `until`, in order. */
export function listEntryHeads(db: ReadableDb, until: number): EntryHead[] {
  return db
    .all<Omit<EntryHead, 'isWhole'> & { left: number }>(
      `SELECT entry.n, change.id AS changeId, change.kind, change.author, change.row_count - entry.applied_rows AS left
       FROM entry JOIN change ON change.id = entry.change_id WHERE entry.n <= ? ORDER BY entry.n`,
      until,
    )
    .map(({ left, ...entry }) => ({ ...entry, isWhole: left === 0 }))
}

/** Whom each change touches, a few at a time, so that the file may be written to between them. */
export function* eachSubjectRow(db: ReadableDb): Generator<{ staffId: StaffId; changeId: ChangeId }> {
  const few = 5000
  let last = { staffId: '', changeId: '' }
  for (;;) {
    const rows = db.all<{ staffId: StaffId; changeId: ChangeId }>(
      `SELECT staff_id AS staffId, change_id AS changeId FROM change_staff
       WHERE (staff_id, change_id) > (?, ?) ORDER BY staff_id, change_id LIMIT ?`,
      last.staffId,
      last.changeId,
      few,
    )
    yield* rows
    if (rows.length < few) return
    last = rows.at(-1)!
  }
}
