import { type Intent, rowsPerChange } from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { KeyId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { RowVerdict } from '../changes/planning'
import { compileRules, type Rules } from '../engine/compileRules'
import type { WritableDb } from '../store/database'
import { storeFailure } from '../store/failures'
import type { Store, Writer } from '../store/openStore'
import { arrangeDrafts, draftKey, writeDraft } from '../store/queries/drafts'
import { isSettled, findEntryHash, readHead, readLastSeq } from '../store/queries/log'
import { findPersonal } from '../store/queries/personalValues'
import { readOverlayVersion } from '../store/queries/overlay'
import { countOwnProposals, readLastProposed } from '../store/queries/proposals'
import { readState } from '../store/queries/readState'
import type { LineFailure } from './line/Line'
import { type MoveOptions, openLine } from './line/openLine'
import { beforeKeeper } from './line/overlay'
import { type LineWalker, walkLine } from './line/walkLine'
import type { Applied, ApplyFailure, ApplyOptions, Org, Revision, Wanted } from './Org'
import type { Sources } from './personalValues'
import { runAtOnce, runInSteps, type Steps, type Watch } from './runInSteps'
import { judgeChange, rulesAfter } from './settle'
import { stateLayer } from './stateLayer'
import { type Batch, type Identity, refusalOf, Stopped, writeBatch, type WrittenBatch } from './writeBatch'

interface Opening {
  readonly store: Store
  readonly kind: Org['kind']
  readonly orgId: string
  readonly state: OrgState
  readonly rules?: Rules
  readonly identity: Identity | null
  readonly readOnlyBecause: string | null
  readonly isLocked?: boolean
  readonly sources: Sources
  /** Whether this desktop holds a key, whoever acts now. */
  readonly holdsKey?: (key: KeyId) => boolean
}

/**
 * The one door to an organization: nothing changes but through `apply`, or through `line` as other consoles settled it.
 * INVARIANT (memory follows the file): state and rules move only after the commit.
 */
export function openOrg(opening: Opening): Org {
  const { store, identity, sources } = opening
  let state = opening.state
  let rules = opening.rules ?? compileRules(state)
  let head = readHead(store.db)
  let overlay = readOverlayVersion(store.db)
  let dataVersion = store.dataVersion()
  /** Whoever writes a long transaction now. */
  let writing: object | null = null
  /** Lets an edit go in front of what is being settled; null where nothing gives way. */
  let giveWay: (() => void) | null = null
  /** What waits until a long transaction has ended. */
  const whenDone: (() => void)[] = []
  let isClosed = false
  const listeners = new Set<(revision: Revision) => void>()
  const revision = (): Revision => ({ n: head.n, head: head.hash })

  const line = openLine({
    db: store.db,
    orgId: opening.orgId,
    identity,
    readOnlyBecause: opening.readOnlyBecause,
    holdsKey: opening.holdsKey ?? ((key) => key === identity?.operator.id),
    now: () => sources.now(),
    state: () => state,
    rules: () => rules,
    headNumber: () => head.n,
    move: (work, options) => {
      const stands = whyNotMoved()
      if (stands !== null) return stands
      refresh()
      const walker = walkSettled(store.db, options)
      try {
        const value = store.db.transaction(() => {
          const made = runAtOnce(work(store.db, walker))
          if (!options.commit) throw new TakenBack(made)
          return made
        })
        follow(walker)
        return done(value)
      } catch (error) {
        if (error instanceof TakenBack) return done(error.made as never)
        return storeFailure(error, store.path) as Result<never, LineFailure>
      }
    },
    moveInSteps,
    note: (work) => {
      if (store.readOnlyBecause !== null || opening.kind === 'bundle') return
      whenFree(() => store.db.transaction(() => work(store.db)))
    },
  })

  /** Why the line cannot be moved now; null when it can. */
  function whyNotMoved(): Result<never, 'read-only' | 'conflict'> | null {
    if (store.readOnlyBecause !== null || opening.kind === 'bundle') {
      const because = whyReadOnly() ?? 'This organization is open for reading only.'
      return failed('read-only', `${because} Nothing was changed.`)
    }
    return isApplying() ? failed('conflict', 'A large edit is being written. Wait until it is done.') : null
  }

  async function moveInSteps<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
    watch: Watch,
  ): Promise<Result<Value, LineFailure | 'cancelled'>> {
    for (let tried = 1; ; tried += 1) {
      const stands = whyNotMoved()
      if (stands !== null) return stands
      refresh()
      let hasGivenWay = false
      const isCancelled = () => isClosed || watch.isCancelled?.() === true
      const ended = await alone(async (letGo) => {
        try {
          return await beside(async ({ db, commit, close }) => {
            // An edit of whoever sits here goes first, and this begins anew; not for ever, or it would never end.
            if (tried <= timesGivenWay) {
              giveWay = () => {
                hasGivenWay = true
                close()
                letGo()
              }
            }
            const walker = walkSettled(db, options)
            const isOver = () => hasGivenWay || isCancelled()
            const made = await runInSteps(work(db, walker), { ...watch, isCancelled: isOver }, '', 0)
            if (made === undefined || isOver()) return failed('cancelled', stoppedHere)
            if (options.commit) {
              commit()
              follow(walker)
            }
            return done(made.value)
          })
        } catch (error) {
          return storeFailure(error, store.path) as Result<never, LineFailure>
        }
      })
      if (!hasGivenWay || isCancelled()) return ended
      while (isApplying() && !isCancelled()) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  function walkSettled(db: WritableDb, { onPut, personal }: MoveOptions): LineWalker {
    return walk(db, { onPut, countsPending: false, ...pick(personal) })
  }

  /** Does long work while nothing else is written; small notes meanwhile are written after it. */
  async function alone<Value>(work: (letGo: () => void) => Promise<Value>): Promise<Value> {
    const mine = {}
    const letGo = () => {
      if (writing !== mine) return
      writing = null
      giveWay = null
      const waiting = whenDone.splice(0)
      if (!isClosed) for (const one of waiting) one()
    }
    writing = mine
    try {
      return await work(letGo)
    } finally {
      letGo()
    }
  }

  /**
   * A long transaction on a connection of its own: reading goes on meanwhile, and sees nothing of it before the commit.
   * Without a commit everything is taken back.
   */
  async function beside<Value>(work: (writer: Writer) => Promise<Value>): Promise<Value> {
    const writer = store.openWriter()
    try {
      return await work(writer)
    } finally {
      writer.close()
    }
  }

  function isApplying(): boolean {
    return writing !== null
  }

  function whenFree(work: () => void): void {
    if (isApplying()) whenDone.push(work)
    else work()
  }

  function whyReadOnly(): string | null {
    if (opening.readOnlyBecause !== null) return opening.readOnlyBecause
    if (line.halt !== null) return line.halt.text
    return identity === null ? null : whyActsNoMore(state, identity)
  }

  function refresh(): void {
    if (opening.kind === 'bundle') return
    const version = store.dataVersion()
    if (version === dataVersion) return
    dataVersion = version
    const now = readHead(store.db)
    const overlayNow = readOverlayVersion(store.db)
    if (now.hash === head.hash && overlayNow === overlay) return
    state = readState(store.db)!
    rules = compileRules(state)
    head = now
    overlay = overlayNow
    line.forget()
    announce()
  }

  function announce(): void {
    for (const listener of listeners) listener(revision())
  }

  function personalOf(wanted: Wanted): (hash: string) => string | undefined {
    const fresh = new Map(wanted.personal.map((value) => [value.hash, value.value]))
    return (hash) => fresh.get(hash) ?? findPersonal(store.db, hash)
  }

  /** Walks on from the present. Nothing of it is seen before `follow`. */
  function walk(
    db: WritableDb,
    options: {
      readonly personal?: (hash: string) => string | undefined
      readonly onPut?: Parameters<typeof walkLine>[0]['onPut']
      readonly countsPending: boolean
    },
  ): LineWalker {
    return walkLine({
      orgId: opening.orgId,
      state,
      rules,
      head,
      hashOf: (n) => findEntryHash(db, n),
      lastSeqOf: (key) => Math.max(readLastSeq(db, key), options.countsPending ? readLastProposed(db, key) : 0),
      isSettled: (id) => isSettled(db, id),
      personal: (hash) => options.personal?.(hash) ?? findPersonal(db, hash),
      ownsState: false,
      ...(options.onPut === undefined ? {} : { onPut: options.onPut }),
    })
  }

  /** Memory follows what was committed. */
  function follow(walker: LineWalker): void {
    ;({ state, rules, head } = walker.finish())
    overlay = readOverlayVersion(store.db)
    dataVersion = store.dataVersion()
    line.forget()
    announce()
  }

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
    giveWay?.()
    if (isApplying())
      return failed('conflict', 'A large edit is being written. Wait until it is done, then repeat this one.')
    refresh()
    const isSettling = settlesAtOnce()
    const parts = { orgId: opening.orgId, identity, sources, wanted, isSettling }
    const walkOn = (): Batch => {
      const personal = personalOf(wanted)
      const target = db()
      const onPut = isSettling ? {} : { onPut: beforeKeeper(target) }
      return { ...parts, walker: walk(target, { personal, countsPending: true, ...onPut }) }
    }
    return done({ ...parts, walkOn })
  }

  function finish(batch: Batch, written: WrittenBatch): Result<Applied, ApplyFailure> {
    follow(batch.walker)
    return done({ revision: revision(), item: written.item, changes: written.changes, isPending: !batch.isSettling })
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
    return alone(async () => {
      try {
        return await beside(async ({ db, commit }) => {
          target = db
          const batch = prepared.value.walkOn()
          const steps = writeBatch(db, batch)
          for (;;) {
            const step = steps.next()
            if (step.done === true) {
              commit()
              return finish(batch, step.value)
            }
            await new Promise(setImmediate)
            if (isClosed) throw new Stopped(cancelled)
            tellProgress(options, step.value, wanted)
          }
        })
      } catch (error) {
        return failureOf(error)
      }
    })
  }

  function* previewSteps(wanted: Wanted): Steps<Result<OrgState, ApplyFailure>> {
    if (identity === null) return failed('read-only', whyReadOnly() ?? 'Nobody is signed in.')
    const layer = stateLayer(state)
    const personal = personalOf(wanted)
    let nextRules = rules
    for (const [i, intent] of wanted.intents.entries()) {
      const judged = {
        layer,
        rules: nextRules,
        author: identity.staffId,
        orgId: opening.orgId,
        atMs: sources.now(),
        personal,
      }
      const judgement = judgeChange(judged, intent)
      if (judgement.verdict !== 'applied') return { ok: false, error: refusalOf(judgement, intent) }
      if (i + 1 < wanted.intents.length) nextRules = rulesAfter(nextRules, layer.state, judgement.effects)
      yield i + 1
    }
    return done(layer.state)
  }

  function* judge(intents: readonly Intent[]): Steps<readonly RowVerdict[]> {
    if (identity === null) return []
    const layer = stateLayer(state)
    const personal = personalOf({ intents, personal: [] })
    const verdicts: RowVerdict[] = []
    let nextRules = rules
    // As the door does it: rules follow after each change, which holds up to rowsPerChange rows.
    let effects: Effect[] = []
    let rowsSince = 0
    for (const [i, intent] of intents.entries()) {
      const judged = {
        layer,
        rules: nextRules,
        author: identity.staffId,
        atMs: sources.now(),
        personal,
        orgId: opening.orgId,
      }
      const judgement = judgeChange(judged, intent)
      for (const verdict of judgement.rows) verdicts.push(verdict)
      effects = [...effects, ...judgement.effects]
      rowsSince += judgement.rows.length
      if (rowsSince >= rowsPerChange) {
        nextRules = rulesAfter(nextRules, layer.state, effects)
        effects = []
        rowsSince = 0
      }
      yield i + 1
    }
    return verdicts
  }

  return {
    path: store.path,
    kind: opening.kind,
    get mode() {
      return whyReadOnly() === null && identity !== null ? 'edit' : 'read-only'
    },
    get readOnlyBecause() {
      return whyReadOnly()
    },
    line,
    isLocked: opening.isLocked === true,
    actor: identity?.staffId ?? null,
    orgId: opening.orgId,
    asOf: null,
    viewedAs: null,
    draftOwner: identity?.operator.id ?? null,
    sign: (message) =>
      identity === null
        ? null
        : { key: identity.operator.id, signature: Buffer.from(identity.operator.sign(message)).toString('hex') },
    now: () => sources.now(),
    state: () => state,
    rules: () => rules,
    revision,
    stamp: () => `${head.n} ${head.hash} ${overlay}`,
    store,
    apply,
    applyInSteps,
    preview: (wanted) => runAtOnce(previewSteps(wanted)),
    previewSteps,
    judge,
    saveDraft: (draft, of) => {
      if (identity === null || opening.readOnlyBecause !== null) return
      whenFree(() => writeDraft(store.db, draftKey(identity.operator.id, of), draft))
    },
    arrangeDrafts: (deed) => {
      if (identity === null || opening.readOnlyBecause !== null || isApplying()) return false
      arrangeDrafts(store.db, draftKey(identity.operator.id), deed)
      return true
    },
    copyTo: (path) => store.copyTo(path),
    refresh,
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      isClosed = true
      listeners.clear()
      store.close()
    },
  }
}

/** Why whoever acts here may sign nothing any more, by what is known of it now; null while they may. */
function whyActsNoMore(state: OrgState, { operator, staffId }: Identity): string | null {
  if (state.keys.get(operator.id)?.isRevoked === true) {
    return 'Your key on this desktop was revoked. Ask for a new one: somebody who is enrolled approves it.'
  }
  const person = state.staff.get(staffId)
  if (person === undefined || person.state === 'active') return null
  return person.state === 'removed'
    ? 'You were removed from this organization. Somebody who manages you can restore you.'
    : 'You are not active in this organization any more.'
}

/** Carries what was made out of a transaction that keeps nothing. */
class TakenBack extends Error {
  readonly made: unknown
  constructor(made: unknown) {
    super('taken back')
    this.made = made
  }
}

function pick(personal: ((hash: string) => string | undefined) | undefined): {
  personal?: (hash: string) => string | undefined
} {
  return personal === undefined ? {} : { personal }
}

/** So often an edit goes in front of what is being settled. */
const timesGivenWay = 3

const stoppedHere = 'Stopped. What was settled so far stays.'

const cancelled = { code: 'cancelled', message: 'Stopped. Nothing was changed.' } as const

function tellProgress(options: ApplyOptions, count: number, wanted: Wanted): void {
  if (options.onProgress?.(count, wanted.intents.length) === false) throw new Stopped(cancelled)
}
