import type { Intent } from '../../shared/domain/change'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { RowVerdict } from '../changes/planning'
import { compileRules, type Rules } from '../engine/compileRules'
import { storeFailure } from '../store/failures'
import type { Store } from '../store/openStore'
import { draftKey, writeDraft } from '../store/queries/drafts'
import { findPersonal, readHead } from '../store/queries/log'
import { readState } from '../store/queries/readState'
import type { Applied, ApplyFailure, ApplyOptions, Org, Revision, Wanted } from './Org'
import type { Sources } from './personalValues'
import type { Steps } from './runInSteps'
import { judgeChange, rulesAfter } from './settle'
import { type Batch, type Identity, refusalOf, settleBatch, type SettledBatch, Stopped } from './settleBatch'
import { stateLayer } from './stateLayer'

interface Opening {
  readonly store: Store
  readonly kind: Org['kind']
  readonly orgId: string
  readonly state: OrgState
  readonly rules?: Rules
  readonly identity: Identity | null
  readonly readOnlyBecause: string | null
  readonly sources: Sources
}

/**
 * The one door to an organization: nothing changes but through `apply`. INVARIANT (memory follows the file): state and
 * rules move only after the commit.
 */
export function openOrg(opening: Opening): Org {
  const { store, identity, sources } = opening
  let state = opening.state
  let rules = opening.rules ?? compileRules(state)
  let head = readHead(store.db)
  let dataVersion = store.dataVersion()
  let isApplying = false
  let isClosed = false
  const listeners = new Set<(revision: Revision) => void>()
  const revision = (): Revision => ({ n: head.n, head: head.hash })

  function refresh(): void {
    if (opening.kind === 'bundle') return
    const version = store.dataVersion()
    if (version === dataVersion) return
    dataVersion = version
    const now = readHead(store.db)
    if (now.hash === head.hash) return
    state = readState(store.db)!
    rules = compileRules(state)
    head = now
    announce()
  }

  function announce(): void {
    for (const listener of listeners) listener(revision())
  }

  function personalOf(wanted: Wanted): (hash: string) => string | undefined {
    const fresh = new Map(wanted.personal.map((value) => [value.hash, value.value]))
    return (hash) => fresh.get(hash) ?? findPersonal(store.db, hash)
  }

  function prepare(wanted: Wanted): Result<Batch, ApplyFailure> {
    if (identity === null || opening.readOnlyBecause !== null) {
      return failed('read-only', `${opening.readOnlyBecause ?? 'Nobody is signed in.'} Nothing was changed.`)
    }
    if (isApplying)
      return failed('conflict', 'A large edit is being written. Wait until it is done, then repeat this one.')
    refresh()
    const personal = personalOf(wanted)
    return done({ orgId: opening.orgId, identity, sources, wanted, personal, layer: stateLayer(state), rules, head })
  }

  function finish(batch: Batch, settled: SettledBatch): Result<Applied, ApplyFailure> {
    state = batch.layer.settle()
    rules = rulesAfter(settled.rules, state, settled.lastEffects)
    head = settled.head
    dataVersion = store.dataVersion()
    announce()
    return done({ revision: revision(), item: settled.item, changes: settled.changes })
  }

  function failureOf(error: unknown): Result<Applied, ApplyFailure> {
    if (error instanceof Stopped) return { ok: false, error: error.failure }
    return storeFailure(error, store.path) as Result<Applied, ApplyFailure>
  }

  function apply(wanted: Wanted, options: ApplyOptions = {}): Result<Applied, ApplyFailure> {
    const batch = prepare(wanted)
    if (!batch.ok) return batch
    try {
      const settled = store.db.transaction(() => {
        const steps = settleBatch(store.db, batch.value)
        for (;;) {
          const step = steps.next()
          if (step.done === true) return step.value
          tellProgress(options, step.value, wanted)
        }
      })
      return finish(batch.value, settled)
    } catch (error) {
      return failureOf(error)
    }
  }

  async function applyInSteps(wanted: Wanted, options: ApplyOptions = {}): Promise<Result<Applied, ApplyFailure>> {
    const batch = prepare(wanted)
    if (!batch.ok) return batch
    isApplying = true
    try {
      // A connection of its own: reading goes on meanwhile, and sees nothing of it before the commit.
      const writer = store.openWriter()
      try {
        writer.db.script('BEGIN IMMEDIATE')
        const steps = settleBatch(writer.db, batch.value)
        for (;;) {
          const step = steps.next()
          if (step.done === true) {
            writer.db.script('COMMIT')
            return finish(batch.value, step.value)
          }
          await new Promise(setImmediate)
          if (isClosed) throw new Stopped(cancelled)
          tellProgress(options, step.value, wanted)
        }
      } finally {
        // Closing without a commit takes everything back.
        writer.close()
      }
    } catch (error) {
      return failureOf(error)
    } finally {
      isApplying = false
    }
  }

  function preview(wanted: Wanted): Result<OrgState, ApplyFailure> {
    if (identity === null) return failed('read-only', opening.readOnlyBecause ?? 'Nobody is signed in.')
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
    }
    return done(layer.state)
  }

  function* judge(intents: readonly Intent[]): Steps<readonly RowVerdict[]> {
    if (identity === null) return []
    const layer = stateLayer(state)
    const personal = personalOf({ intents, personal: [] })
    const verdicts: RowVerdict[] = []
    let nextRules = rules
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
      if (i + 1 < intents.length) nextRules = rulesAfter(nextRules, layer.state, judgement.effects)
      yield i + 1
    }
    return verdicts
  }

  return {
    path: store.path,
    kind: opening.kind,
    mode: opening.readOnlyBecause === null && identity !== null ? 'edit' : 'read-only',
    readOnlyBecause: opening.readOnlyBecause,
    actor: identity?.staffId ?? null,
    orgId: opening.orgId,
    asOf: null,
    draftOwner: identity?.operator.id ?? null,
    now: () => sources.now(),
    state: () => state,
    rules: () => rules,
    revision,
    store,
    apply,
    applyInSteps,
    preview,
    judge,
    saveDraft: (draft, of) => {
      if (identity === null || opening.readOnlyBecause !== null) return
      if (isApplying) return
      writeDraft(store.db, draftKey(identity.operator.id, of), draft)
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

const cancelled = { code: 'cancelled', message: 'Stopped. Nothing was changed.' } as const

function tellProgress(options: ApplyOptions, count: number, wanted: Wanted): void {
  if (options.onProgress?.(count, wanted.intents.length) === false) throw new Stopped(cancelled)
}
