import { type Failure, failed, type Result } from '../../shared/domain/result'
import type { Line, LineFailure, Moved } from '../org/line/Line'
import type { Org } from '../org/Org'
import { runInSteps, type Steps, type Watch } from '../org/runInSteps'
import type { Missing, Transport, TransportFailure } from './Transport'

export type ExchangeFailure = TransportFailure | LineFailure | 'cancelled'

/** What one exchange came to so far. */
interface Tally {
  readonly moved: Moved[]
  readonly missing: Missing[]
  arrived: number
  settled: number
  ignored: number
}

/** One exchange of an organization with one place, from its beginning to its end. */
export interface Visit {
  readonly org: Org
  readonly line: Line
  readonly transport: Transport
  readonly tally: Tally
  readonly isCancelled: () => boolean
  readonly onProgress: (phase: string, done: number) => void
  /** Runs long work, letting the window draw; undefined when it was stopped. */
  inSteps<Value>(work: Steps<Value>): Promise<Value | undefined>
  /** Tells of the steps of something as of so many after those before. */
  watching(phase: string, before: number): Watch
}

export function visitTo({
  org,
  transport,
  isCancelled,
  onProgress,
}: Pick<Visit, 'org' | 'transport' | 'isCancelled' | 'onProgress'>): Visit {
  return {
    org,
    line: org.line,
    transport,
    isCancelled,
    onProgress,
    tally: { moved: [], missing: [], arrived: 0, settled: 0, ignored: 0 },
    inSteps: async (work) => (await runInSteps(work, { isCancelled }, '', 0))?.value,
    watching: (phase, before) => {
      let most = before
      const tell = (count: number) => onProgress(phase, (most = Math.max(most, before + count)))
      return { isCancelled, onProgress: (_phase, count) => tell(count) }
    },
  }
}

export const stopped = failed('cancelled', 'Stopped. What was exchanged so far stays.')

/** How a move of the line ended that did not go through. */
export function endOf<Code extends ExchangeFailure>(ended: {
  readonly ok: false
  readonly error: Failure<Code>
}): Result<never, ExchangeFailure> {
  return ended.error.code === 'cancelled' ? stopped : ended
}

export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/** Bytes of changes taken in one transaction, some 1,000 rows: between two a window can draw, and it can be stopped. */
const takenAtOnce = 300_000

/** What has come, in its order, some at a time: as much as takes a moment, and at least one. */
export function inParts<Item>(items: readonly Item[], bytesOf: (item: Item) => Uint8Array): Item[][] {
  const parts: Item[][] = []
  let left = 0
  for (const item of items) {
    const { length } = bytesOf(item)
    if (parts.length === 0 || left < length) {
      parts.push([])
      left = takenAtOnce
    }
    parts.at(-1)!.push(item)
    left -= length
  }
  return parts
}
