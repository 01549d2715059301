import { done } from '../../shared/domain/result'
import { findUndoable, undoItem } from '../org/undoItem'
import { listItems } from '../store/queries/historyItems'
import { describeItems } from './describeItem'
import { presentApplied, findVisible } from './present'
import { findPending, readPending } from './readPending'
import type { OrgHandlers } from './session'
import type { Org } from '../org/Org'

const nothingPending = { total: 0, items: [] }
/** Pending items that stand above the history. */
const mostPending = 50

export const historyHandlers: Pick<OrgHandlers, 'log.list' | 'change.undo'> = {
  'log.list': (org, input) => {
    const { who, about, kind, entry, sinceMs, offset, limit } = input
    if (about !== undefined && (findVisible(org, about)?.masked ?? true)) {
      return done({ total: 0, items: [], pending: nothingPending, pendingUndo: null })
    }
    const found = listItems(org.store.db, {
      ...(who === undefined ? {} : { who }),
      ...(about === undefined ? {} : { about }),
      ...(kind === undefined ? {} : { kind }),
      ...(entry === undefined ? {} : { entry }),
      ...(sinceMs === undefined ? {} : { sinceMs }),
      offset,
      limit,
    })
    const isFirst = offset === 0 && entry === undefined
    return done({
      total: found.total,
      items: describeItems(org, found.items, input.onceWritable),
      pending: isFirst ? readPending(org, mostPending, { who, about, kind }) : nothingPending,
      pendingUndo: isFirst ? readPendingUndo(org) : null,
    })
  },

  'change.undo': async (org, { item }) => {
    const undone = await undoItem(org, item)
    return undone.ok ? done(presentApplied(undone.value)) : undone
  },
}

/** The newest change of the actor's own, where it is not settled yet: no page of the history holds it. */
function readPendingUndo(org: Org): ReturnType<typeof findPending> {
  const isWritable = org.mode === 'edit' && org.asOf === null
  if (!isWritable || !org.line.pending().some(({ author }) => author === org.actor)) return null
  const found = findUndoable(org, undefined)
  return found.ok ? findPending(org, found.value) : null
}
