import { done, failed, type Result } from '../../../shared/domain/result'
import type { Org } from '../../org/Org'
import type { ChangeReader } from './changeReader'
import { type SeenItem, seenItems } from './readInbox'

/** The one item whose id starts so, open or closed. */
export function findMatch(org: Org, reader: ChangeReader, start: string): Result<SeenItem, 'not-found'> {
  const found = [...seenItems(org, reader, 'open'), ...seenItems(org, reader, 'closed')].filter(({ item }) =>
    item.changeId.startsWith(start),
  )
  if (found.length === 1) return done(found[0]!)
  return found.length === 0
    ? failed('not-found', `There is no item “${start}” in the inbox.`)
    : failed('not-found', `Several items of the inbox start with “${start}”. Give more of its id.`)
}
