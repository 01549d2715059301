import type { ChangeId, KeyId } from '../../../shared/domain/ids'
import type { ProposalHead, ProposalRow } from '../../store/queries/proposals'
import { readChange } from '../record'
import type { Waiting } from './Line'
import type { ReadChange } from './walkLine'

/** A change that can be settled now, read. */
export interface ReadyChange {
  readonly row: ProposalRow
  readonly change: ReadChange
}

/** What is settled together: a whole batch, or one change. */
export type ReadyUnit = readonly ReadyChange[]

interface Waits {
  /** By key, number and id. */
  readonly proposals: readonly ProposalHead[]
  readonly readProposal: (id: ChangeId) => ProposalRow | undefined
  readonly lastSeqOf: (key: string) => number
  readonly headNumber: number
  /** Whether personal values that the change names are missing. */
  readonly lacks: (change: ReadChange) => boolean
  /** Goes in front of what waits under other keys. */
  readonly goesFirst: (change: ReadChange) => boolean
}

interface Queue {
  readonly key: string
  readonly rows: readonly ProposalHead[]
  readonly numbers: ReadonlySet<number>
  /** The row behind those that were read. */
  at: number
  last: number
  /** Null once nothing of this key can be settled. */
  next: ReadyUnit | null
}

/**
 * Puts what waits into an order that every run of it would choose: each key's own changes by number, batches whole, and
 * among keys whoever saw less first, then by key. No clock takes part.
 *
 * Yields each unit when its turn comes, and null after each change that was read on the way to one. Reads no further than
 * it is asked, so that a long queue is not read anew for each part of it. Ends with what cannot be settled yet.
 */
export function* eachReady(waits: Waits): Generator<ReadyUnit | null, readonly Waiting[], void> {
  const waiting: Waiting[] = []
  const queues = queuesOf(waits)
  for (const queue of queues) yield* readNext(queue, waits, waiting)
  for (;;) {
    const open = queues.filter(({ next }) => next !== null)
    if (open.length === 0) return waiting
    const goesFirst = open.find(({ next }) => next!.some(({ change }) => waits.goesFirst(change)))
    const first = goesFirst ?? open.reduce((best, one) => (isBefore(one, best) ? one : best))
    const unit = first.next!
    first.next = null
    yield unit
    yield* readNext(first, waits, waiting)
  }
}

function queuesOf({ proposals, lastSeqOf }: Waits): Queue[] {
  const byKey = new Map<string, ProposalHead[]>()
  for (const row of proposals) {
    const rows = byKey.get(row.key)
    if (rows === undefined) byKey.set(row.key, [row])
    else rows.push(row)
  }
  return [...byKey].map(([key, rows]) => ({
    key,
    rows,
    numbers: new Set(rows.map((row) => row.seq)),
    at: 0,
    last: lastSeqOf(key),
    next: null,
  }))
}

/** Reads the next unit of a key, or notes for what its changes wait. */
function* readNext(queue: Queue, waits: Waits, waiting: Waiting[]): Generator<null, void, void> {
  const { key, rows, numbers, last } = queue
  const row = rows[queue.at]
  if (row === undefined) return
  const wait = (what: Waiting['for']) => void waiting.push({ key: key as KeyId, from: row.seq, for: what })
  if (row.seq > last + 1) return wait('earlier-changes')
  const size = row.seq === last + 1 ? 1 + row.batchLeft : 1
  for (let seq = row.seq; seq < row.seq + size; seq += 1) if (!numbers.has(seq)) return wait('rest-of-batch')
  const unit: ReadyChange[] = []
  // Two changes of one number come one after the other: the second is the proof against its key.
  for (let at = queue.at; at < rows.length && rows[at]!.seq < row.seq + size; at += 1) {
    const one = waits.readProposal(rows[at]!.id)
    const change = one === undefined ? null : readChange(one.bytes)
    let why: Waiting['for'] | null = null
    if (one === undefined || !change?.ok || change.value.record.base.n > waits.headNumber) why = 'line'
    else if (one.seq > last && waits.lacks(change.value)) why = 'personal-values'
    if (one === undefined || !change?.ok || why !== null) return wait(why ?? 'line')
    unit.push({ row: one, change: change.value })
    yield null
  }
  queue.next = unit
  queue.at += unit.length
  queue.last = Math.max(last, row.seq + size - 1)
}

function isBefore(one: Queue, other: Queue): boolean {
  const [mine, theirs] = [baseOf(one), baseOf(other)]
  return mine < theirs || (mine === theirs && one.key < other.key)
}

function baseOf({ next }: Queue): number {
  return next![0]!.change.record.base.n
}
