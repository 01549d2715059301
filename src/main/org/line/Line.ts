import type { PersonalValue } from '../../../shared/domain/change'
import type { KeyId, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { Result } from '../../../shared/domain/result'
import type { Rules } from '../../engine/compileRules'
import type { HeardRow, PlaceRow } from '../../store/queries/exchangeNotes'
import type { PendingRow, ProposalRow } from '../../store/queries/proposals'
import type { SigningKey } from '../keys/ed25519'
import type { SettledBytes } from '../replay'
import type { Steps, Watch } from '../runInSteps'
import type { Outlook } from './overlay'
import type { PersonalRef } from './personalRefs'

/** Why the line goes no further on this desktop; the organization is then open for reading only. */
export interface Halt {
  /**
   * `diverged`: an entry's verdict is not what the rules say here. `newer-rules`: this app does not know the rules that
   * judged it. `two-stories`: whoever settles has signed two entries of one number. `copied-file`: another file goes on
   * under this desktop's key, so that this one is a copy or a restored backup; it is so for that key alone.
   */
  readonly code: 'diverged' | 'newer-rules' | 'two-stories' | 'copied-file'
  /** A whole sentence. */
  readonly text: string
  readonly n: number
  /** The version of the rules that this app knew then: a newer one tries again. */
  readonly rules: number
  /** With `copied-file`: the keys of this desktop under which another file goes on. Left out: whichever it has. */
  readonly keys?: readonly KeyId[]
}

/** A personal value that a change names and that is not here. */
export type Lack = PersonalRef

/** What became of an own pending change when the line moved. */
export interface Moved {
  readonly item: string
  readonly kind: string
  /** `settled`: it has its place in the line now. `pending`: it still waits, and would end otherwise than before. */
  readonly now: 'settled' | 'pending'
  readonly outlook: Outlook
}

export interface Taken {
  readonly entries: number
  readonly moved: readonly Moved[]
}

export interface Settled {
  readonly entries: readonly SettledBytes[]
  readonly taken: Taken
}

export type LineFailure = 'read-only' | 'conflict' | 'disk-full' | 'cannot-write' | 'halted'

/** What a message of other consoles' changes came to. */
export interface Received {
  readonly kept: number
  /** Settled or kept before. */
  readonly known: number
  /** Bad form, bad signature, unknown key or another organization: nobody's, so that nothing is owed to it. */
  readonly ignored: number
  /** False when a key in it was unknown: it may be enrolled by an entry that has not come yet. */
  readonly isFinal: boolean
}

/** Changes that wait and cannot be settled yet, by key, and for what. */
export interface Waiting {
  readonly key: KeyId
  readonly from: number
  readonly for: 'earlier-changes' | 'rest-of-batch' | 'personal-values' | 'line'
}

/**
 * The settled line of an open organization and what is laid over it: what exchanging needs of the door. Each call is one
 * transaction; memory follows after the commit.
 */
export interface Line {
  readonly halt: Halt | null
  /** Whether this console may settle what waits, by what is settled now. */
  readonly maySettle: boolean
  /** The key with which this console settles and greets: the console's, else the operator's; null without an identity. */
  readonly speaker: SigningKey | null
  /** Without pending changes. */
  settledState(): OrgState
  settledRules(): Rules
  hashOf(n: number): string | undefined
  entriesAfter(n: number, limit: number): SettledBytes[]
  /** Own changes that are not settled, oldest first, without their bytes. */
  pending(): PendingRow[]
  /** How many those are. */
  pendingCount(): number
  /** Rows of own changes that are not settled. */
  pendingRows(): number
  /** Every change that waits, by key and number. */
  proposals(): ProposalRow[]
  /** Personal values that the changes name and that are not here; none of people purged in them. */
  lacksOf(entries: readonly SettledBytes[]): Steps<Lack[]>
  lacksOfProposals(): Steps<Lack[]>
  /** The values of these people, without purged ones. */
  personalOf(staffIds: readonly StaffId[]): PersonalValue[]
  /** Keeps values that waiting changes lack: whose each is says the change, never whoever brought it. */
  keepPersonal(lacks: readonly Lack[], values: ReadonlyMap<string, PersonalValue>): Result<number, LineFailure>
  /**
   * Appends entries that were settled elsewhere, checking each. At the first that does not hold the ones before it are
   * kept, and the line is halted.
   */
  take(entries: readonly SettledBytes[], values: ReadonlyMap<string, PersonalValue>): Result<Taken, LineFailure>
  /** The same, letting other work go on between the entries. Stopped, it has taken none of them. */
  takeInSteps(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
    watch: Watch,
  ): Promise<Result<Taken, LineFailure | 'cancelled'>>
  /** Keeps changes of others until they are settled. */
  receive(
    proposals: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[],
  ): Result<Received, LineFailure>
  /**
   * Settles what waits and is complete, at most `limit` changes (a batch is never cut). With `keep` false nothing is
   * written: the entries are for a place that keeps the line, and come back through `take`.
   */
  settle(limit: number, keep: boolean): Result<Settled, LineFailure>
  /** The same, letting other work go on between the changes. Stopped, it has settled none of them. */
  settleInSteps(limit: number, keep: boolean, watch: Watch): Promise<Result<Settled, LineFailure | 'cancelled'>>
  /** What waits and cannot be settled yet. */
  waiting(): readonly Waiting[]
  /** Whether an entry that stands against one of ours is signed by a console whose turn it was. */
  isRival(entry: SettledBytes): boolean
  /** Who settled when entry `n` was made. */
  sequencerAt(n: number): OrgState['settings']['sequencer']
  stop(halt: Omit<Halt, 'rules'>): void
  /** People whose personal values are gone for good. */
  purged(): StaffId[]
  notes: {
    hasMark(address: string, mark: string): boolean
    /** Whether anything was ever read or written there. */
    hasAnyMark(address: string): boolean
    addMarks(address: string, marks: readonly string[]): void
    places(): PlaceRow[]
    addPlace(row: PlaceRow): void
    heard(): HeardRow[]
    addHeard(row: HeardRow): void
  }
}
