import type { Intent } from '../../shared/domain/change'
import type { OperationOutput } from '../../shared/operations/contract'
import { finalKinds } from '../changes/invertChange'
import type { Org } from '../org/Org'
import { intentsOfItem, readItemHead, whyNotUndo } from '../org/undoItem'
import { type ItemPart, listParts } from '../store/queries/historyItems'
import { findPersonal } from '../store/queries/personalValues'
import { callPerson } from './callPerson'
import { describeIntent } from './describeIntent'
import { sightOfItem } from './sightOfItem'
import { titleOfItem } from './titleOfItem'

type HistoryItem = OperationOutput<'log.list'>['items'][number]

/** More rows than this are told as a number, and their undo is judged when it is asked for. */
const mostDetails = 50

/** One history item in words, with names as the reader may see them. */
export function describeItem(org: Org, item: string, onceWritable = false): HistoryItem {
  const parts = listParts(org.store.db, item)
  const first = parts[0]!
  const last = parts.at(-1)!
  const rows = parts.reduce((sum, part) => sum + part.rowCount, 0)
  const intents = rows > mostDetails ? [] : intentsOfItem(org, item)
  const sight = sightOfItem(org, item, first.author)
  const all = intents.flatMap((intent) => describeIntent(org, intent))
  // Each "removed somebody" would count the people whom the reader may not see.
  const sentences = sight.seen === null ? all : [...new Set(all)]
  const { undoes, noteHash, at } = readItemHead(org, item, first)
  const title =
    rows === 1 && sentences[0] !== undefined ? sentences[0] : titleOfItem(item, parts, intents, rows, org, sight)
  return {
    item,
    n: first.n,
    lastN: last.n,
    settledAtMs: last.settledAtMs,
    at,
    kinds: [...new Set(parts.map((part) => part.kind))],
    changes: parts.map((part) => part.changeId),
    author: { staffId: first.author, name: callPerson(org, first.author) },
    title: undoes === null ? title : `took back: ${title}`,
    details: sentences.length > 1 ? sentences : [],
    // Free words may name anybody.
    note: noteHash === null || sight.hidesNote ? null : (findPersonal(org.store.db, noteHash) ?? null),
    rows: sight.seen ?? rows,
    undo: judgeUndo(org, item, parts, rows > mostDetails ? null : intents, onceWritable),
  }
}

function judgeUndo(
  org: Org,
  item: string,
  parts: readonly ItemPart[],
  /** Null for more than are read here. */
  intents: readonly Intent[] | null,
  onceWritable: boolean,
): HistoryItem['undo'] {
  const isPresent = org.kind === 'org' && org.asOf === null && org.viewedAs === null && org.actor !== null
  if (org.mode === 'read-only' && !(onceWritable && isPresent)) {
    return { possible: false, because: org.readOnlyBecause ?? 'This organization is open for reading only.' }
  }
  const isFinal = parts.some((part) => finalKinds.has(part.kind))
  // Whether a place is still in use takes a look at everyone, so that is asked when somebody undoes.
  const isCostly = intents === null || parts.some((part) => part.kind.startsWith('place.'))
  if (!isFinal && isCostly) return { possible: true, because: '' }
  const because = whyNotUndo(org, item, intents ?? undefined)
  return because === null ? { possible: true, because: '' } : { possible: false, because }
}

export function describeItems(
  org: Org,
  items: readonly { readonly item: string }[],
  onceWritable = false,
): HistoryItem[] {
  return items.map(({ item }) => describeItem(org, item, onceWritable))
}
