import type { KeyId } from '../../../shared/domain/ids'
import type { ProposalRow } from '../../store/queries/proposals'
import { readChange } from '../record'
import type { Waiting } from './Line'
import type { ReadChange } from './walkLine'

/** A change that can be settled now, read. */
export interface ReadyChange {
  readonly row: ProposalRow
  readonly change: ReadChange
}

export interface Ready {
  /** In the order in which they are to be settled; a batch is one unit. */
  readonly units: readonly (readonly ReadyChange[])[]
  readonly waiting: readonly Waiting[]
}

interface Waits {
  /** By key, number and id. */
  readonly proposals: readonly ProposalRow[]
  readonly lastSeqOf: (key: string) => number
  readonly headNumber: number
  /** Whether personal values that the change names are missing. */
  readonly lacks: (change: ReadChange) => boolean
}

/**
 * Puts what waits into an order that every run of it would choose: each key's own changes by number, batches whole, and
 * among keys whoever saw less first, then by key. No clock takes part.
 */
export function findReady(waits: Waits): Ready {
  const waiting: Waiting[] = []
  const queues: { key: string; units: ReadyChange[][] }[] = []
  const byKey = new Map<string, ProposalRow[]>()
  for (const row of waits.proposals) {
    const rows = byKey.get(row.key)
    if (rows === undefined) byKey.set(row.key, [row])
    else rows.push(row)
  }
  for (const [key, rows] of byKey) {
    const wait = (from: number, what: Waiting['for']) => waiting.push({ key: key as KeyId, from, for: what })
    const units: ReadyChange[][] = []
    let last = waits.lastSeqOf(key)
    const numbers = new Set(rows.map((row) => row.seq))
    for (let i = 0; i < rows.length;) {
      const row = rows[i]!
      if (row.seq > last + 1) {
        wait(row.seq, 'earlier-changes')
        break
      }
      const size = row.seq === last + 1 ? 1 + row.batchLeft : 1
      if (Array.from({ length: size }, (_, k) => row.seq + k).some((seq) => !numbers.has(seq))) {
        wait(row.seq, 'rest-of-batch')
        break
      }
      const unit: ReadyChange[] = []
      let why: Waiting['for'] | null = null
      // Two changes of one number come one after the other: the second is the proof against its key.
      for (const one of rows.slice(i)) {
        if (one.seq >= row.seq + size) break
        const change = readChange(one.bytes)
        if (!change.ok || change.value.record.base.n > waits.headNumber) why = 'line'
        else if (one.seq > last && waits.lacks(change.value)) why = 'personal-values'
        if (!change.ok || why !== null) break
        unit.push({ row: one, change: change.value })
      }
      if (why !== null) {
        wait(row.seq, why)
        break
      }
      units.push(unit)
      i += unit.length
      last = Math.max(last, row.seq + size - 1)
    }
    queues.push({ key, units })
  }
  const ordered: ReadyChange[][] = []
  for (;;) {
    const open = queues.filter(({ units }) => units.length > 0)
    if (open.length === 0) return { units: ordered, waiting }
    const next = open.reduce((best, one) =>
      baseOf(one) < baseOf(best) || (baseOf(one) === baseOf(best) && one.key < best.key) ? one : best,
    )
    ordered.push(next.units.shift()!)
  }
}

function baseOf({ units }: { units: readonly (readonly ReadyChange[])[] }): number {
  return units[0]![0]!.change.record.base.n
}
