import type { Result } from '../../shared/domain/result'
import type { OperationInput, OperationName, OperationResult } from '../../shared/operations/contract'
import type { Contract } from '../../shared/operations/contract'
import type { ImportSession } from '../exchange/importSession'
import type { Lens } from '../org/lens'
import type { Org } from '../org/Org'
import type { Watch } from '../org/runInSteps'
import type { Comparison } from './compareHandlers'
import type { DeskHost } from './desk'

/** What one desk keeps between calls. */
export interface Session {
  readonly host: DeskHost
  readonly org: Org | null
  /** The organization as it was, while this window looks at the past. */
  readonly moment: Org | null
  /** Looks at the past; null: back to today. */
  useMoment(moment: Org | null): void
  /** Through whose eyes this window looks; null: the actor's own. */
  readonly lens: Lens | null
  useLens(lens: Lens | null): void
  /** Moments looked at lately, for going from one to the next. */
  readonly moments: readonly Org[]
  /** Takes another organization into this window; the one before is closed. */
  useOrg(org: Org | null): void
  readonly imports: Map<string, ImportSession>
  readonly comparisons: Map<string, Comparison>
  /** Runs long work that its window can follow and cancel under this name. Without a name it runs unseen. */
  watch<Value>(job: string | undefined, run: (watch: Required<Watch>) => Promise<Value>): Promise<Value>
  cancel(job: string): void
  /** Passwords of hubs, by their address: where this computer keeps none, they last until the app is closed. */
  readonly hubPasswords: Map<string, string>
  /** Runs one exchange after another, never two at once. */
  exchangeAlone<Value>(run: () => Promise<Value>): Promise<Value>
  /** Goes on exchanging by itself, at the place that is remembered now. */
  followPlace(): void
}

type Answer<Name extends OperationName> = OperationResult<Name> | Promise<OperationResult<Name>>

type DeskOperation = { [Name in OperationName]: Contract[Name]['scope'] extends 'desk' ? Name : never }[OperationName]
type OrgOperation = Exclude<OperationName, DeskOperation>

export type DeskHandlers = { [Name in DeskOperation]: (session: Session, input: OperationInput<Name>) => Answer<Name> }
export type OrgHandlers = {
  [Name in OrgOperation]: (org: Org, input: OperationInput<Name>, session: Session) => Answer<Name>
}

export type AnyResult = Result<unknown>
