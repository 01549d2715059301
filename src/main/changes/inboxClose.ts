import type { ChangeRow } from '../../shared/domain/change'
import { guardsOfKind } from './guardsOfKind'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/**
 * Closes an item of the inbox, or opens it again. Its author may, and whoever may make edits of its kind about everyone
 * that it is about.
 */
export function planInboxClose(planning: Planning, row: ChangeRow<'inbox.close'>): RowVerdict {
  const item = planning.state.inbox.get(row.change)
  if (item === undefined) return refused('no-such-item', 'There is no such item in the inbox.')
  if (item.author !== planning.author) {
    const edits = guardsOfKind[item.kind]
    const about = new Set(item.rows.flatMap(({ staffId }) => (staffId === null ? [] : [staffId])))
    const known = [...about].filter((staffId) => planning.state.staff.has(staffId))
    const refusal = firstRefusal(
      ...edits.map((edit) => () => planning.authority.edit(edit)),
      ...known.flatMap((on) => edits.map((edit) => () => planning.authority.edit(edit, { on }))),
    )
    if (refusal !== null) return refusal
  }
  const now = item.closed?.as ?? 'open'
  if (now === row.to) return agreed
  if (now !== row.from) return held('changed-meanwhile', 'This item of the inbox was closed meanwhile.')
  const closed = row.to === 'open' ? null : { as: row.to, by: planning.author, atMs: planning.atMs }
  planning.put({ entity: 'inbox', id: item.changeId, after: { ...item, closed } })
  return applied
}
