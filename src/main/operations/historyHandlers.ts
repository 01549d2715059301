import { done } from '../../shared/domain/result'
import { undoItem } from '../org/undoItem'
import { listItems } from '../store/queries/historyItems'
import { describeItems } from './describeItem'
import { presentApplied, findVisible } from './present'
import { readPending } from './readPending'
import type { OrgHandlers } from './session'

const nothingPending = { total: 0, items: [] }
/** Pending items that stand above the history. */
const mostPending = 50

export const historyHandlers: Pick<OrgHandlers, 'log.list' | 'change.undo'> = {
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

  'change.undo': async (org, { item }) => {
    const undone = await undoItem(org, item)
    return undone.ok ? done(presentApplied(undone.value)) : undone
  },
}
