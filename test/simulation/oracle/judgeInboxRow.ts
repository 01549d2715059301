import { guardsOf } from './guardsOf'
import type { RowInQuestion, Verdict } from './RowInQuestion'

/** How the closing of an item of the inbox ends; undefined for a kind that the oracle has not heard of. */
export function judgeInboxRow({ model, may, kind, me, row }: RowInQuestion): Verdict | undefined {
  if (kind !== 'inbox.close') return undefined
  const item = model.inbox.get(row.change)
  if (item === undefined) return 'refused'
  if (item.author !== me) {
    const edits = guardsOf(item.kind)
    const about = item.on.filter((on) => on !== null && model.people.has(on))
    if (!edits.every((edit) => may.edit(edit))) return 'refused'
    if (!about.every((on) => edits.every((edit) => may.edit(edit, { on: on! })))) return 'refused'
  }
  if (item.closed === row.to) return 'agreed'
  if (item.closed !== row.from) return 'held'
  item.closed = row.to
  return 'applied'
}
