import { done, failed, type Result } from '../../shared/domain/result'
import type { WritableDb } from '../store/database'
import { storeFailure } from '../store/failures'
import type { Store } from '../store/openStore'
import type { Door, MoveOptions } from './line/Door'
import type { LineFailure } from './line/Line'
import type { LineWalker } from './line/walkLine'
import type { LongWork } from './longWork'
import type { Present } from './openPresent'
import { runAtOnce, runInSteps, type Steps, type Watch } from './runInSteps'
import { beside } from './beside'

interface Parts {
  readonly store: Store
  readonly present: Present
  readonly long: LongWork
  /** Why nothing may be written here, whoever acts; null where it may. */
  readonly whyNotWritten: () => string | null
}

/** Moves the settled line in one transaction, at once or in steps; memory follows after the commit. */
export function moveLine({ store, present, long, whyNotWritten }: Parts): Pick<Door, 'move' | 'moveInSteps'> {
  /** Why the line cannot be moved now; null when it can. */
  function whyNotMoved(): Result<never, 'read-only' | 'conflict'> | null {
    const because = whyNotWritten()
    if (because !== null) return failed('read-only', `${because} Nothing was changed.`)
    return long.isUnderWay() ? failed('conflict', 'A large edit is being written. Wait until it is done.') : null
  }

  function walkSettled(db: WritableDb, { onPut, personal }: MoveOptions): LineWalker {
    return present.walk(db, { onPut, countsPending: false, ...(personal === undefined ? {} : { personal }) })
  }

  function move<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
  ): Result<Value, LineFailure> {
    const stands = whyNotMoved()
    if (stands !== null) return stands
    present.refresh()
    const walker = walkSettled(store.db, options)
    try {
      const value = store.db.transaction(() => {
        const made = runAtOnce(work(store.db, walker))
        if (!options.commits()) throw new TakenBack(made)
        return made
      })
      present.follow(walker)
      return done(value)
    } catch (error) {
      if (error instanceof TakenBack) return done(error.made as never)
      return storeFailure(error, store.path) as Result<never, LineFailure>
    }
  }

  async function moveInSteps<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
    watch: Watch,
  ): Promise<Result<Value, LineFailure | 'cancelled'>> {
    for (let tried = 1; ; tried += 1) {
      const stands = whyNotMoved()
      if (stands !== null) return stands
      present.refresh()
      let hasGivenWay = false
      const isCancelled = () => long.isClosed || watch.isCancelled?.() === true
      const ended = await long.alone(async (turn) => {
        try {
          return await beside(store, async ({ db, commit, close }) => {
            // An edit of whoever sits here goes first, and this begins anew; not for ever, or it would never end.
            if (tried <= timesGivenWay) {
              turn.yieldsTo(() => {
                hasGivenWay = true
                close()
                turn.letGo()
              })
            }
            const walker = walkSettled(db, options)
            const isOver = () => hasGivenWay || isCancelled()
            const made = await runInSteps(work(db, walker), { ...watch, isCancelled: isOver }, '', 0)
            if (made === undefined || isOver()) return failed('cancelled', stoppedHere)
            if (options.commits()) {
              commit()
              present.follow(walker)
              turn.letGo()
            }
            return done(made.value)
          })
        } catch (error) {
          return storeFailure(error, store.path) as Result<never, LineFailure>
        }
      })
      if (!hasGivenWay || isCancelled()) return ended
      while (long.isUnderWay() && !isCancelled()) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  return { move, moveInSteps }
}

/** Carries what was made out of a transaction that keeps nothing. */
class TakenBack extends Error {
  readonly made: unknown
  constructor(made: unknown) {
    super('taken back')
    this.made = made
  }
}

/** So often an edit goes in front of what is being settled. */
const timesGivenWay = 3

const stoppedHere = 'Stopped. What was settled so far stays.'
