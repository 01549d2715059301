import type { Authority } from './authority'
import type { Blueprint } from './blueprintOf'
import type { Model } from './Model'
import type { Row } from './readSettled'

export type Verdict = 'applied' | 'agreed' | 'held' | 'refused'

/** One row of a change, and what it is judged by. A row that is applied changes `model`. */
export interface RowInQuestion {
  readonly blueprint: Blueprint
  readonly model: Model
  /** What the author might do before the change. */
  readonly may: Authority
  readonly kind: string
  /** The author. */
  readonly me: string
  /** The key that signed the change. */
  readonly signer: string
  readonly row: Row
  /** When it is settled, in UTC milliseconds. */
  readonly now: number
  /** Personal values by hash. */
  readonly values: ReadonlyMap<string, string>
}
