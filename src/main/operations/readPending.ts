import type { z } from 'zod'
import type { StaffId } from '../../shared/domain/ids'
import type { pendingItems } from '../../shared/operations/shapes'
import type { Org } from '../org/Org'
import { readOutlook } from '../org/line/overlay'
import { readChange } from '../org/record'
import { type PendingRow, readProposal } from '../store/queries/proposals'
import { callPerson } from './callPerson'
import { describeIntent } from './describeIntent'
import { callThing, intentOf, type KindRow, kindRow, peopleOf } from './inbox/aboutRow'
import { sayReason } from './inbox/inboxReasons'
import { seesRow, seesValues } from './inbox/seesRow'
import { pendingThings } from './pendingThings'

type Pending = z.output<typeof pendingItems>

/** What a list of pending items is narrowed to. */
interface Wanted {
  readonly who?: StaffId | undefined
  /** Only items that touch this person. */
  readonly about?: StaffId | undefined
  readonly kind?: string | undefined
}

/** Own changes that are not settled yet, oldest first, as far as the reader may know of them (S0.14). */
export function readPending(org: Org, limit: number, wanted: Wanted = {}): Pending {
  const { who, about, kind } = wanted
  const isNone = org.asOf !== null || (about !== undefined && pendingThings(org, 'staff', [about]).size === 0)
  if (isNone) return { total: 0, items: [] }
  const byItem = new Map<string, PendingRow[]>()
  for (const row of org.line.pending()) {
    if ((who !== undefined && row.author !== who) || (kind !== undefined && row.kind !== kind)) continue
    const rows = byItem.get(row.item)
    if (rows === undefined) byItem.set(row.item, [row])
    else rows.push(row)
  }
  let total = byItem.size
  const items: Pending['items'][number][] = []
  for (const [item, rows] of byItem) {
    if (about === undefined && items.length >= limit && rows[0]!.author === org.actor) continue
    const presented = presentPending(org, item, rows, about)
    if (presented === null) total -= 1
    else if (items.length < limit) items.push(presented)
  }
  return { total, items }
}

/** One of them; null when it is settled, or not for the reader to know of. */
export function findPending(org: Org, item: string): Pending['items'][number] | null {
  const rows = org.line.pending().filter((row) => row.item === item)
  return rows.length === 0 ? null : presentPending(org, item, rows, undefined)
}

const worstFirst = ['refused', 'held', 'agreed', 'applied'] as const

/** Null when it is about people alone whom the reader may not see, or not about whom it should be. */
function presentPending(
  org: Org,
  item: string,
  rows: readonly PendingRow[],
  about: StaffId | undefined,
): Pending['items'][number] | null {
  const count = rows.reduce((sum, row) => sum + row.rowCount, 0)
  const first = findFirst(org, about === undefined ? rows.slice(0, 1) : rows, about)
  if (first === null) return null
  const outlooks = rows.map((row) => readOutlook(row))
  const verdict = worstFirst.find((one) => outlooks.some((outlook) => outlook?.verdict === one)) ?? 'applied'
  const failing = outlooks.find((outlook) => outlook?.verdict === verdict)
  const code = failing?.facts.because ?? failing?.facts.rows?.find((row) => row.verdict === verdict)?.because
  const { author } = rows[0]!
  const by = callPerson(org, author)
  const [staffId] = peopleOf(first.row)
  const person = staffId === undefined ? 'this person' : callPerson(org, staffId)
  const sentence = seesValues(org, first.row) ? describeIntent(org, intentOf(first.row))[0] : `edited ${person}`
  const more = count > 1 ? `, and ${(count - 1).toLocaleString('en')} more` : ''
  return {
    item,
    by: { staffId: author, name: by },
    kinds: [...new Set(rows.map((row) => row.kind))],
    sentence: `${sentence ?? 'made an edit'}${more}`,
    madeAtMs: first.madeAtMs,
    rows: count,
    verdict,
    because:
      code === undefined ? '' : sayReason(code, verdict, { author: by, person, thing: callThing(org, first.row) }),
  }
}

/** The first row that the reader may know of. */
function findFirst(
  org: Org,
  rows: readonly PendingRow[],
  about: StaffId | undefined,
): { readonly row: KindRow; readonly madeAtMs: number } | null {
  for (const { id, rowCount } of rows) {
    const row = readProposal(org.store.db, id)
    const change = row === undefined ? null : readChange(row.bytes)
    if (change?.ok !== true) continue
    for (let i = 0; i < rowCount; i += 1) {
      const row = kindRow(change.value.intent, i)
      if (row === null || (about !== undefined && !peopleOf(row).includes(about))) continue
      if (seesRow(org, row)) return { row, madeAtMs: Date.parse(change.value.record.at) }
    }
  }
  return null
}
