import type { ReadableDb, WritableDb } from '../store/database'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { compareTables } from '../store/queries/compareTables'
import { countSettled, eachSettled, isSettled, findEntryHash, readHead, readLastSeq } from '../store/queries/log'
import { eachPersonal, findPersonal } from '../store/queries/personalValues'
import { listOwnProposals, writeProposal } from '../store/queries/proposals'
import { layOverlay } from './line/overlay'
import { walkLine } from './line/walkLine'
import { isSound } from './personalValues'
import { replay, type Replayed } from './replay'
import { runAtOnce, runInSteps, type Watch } from './runInSteps'

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
      layPending(db, twin.db, replayed.value.value)
      for (const difference of compareTables(db, twin.db)) {
        problems.push({ where: `${difference.table} ${difference.row}`, text: difference.text })
      }
    }
    return { ok: problems.length === 0, entries, changes: entries, problems }
  } finally {
    twin.close()
  }
}

/** Own pending changes are part of the present: they are laid over the twin as they were laid over the file. */
function layPending(db: ReadableDb, twin: WritableDb, { orgId, state, rules }: Replayed): void {
  const own = listOwnProposals(db)
  if (own.length === 0) return
  for (const proposal of own) writeProposal(twin, proposal)
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
  twin.transaction(() => runAtOnce(layOverlay(twin, walker, null)))
}

/** The first personal value that does not fit the hash that was signed. */
function* findAlteredPersonal(db: ReadableDb): Generator<Verification['problems'][number]> {
  for (const value of eachPersonal(db)) {
    if (isSound(value)) continue
    yield {
      where: `personal ${value.hash.slice(0, 12)}`,
      text: `The ${value.field} of person ${value.staffId} was altered: it does not fit the hash that was signed.`,
    }
    return
  }
}
