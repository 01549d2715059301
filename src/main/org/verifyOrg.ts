import type { ReadableDb, WritableDb } from '../store/database'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { compareTables } from '../store/queries/compareTables'
import { countSettled, eachSettled, isSettled, findEntryHash, readHead, readLastSeq } from '../store/queries/log'
import { eachPersonal, findPersonal } from '../store/queries/personalValues'
import { listPending, readProposal, writeProposal } from '../store/queries/proposals'
import { layOverlay } from './line/overlay'
import { walkLine } from './line/walkLine'
import { isSound } from './personalValues'
import { replay, type Replayed } from './replay'
import { runInSteps, type Steps, type Watch } from './runInSteps'

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
    const altered = await runInSteps(findAlteredPersonal(db), watch, 'Checking names and details', 0)
    if (altered === undefined) return undefined
    const problems = [...altered.value]
    if (!replayed.value.ok) {
      const { at, message } = replayed.value.error
      problems.push({ where: at ?? 'log', text: message })
    } else {
      const laid = await runInSteps(layPending(db, twin.db, replayed.value.value), watch, 'Laying what is pending', 0)
      if (laid === undefined) return undefined
      const compared = await runInSteps(compareTables(db, twin.db), watch, 'Comparing tables', 0)
      if (compared === undefined) return undefined
      for (const difference of compared.value) {
        problems.push({ where: `${difference.table} ${difference.row}`, text: difference.text })
      }
    }
    return { ok: problems.length === 0, entries, changes: entries, problems }
  } finally {
    twin.close()
  }
}

/** Own pending changes are part of the present: they are laid over the twin as they were laid over the file. */
function* layPending(db: ReadableDb, twin: WritableDb, { orgId, state, rules }: Replayed): Steps<void> {
  const own = listPending(db)
  if (own.length === 0) return
  // The twin is thrown away: nobody takes back what was laid half.
  twin.script('BEGIN')
  for (const { id } of own) {
    writeProposal(twin, readProposal(db, id)!)
    yield 0
  }
  const walker = walkLine({
    orgId,
    state,
    rules,
    head: readHead(twin),
    hashOf: (n) => findEntryHash(twin, n),
    lastSeqOf: (key) => readLastSeq(twin, key),
    isSettled: (id) => isSettled(twin, id),
    personal: (hash) => findPersonal(db, hash),
    ownsState: false,
  })
  yield* layOverlay(twin, walker, null)
  twin.script('COMMIT')
}

/** Values looked at between two looks at the clock. */
const valuesAtOnce = 500

/** The first personal value that does not fit the hash that was signed. */
function* findAlteredPersonal(db: ReadableDb): Steps<Verification['problems']> {
  let count = 0
  for (const value of eachPersonal(db)) {
    count += 1
    if (count % valuesAtOnce === 0) yield count
    if (isSound(value)) continue
    return [
      {
        where: `personal ${value.hash.slice(0, 12)}`,
        text: `The ${value.field} of person ${value.staffId} was altered: it does not fit the hash that was signed.`,
      },
    ]
  }
  return []
}
