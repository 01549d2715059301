import { done, type Result } from '../../shared/domain/result'
import type { ReadableDb } from '../store/database'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { compareTables } from '../store/queries/compareTables'
import { countSettled, eachPersonal, eachSettled, findPersonal } from '../store/queries/log'
import { hashPersonal } from './personalValues'
import { replay } from './replay'

export interface Verification {
  readonly ok: boolean
  readonly entries: number
  readonly changes: number
  readonly problems: readonly { readonly where: string; readonly text: string }[]
}

/**
 * Replays the log into an empty database, checks every hash and signature, and compares every log-born table row by row.
 *
 * @param onEntry called every few entries with the number done; false stops
 */
export function verifyOrg(db: ReadableDb, onEntry?: (n: number) => boolean): Result<Verification, 'cancelled'> {
  const problems: { where: string; text: string }[] = []
  for (const value of eachPersonal(db)) {
    if (hashPersonal(Buffer.from(value.salt, 'hex'), value.value) !== value.hash) {
      problems.push({
        where: `personal ${value.hash.slice(0, 12)}`,
        text: `The ${value.field} of person ${value.staffId} was altered: it does not fit the hash that was signed.`,
      })
      break
    }
  }
  const entries = countSettled(db)
  const twin = createMemoryStore()
  try {
    const replayed = fillStore(twin.db, () =>
      replay(eachSettled(db), {
        personal: (hash) => findPersonal(db, hash),
        into: twin.db,
        ...(onEntry === undefined ? {} : { onEntry }),
      }),
    )
    if (!replayed.ok) {
      if (replayed.error.code === 'cancelled')
        return { ok: false, error: { code: 'cancelled', message: replayed.error.message } }
      problems.push({ where: replayed.error.at ?? 'log', text: replayed.error.message })
    } else {
      for (const difference of compareTables(db, twin.db)) {
        problems.push({ where: `${difference.table} ${difference.row}`, text: difference.text })
      }
    }
  } finally {
    twin.close()
  }
  return done({ ok: problems.length === 0, entries, changes: entries, problems })
}
