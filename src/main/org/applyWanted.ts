import { done, failed, type Result } from '../../shared/domain/result'
import type { WritableDb } from '../store/database'
import { storeFailure } from '../store/failures'
import type { Store } from '../store/openStore'
import { findPersonal } from '../store/queries/personalValues'
import { countOwnProposals } from '../store/queries/proposals'
import { beside } from './beside'
import type { Line } from './line/Line'
import { beforeKeeper } from './line/overlay'
import type { LongWork } from './longWork'
import type { Present } from './openPresent'
import type { Applied, ApplyFailure, ApplyOptions, Org, Wanted } from './Org'
import type { Sources } from './personalValues'
import { type Batch, type Identity, Stopped, writeBatch, type WrittenBatch } from './writeBatch'

interface Parts {
  readonly store: Store
  readonly orgId: string
  readonly identity: Identity | null
  readonly sources: Sources
  readonly present: Present
  readonly long: LongWork
  readonly line: Line
  readonly whyReadOnly: () => string | null
}

/** Carries edits out through the one door, at once or letting other work go on between the changes. */
export function applyWanted(parts: Parts): Pick<Org, 'apply' | 'applyInSteps'> {
  const { store, identity, sources, present, long, line, whyReadOnly } = parts

  /** Settles at once when it is this console's turn and nothing of its own waits in front. */
  function settlesAtOnce(): boolean {
    return line.maySettle && line.settledState().settings.sequencer === 'registrar' && countOwnProposals(store.db) === 0
  }

  function prepare(
    wanted: Wanted,
    db: () => WritableDb,
  ): Result<Omit<Batch, 'walker'> & { walkOn(): Batch }, ApplyFailure> {
    const because = whyReadOnly()
    if (identity === null || because !== null) {
      return failed('read-only', `${because ?? 'Nobody is signed in.'} Nothing was changed.`)
    }
    long.giveWay()
    if (long.isUnderWay())
      return failed('conflict', 'A large edit is being written. Wait until it is done, then repeat this one.')
    present.refresh()
    const isSettling = settlesAtOnce()
    const batch = { orgId: parts.orgId, identity, sources, wanted, isSettling }
    const walkOn = (): Batch => {
      const personal = personalOf(store, wanted)
      const target = db()
      const onPut = isSettling ? {} : { onPut: beforeKeeper(target) }
      return { ...batch, walker: present.walk(target, { personal, countsPending: true, ...onPut }) }
    }
    return done({ ...batch, walkOn })
  }

  function finish(batch: Batch, written: WrittenBatch): Result<Applied, ApplyFailure> {
    present.follow(batch.walker)
    const { item, changes } = written
    return done({ revision: present.revision(), item, changes, isPending: !batch.isSettling })
  }

  function failureOf(error: unknown): Result<Applied, ApplyFailure> {
    if (error instanceof Stopped) return { ok: false, error: error.failure }
    return storeFailure(error, store.path) as Result<Applied, ApplyFailure>
  }

  function apply(wanted: Wanted, options: ApplyOptions = {}): Result<Applied, ApplyFailure> {
    const prepared = prepare(wanted, () => store.db)
    if (!prepared.ok) return prepared
    try {
      const batch = prepared.value.walkOn()
      const written = store.db.transaction(() => {
        const steps = writeBatch(store.db, batch)
        for (;;) {
          const step = steps.next()
          if (step.done === true) return step.value
          tellProgress(options, step.value, wanted)
        }
      })
      return finish(batch, written)
    } catch (error) {
      return failureOf(error)
    }
  }

  async function applyInSteps(wanted: Wanted, options: ApplyOptions = {}): Promise<Result<Applied, ApplyFailure>> {
    let target: WritableDb = store.db
    const prepared = prepare(wanted, () => target)
    if (!prepared.ok) return prepared
    return long.alone(async (turn) => {
      try {
        return await beside(store, async ({ db, commit }) => {
          target = db
          const batch = prepared.value.walkOn()
          const steps = writeBatch(db, batch)
          for (;;) {
            const step = steps.next()
            if (step.done === true) {
              commit()
              const finished = finish(batch, step.value)
              turn.letGo()
              return finished
            }
            await new Promise(setImmediate)
            if (long.isClosed) throw new Stopped(cancelled)
            tellProgress(options, step.value, wanted)
          }
        })
      } catch (error) {
        return failureOf(error)
      }
    })
  }

  return { apply, applyInSteps }
}

/** The values that the edits bring, and those in the file. */
export function personalOf({ db }: Pick<Store, 'db'>, { personal }: Wanted): (hash: string) => string | undefined {
  const fresh = new Map(personal.map((value) => [value.hash, value.value]))
  return (hash) => fresh.get(hash) ?? findPersonal(db, hash)
}

const cancelled = { code: 'cancelled', message: 'Stopped. Nothing was changed.' } as const

function tellProgress(options: ApplyOptions, count: number, wanted: Wanted): void {
  if (options.onProgress?.(count, wanted.intents.length) === false) throw new Stopped(cancelled)
}
