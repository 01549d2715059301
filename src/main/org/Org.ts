import type { Intent, PersonalValue } from '../../shared/domain/change'
import type { ChangeId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import type { Result } from '../../shared/domain/result'
import type { RowVerdict } from '../changes/planning'
import type { Rules } from '../engine/compileRules'
import type { Line } from './line/Line'
import type { ReadableStore } from '../store/openStore'
import type { DraftDeed, DraftRow } from '../store/queries/drafts'
import type { Steps } from './runInSteps'

export interface Revision {
  readonly n: number
  readonly head: string | null
}

export interface Applied {
  readonly revision: Revision
  /** The history item: the batch id, or the single change's id. */
  readonly item: string
  readonly changes: readonly ChangeId[]
  /** True while they wait for the console that settles; they are shown as done and as pending. */
  readonly isPending: boolean
}

/** Personal values that the intents name by hash. */
export interface Wanted {
  readonly intents: readonly Intent[]
  readonly personal: readonly PersonalValue[]
}

export interface ApplyOptions {
  /** Called after each change of a batch; returning false stops, and nothing of the batch is kept. */
  readonly onProgress?: (done: number, total: number) => boolean
}

/** One open organization: the one door for every edit, and what reading needs. */
export interface Org {
  readonly path: string
  readonly kind: 'org' | 'bundle'
  readonly mode: 'edit' | 'read-only'
  /** A sentence; null in mode `edit`. */
  readonly readOnlyBecause: string | null
  /** Read without the passphrase of the key that this desktop holds: whoever unlocks it acts. */
  readonly isLocked: boolean
  /** Who acts; null when the organization is open without an identity. */
  readonly actor: StaffId | null
  readonly orgId: string
  /** Set on the organization as it was: the moment, and the organization of today, which says who may see whom. */
  readonly asOf: { readonly n: number; readonly atMs: number; readonly today: Org } | null
  /** Set while it is looked at through somebody else's eyes; `actor` is then that person, or nobody in particular. */
  readonly viewedAs: { readonly name: string; readonly isPerson: boolean } | null
  /** Whose staged edits are kept here: the operator's key; null without an identity. */
  readonly draftOwner: string | null
  /** Signs what the actor answers for, with their key; null without an identity. */
  sign(message: string): { readonly key: string; readonly signature: string } | null
  now(): number
  /** The present as it is shown: own pending changes over what is settled (`line.settledState`). */
  state(): OrgState
  rules(): Rules
  revision(): Revision
  /** Differs whenever what is shown may differ: own pending changes move no revision. For telling what is out of date. */
  stamp(): string
  readonly store: ReadableStore
  /** The settled line below what `state` shows; for exchanging with other consoles. */
  readonly line: Line
  /** Judges, signs, settles and keeps the intents as one history item: all or nothing. */
  apply(wanted: Wanted, options?: ApplyOptions): Result<Applied, ApplyFailure>
  /** The same for large batches: lets other work go on between the changes, and can be stopped there. */
  applyInSteps(wanted: Wanted, options?: ApplyOptions): Promise<Result<Applied, ApplyFailure>>
  /** The state after the intents, without keeping anything. Authority is checked too. */
  preview(wanted: Wanted): Result<OrgState, ApplyFailure>
  /** The same, yielding after each intent. */
  previewSteps(wanted: Wanted): Steps<Result<OrgState, ApplyFailure>>
  /**
   * How each row of each intent would end, without keeping anything: what applies counts for the rows after it. Yields
   * after each intent.
   */
  judge(intents: readonly Intent[]): Steps<readonly RowVerdict[]>
  /** Keeps or drops what this operator staged; local, never exchanged. Written once no large batch is being written. */
  saveDraft(draft: DraftRow | null, of?: 'setup'): void
  /** Names, switches or drops drafts of this operator; false: not now, a large batch is being written. */
  arrangeDrafts(deed: DraftDeed): boolean
  /** A whole copy of the file, while it is open. */
  copyTo(path: string): Promise<void>
  /** Sees what another process has written meanwhile. */
  refresh(): void
  onChanged(listener: (revision: Revision) => void): () => void
  close(): void
}

export type ApplyFailure =
  'read-only' | 'not-allowed' | 'refused' | 'conflict' | 'cancelled' | 'disk-full' | 'cannot-write'
