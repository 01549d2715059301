import type { Org } from '../../../src/main/org/Org'
import type { Repertoire } from '../randomEdit'
import type { HistoryLength, Theme } from './themeOf'

export interface HistoryOptions {
  /** Left out: as `lengthOf` says. */
  readonly length?: HistoryLength
  /** Left out: as `themeOf` says. */
  readonly theme?: Theme
  /** Left out: `whole`. */
  readonly repertoire?: Repertoire
  /** What else is wrong with a desk in the end. */
  readonly look?: (org: Org) => string[]
}
