import type { Intent } from '../../shared/domain/change'
import { done, failed, type Result } from '../../shared/domain/result'
import { invertChange } from '../changes/invertChange'
import { seeing } from '../engine/seeing'
import { findItems, listItems, listParts, listSettledOfItem } from '../store/queries/historyItems'
import { readChangeBytes } from '../store/queries/log'
import { findPendingItems, listProposalsOfItem, type PendingRow } from '../store/queries/proposals'
import type { Applied, ApplyFailure, Org } from './Org'
import { appliedPart, rowOutcomes } from '../../shared/records/outcomes'
import { appliedIntent } from './line/appliedIntent'
import { readOutlook } from './line/overlay'
import { readChange } from './record'
import { subjectsOf } from './settle'

export type UndoFailure = 'not-found' | 'cannot-undo' | ApplyFailure

/** Takes a whole history item back under the authority of whoever undoes, or says what stands against it. */
export async function undoItem(org: Org, wanted: string | undefined): Promise<Result<Applied, UndoFailure>> {
  const item = findUndoable(org, wanted)
  if (!item.ok) return item
  const intents = intentsOfItem(org, item.value)
  if (touchesHidden(org, intents)) return failed('cannot-undo', hiddenSubjects)
  const inverse = invertItem(org, item.value, intents)
  if (!inverse.ok) return inverse
  const edit = { intents: inverse.value, personal: [] }
  const undone = edit.intents.length > 1 ? await org.applyInSteps(edit) : org.apply(edit)
  if (undone.ok || undone.error.code !== 'conflict') return undone
  return failed(
    'cannot-undo',
    `This cannot be taken back, because of something that came later. ${undone.error.message}`,
    {
      because: undone.error.because ?? [],
    },
  )
}

/** Whether an item could be taken back now, and why not, without doing it. `intents`: what it did, as `intentsOfItem` says. */
export function whyNotUndo(
  org: Org,
  item: string,
  intents: readonly Intent[] = intentsOfItem(org, item),
): string | null {
  if (touchesHidden(org, intents)) return hiddenSubjects
  const inverse = invertItem(org, item, intents)
  if (!inverse.ok) return inverse.error.message
  const preview = org.preview({ intents: inverse.value, personal: [] })
  return preview.ok ? null : preview.error.message
}

const hiddenSubjects = 'It touches people whom you may not see, so it is not yours to take back.'

/** A refusal must not name people whom the actor may not see (S0.14). */
function touchesHidden(org: Org, intents: readonly Intent[]): boolean {
  const { actor } = org
  if (actor === null) return false
  const rules = org.rules()
  const atMs = org.now()
  // From the intents: the log finds the changes of a person fast, but the people of a change only by going through all.
  return intents.some((intent) => [...subjectsOf(intent)].some((id) => seeing(rules, actor, id, atMs) === 'hidden'))
}

export function intentsOfItem(org: Org, item: string): Intent[] {
  const settled = listSettledOfItem(org.store.db, item).flatMap((row) => appliedIntent(row)?.intent ?? [])
  return [...settled, ...pendingIntentsOf(org, item)]
}

/** The rows of own pending changes that are shown as done. */
function pendingIntentsOf(org: Org, item: string): Intent[] {
  return listProposalsOfItem(org.store.db, item).flatMap((row) => {
    const change = readChange(row.bytes)
    const outlook = readOutlook(row)
    if (!change.ok || outlook === null) return []
    const part = appliedPart(change.value.intent, rowOutcomes(outlook, row.rowCount))
    return part === null ? [] : [part]
  })
}

function isShownAsDone(row: Pick<PendingRow, 'outlook' | 'rowCount'>): boolean {
  const outlook = readOutlook(row)
  return outlook !== null && rowOutcomes(outlook, row.rowCount).some(({ verdict }) => verdict === 'applied')
}

/**
 * What the first change of an item says beside its rows. Cheap: large bodies are not checked again for it.
 *
 * @param first  that change; undefined while the item is pending
 */
export function readItemHead(
  org: Org,
  item: string,
  first = listParts(org.store.db, item)[0],
): { undoes: string | null; noteHash: string | null; at: string } {
  const bytes =
    first === undefined
      ? listProposalsOfItem(org.store.db, item)[0]?.bytes
      : readChangeBytes(org.store.db, first.changeId)
  if (bytes === undefined) return { undoes: null, noteHash: null, at: '' }
  const record = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    at: string
    body: { undoes?: string; note?: { hash: string } }
  }
  return { undoes: record.body.undoes ?? null, noteHash: record.body.note?.hash ?? null, at: record.at }
}

function invertItem(org: Org, item: string, intents: readonly Intent[]): Result<Intent[], UndoFailure> {
  if (intents.length === 0) return failed('not-found', 'There is no such item in the history.')
  const inverse: Intent[] = []
  for (const intent of intents.toReversed()) {
    const inverted = invertChange(org.state(), intent)
    if (!inverted.ok) return inverted
    if (inverted.value !== null && inverted.value.kind !== 'org.create') {
      inverse.push({ ...inverted.value, body: { ...inverted.value.body, undoes: item } } as Intent)
    }
  }
  return done(inverse)
}

/** By the start of an id, or the newest item of the actor's own that is no undo and was not undone yet. */
export function findUndoable(org: Org, wanted: string | undefined): Result<string, UndoFailure> {
  if (wanted !== undefined) {
    const found = [...findItems(org.store.db, wanted), ...findPendingItems(org.store.db, wanted)]
    const items = [...new Set(found)]
    if (items.length === 1) return done(items[0]!)
    return items.length === 0
      ? failed('not-found', `There is no change “${wanted}” in the history.`)
      : failed('not-found', `Several changes start with “${wanted}”. Give more of its id.`)
  }
  const undone = new Set<string>()
  if (org.actor !== null) {
    const own = org.line.pending().filter((row) => row.author === org.actor && isShownAsDone(row))
    const pending = own.map(({ item }) => item)
    const settled = listItems(org.store.db, { who: org.actor, offset: 0, limit: 200 }).items.map(({ item }) => item)
    for (const item of new Set([...pending.toReversed(), ...settled])) {
      const takesBack = readItemHead(org, item).undoes
      if (takesBack !== null) undone.add(takesBack)
      else if (!undone.has(item) && listParts(org.store.db, item)[0]?.kind !== 'org.create') return done(item)
    }
  }
  return failed('not-found', 'There is nothing of yours to take back.')
}
