import { done } from '../../shared/domain/result'
import { findUndoable, undoItem } from '../org/undoItem'
import { listItems, listParts } from '../store/queries/historyItems'
import { describeItem, describeItems } from './describeItem'
import { presentApplied, findVisible } from './present'
import { findPending, readPending } from './readPending'
import type { OrgHandlers } from './session'

const nothingPending = { total: 0, items: [] }
/** Pending items that stand above the history. */
const mostPending = 50

export const historyHandlers: Pick<OrgHandlers, 'log.list' | 'change.undoable' | 'change.undo'> = {
  'log.list': (org, input) => {
    const { who, about, kind, entry, sinceMs, offset, limit } = input
    if (about !== undefined && (findVisible(org, about)?.masked ?? true)) {
      return done({ total: 0, items: [], pending: nothingPending })
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
    })
  },

  'change.undoable': (org) => {
    const found = findUndoable(org, undefined)
    const pending = found.ok ? findPending(org, found.value) : null
    const isSettled = found.ok && pending === null && listParts(org.store.db, found.value).length > 0
    return done({ settled: isSettled ? describeItem(org, found.value) : null, pending })
  },

  'change.undo': async (org, { item }) => {
    const undone = await undoItem(org, item)
    return undone.ok ? done(presentApplied(undone.value)) : undone
  },
}
