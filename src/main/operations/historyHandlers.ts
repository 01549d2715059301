import { done } from '../../shared/domain/result'
import { undoItem } from '../org/undoItem'
import { listItems } from '../store/queries/log'
import { describeItems } from './describeItem'
import { presentApplied, findVisible } from './present'
import type { OrgHandlers } from './session'

export const historyHandlers: Pick<OrgHandlers, 'log.list' | 'change.undo'> = {
  'log.list': (org, input) => {
    const { who, about, kind, entry, sinceMs, offset, limit } = input
    if (about !== undefined && (findVisible(org, about)?.masked ?? true)) return done({ total: 0, items: [] })
    const found = listItems(org.store.db, {
      ...(who === undefined ? {} : { who }),
      ...(about === undefined ? {} : { about }),
      ...(kind === undefined ? {} : { kind }),
      ...(entry === undefined ? {} : { entry }),
      ...(sinceMs === undefined ? {} : { sinceMs }),
      offset,
      limit,
    })
    return done({ total: found.total, items: describeItems(org, found.items, input.onceWritable) })
  },

  'change.undo': async (org, { item }) => {
    const undone = await undoItem(org, item)
    return undone.ok ? done(presentApplied(undone.value)) : undone
  },
}
