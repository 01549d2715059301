import type { Org } from '../../../src/main/org/Org'
import { listSettledAfter } from '../../../src/main/store/queries/log'
import type { Run } from './Run'

/** What was settled in a history, as a desk has it: the line behind that of the base organization. */
export function settledIn({ base }: Run, { store }: Org): ReturnType<typeof listSettledAfter> {
  return listSettledAfter(store.db, base.line.length, 10_000)
}
