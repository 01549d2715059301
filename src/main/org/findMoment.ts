import { readInstant } from '../../shared/domain/readInstant'
import { done, failed, type Result } from '../../shared/domain/result'
import { findEntryAt, readSettledAt } from '../store/queries/log'
import type { Org } from './Org'

/** A point in the life of an organization: after entry `n`, looked at from the instant `atMs` (UTC ms). */
export interface Moment {
  readonly n: number
  readonly atMs: number
}

/**
 * The moment that somebody names: the number of an entry (seen from when it settled), an instant, or a bare date, which
 * is the end of that day in the organization's time zone (cli.md, `--as-of`).
 */
export function findMoment(org: Org, wanted: string): Result<Moment, 'bad-moment'> {
  const text = wanted.trim()
  const { settings } = org.state()
  const { n: newest } = org.revision()
  if (/^\d{1,9}$/.test(text)) {
    const n = Number(text)
    const atMs = readSettledAt(org.store.db, n)
    if (atMs !== undefined) return done({ n, atMs })
    return failed('bad-moment', `There is no entry ${text}. The history runs from entry 1 to entry ${newest}.`)
  }
  const endMs = readInstant(text, settings.timeZone, 'end')
  if (endMs === null) {
    return failed(
      'bad-moment',
      `“${text.slice(0, 60)}” is no moment. Use the number of an entry, a date like 2026-11-30, or an instant like 2026-11-30T18:00Z.`,
    )
  }
  // What was is what has happened: the end of today is now.
  const isBareDate = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const nowMs = org.now()
  const isToday = isBareDate && endMs > nowMs && (readInstant(text, settings.timeZone, 'start') ?? endMs) <= nowMs
  if (endMs > nowMs && !isToday) return failed('bad-moment', `${text} has not come yet.`)
  // The first instant of the next day is no longer that day.
  const atMs = isToday ? nowMs : isBareDate ? endMs - 1 : endMs
  const n = findEntryAt(org.store.db, atMs)
  if (n !== undefined) return done({ n, atMs })
  const bornAt = new Date(settings.createdAtMs).toISOString().slice(0, 16).replace('T', ' ')
  return failed('bad-moment', `${settings.name} did not exist then: it was created on ${bornAt} UTC.`)
}
