import type { Effect } from '../../../shared/domain/effect'
import type { KeyId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { Result } from '../../../shared/domain/result'
import type { Rules } from '../../engine/compileRules'
import type { WritableDb } from '../../store/database'
import type { Steps, Watch } from '../runInSteps'
import type { Identity } from '../writeBatch'
import type { LineFailure } from './Line'
import type { LineWalker } from './walkLine'

export interface MoveOptions {
  readonly onPut: (effect: Effect, state: OrgState) => void
  readonly personal?: (hash: string) => string | undefined
  /** Asked once the work is done. */
  readonly commits: () => boolean
}

/** What the line asks of the open organization that it belongs to. */
export interface Door {
  readonly db: WritableDb
  readonly orgId: string
  readonly identity: Identity | null
  /** Why nothing is signed in this file, though somebody could: it is a copy, or went back in time. */
  readonly readOnlyBecause: string | null
  /** Whether this desktop holds the key: changes under it that were not made in this file come from a copy. */
  readonly holdsKey: (key: KeyId) => boolean
  now(): number
  state(): OrgState
  rules(): Rules
  headNumber(): number
  /**
   * Runs work on the line in one transaction; memory follows after the commit. `personal` is asked before the file is.
   * Unless it `commits`, everything is taken back.
   */
  move<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
  ): Result<Value, LineFailure>
  /**
   * The same for long work: other work goes on between its steps, and nobody sees any of it before all of it is done.
   * Stopped, it is taken back whole. Edits made here meanwhile go first, and it begins anew.
   */
  moveInSteps<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
    watch: Watch,
  ): Promise<Result<Value, LineFailure | 'cancelled'>>
  /** Small notes beside the line, which no reader of the organization sees. */
  note(work: (db: WritableDb) => void): void
}
