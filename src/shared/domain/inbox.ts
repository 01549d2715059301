import type { ChangeKind } from './change'
import type { ChangeId, StaffId } from './ids'

/** A settled change with rows that were held or refused: it waits for somebody to accept or dismiss it. */
export interface InboxItem {
  readonly changeId: ChangeId
  /** Its entry in the line. */
  readonly n: number
  /** The history item that it belongs to: a batch, or the change itself. */
  readonly item: string
  readonly author: StaffId
  readonly kind: ChangeKind
  /** The rows that did not go through, by rising number from 0. */
  readonly rows: readonly InboxRow[]
  /** Null while it is open. */
  readonly closed: { readonly as: 'accepted' | 'dismissed'; readonly by: StaffId; readonly atMs: number } | null
}

export interface InboxRow {
  readonly row: number
  readonly verdict: 'held' | 'refused'
  /** A code; words are made for the reader, who may not see everybody. */
  readonly because: string
  /** Whom the row is about, if it is about a person. */
  readonly staffId: StaffId | null
}
