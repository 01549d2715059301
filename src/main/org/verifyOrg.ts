import type { ReadableDb } from '../store/database'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { compareTables } from '../store/queries/compareTables'
import { countSettled, eachPersonal, eachSettled, findPersonal } from '../store/queries/log'
import { hashPersonal } from './personalValues'
import { replay } from './replay'
import { runInSteps, type Watch } from './runInSteps'

export interface Verification {
  readonly ok: boolean
  readonly entries: number
  readonly changes: number
  readonly problems: readonly { readonly where: string; readonly text: string }[]
}

/**
 * Replays the log into an empty database, checks every hash and signature, and compares every log-born table row by row.
 * Lets other work go on meanwhile; a cancel answers undefined.
 */
export async function verifyOrg(db: ReadableDb, watch: Watch = {}): Promise<Verification | undefined> {
  const entries = countSettled(db)
  const twin = createMemoryStore()
  try {
    const steps = fillStore(
      twin.db,
      replay(eachSettled(db), { personal: (hash) => findPersonal(db, hash), into: twin.db }),
    )
    const replayed = await runInSteps(steps, watch, 'Checking entries', entries)
    if (replayed === undefined) return undefined
    const problems = [...findAlteredPersonal(db)]
    if (!replayed.value.ok) {
      const { at, message } = replayed.value.error
      problems.push({ where: at ?? 'log', text: message })
    } else {
      for (const difference of compareTables(db, twin.db)) {
        problems.push({ where: `${difference.table} ${difference.row}`, text: difference.text })
      }
    }
    return { ok: problems.length === 0, entries, changes: entries, problems }
  } finally {
    twin.close()
  }
}

/** The first personal value that does not fit the hash that was signed. */
function* findAlteredPersonal(db: ReadableDb): Generator<Verification['problems'][number]> {
  for (const value of eachPersonal(db)) {
    if (hashPersonal(Buffer.from(value.salt, 'hex'), value.value) === value.hash) continue
    yield {
      where: `personal ${value.hash.slice(0, 12)}`,
      text: `The ${value.field} of person ${value.staffId} was altered: it does not fit the hash that was signed.`,
    }
    return
  }
}
