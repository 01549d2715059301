import {
  countRows,
  type Intent,
  changeFormat,
  type ChangeRecord,
  type EntryRecord,
  rulesVersion,
} from '../../shared/domain/change'
import type { ChangeId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, type Failure, failed, type Result } from '../../shared/domain/result'
import { compileRules, type Rules } from '../engine/compileRules'
import { storeFailure } from '../store/failures'
import type { Store } from '../store/openStore'
import { writeDraft } from '../store/queries/drafts'
import { appendSettled, findPersonal, readHead, readLastSeq, writePersonal } from '../store/queries/log'
import { readState } from '../store/queries/readState'
import type { SigningKey } from './keys/ed25519'
import type { Applied, ApplyFailure, ApplyOptions, Org, Revision, Wanted } from './Org'
import { type Sources, toHex } from './personalValues'
import { signRecord } from './record'
import { writeEffects } from './replay'
import { judgeChange, type Judgement, rulesAfter } from './settle'
import { stateLayer } from './stateLayer'

/** Who acts at this desk: the person, their key, and the console's key that settles. */
export interface Identity {
  readonly staffId: StaffId
  readonly operator: SigningKey
  readonly console: SigningKey
}

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

/** Stops a transaction with an answer; the database takes everything back. */
class Stopped extends Error {
  readonly failure: Failure<ApplyFailure>
  constructor(failure: Failure<ApplyFailure>) {
    super(failure.message)
    this.failure = failure
  }
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

  function apply(wanted: Wanted, options: ApplyOptions = {}): Result<Applied, ApplyFailure> {
    if (identity === null || opening.readOnlyBecause !== null) {
      return failed('read-only', `${opening.readOnlyBecause ?? 'Nobody is signed in.'} Nothing was changed.`)
    }
    refresh()
    const personal = personalOf(wanted)
    const layer = stateLayer(state)
    let nextRules = rules
    let nextHead = head
    let lastEffects: Judgement['effects'] = []
    const changes: ChangeId[] = []
    const batchId = toHex(sources.random(16))
    try {
      store.db.transaction(() => {
        if (readHead(store.db).hash !== head.hash) throw new Stopped(movedOn)
        for (const value of wanted.personal) writePersonal(store.db, value)
        let seq = readLastSeq(store.db, identity.operator.id)
        const base = { n: head.n, hash: head.hash }
        for (const [i, intent] of wanted.intents.entries()) {
          const atMs = Math.max(sources.now(), nextHead.settledAtMs)
          const judgement = judgeChange({ layer, rules: nextRules, author: identity.staffId, atMs, personal }, intent)
          if (judgement.verdict !== 'applied') throw new Stopped(refusalOf(judgement, intent))
          seq += 1
          const change = signRecord<ChangeRecord>(
            'change',
            {
              v: changeFormat,
              org: opening.orgId as ChangeId,
              rules: rulesVersion,
              key: identity.operator.id,
              seq,
              base,
              author: identity.staffId,
              kind: intent.kind,
              body: intent.body,
              ...(wanted.intents.length > 1 ? { batch: { id: batchId, i, n: wanted.intents.length } } : {}),
              at: new Date(sources.now()).toISOString(),
            },
            identity.operator,
          )
          const entry = settleRecord(nextHead, change.id as ChangeId, atMs, intent, identity.console)
          appendSettled(
            store.db,
            {
              n: entry.record.n,
              hash: entry.id,
              changeId: change.id as ChangeId,
              settledAtMs: atMs,
              verdict: 'applied',
              entryBytes: entry.bytes,
              entrySignature: entry.signature,
              changeBytes: change.bytes,
              changeSignature: change.signature,
              kind: intent.kind,
              author: identity.staffId,
              key: identity.operator.id,
              seq,
              rowCount: countRows(intent),
              item: wanted.intents.length > 1 ? batchId : change.id,
            },
            judgement.subjects,
          )
          writeEffects(store.db, judgement.effects, layer.state)
          if (i + 1 < wanted.intents.length) nextRules = rulesAfter(nextRules, layer.state, judgement.effects)
          else lastEffects = judgement.effects
          nextHead = { n: entry.record.n, hash: entry.id, settledAtMs: atMs }
          changes.push(change.id as ChangeId)
          if (options.onProgress?.(i + 1, wanted.intents.length) === false) {
            throw new Stopped({ code: 'cancelled', message: 'Stopped. Nothing was changed.' })
          }
        }
      })
    } catch (error) {
      if (error instanceof Stopped) return { ok: false, error: error.failure }
      const failure = storeFailure(error, store.path)
      return failure as Result<Applied, ApplyFailure>
    }
    state = layer.settle()
    rules = rulesAfter(nextRules, state, lastEffects)
    head = nextHead
    dataVersion = store.dataVersion()
    announce()
    return done({ revision: revision(), item: changes.length > 1 ? batchId : changes[0]!, changes })
  }

  function preview(wanted: Wanted): Result<OrgState, ApplyFailure> {
    if (identity === null) return failed('read-only', `${opening.readOnlyBecause ?? 'Nobody is signed in.'}`)
    const layer = stateLayer(state)
    const personal = personalOf(wanted)
    let nextRules = rules
    for (const [i, intent] of wanted.intents.entries()) {
      const judgement = judgeChange(
        { layer, rules: nextRules, author: identity.staffId, atMs: sources.now(), personal },
        intent,
      )
      if (judgement.verdict !== 'applied') return { ok: false, error: refusalOf(judgement, intent) }
      if (i + 1 < wanted.intents.length) nextRules = rulesAfter(nextRules, layer.state, judgement.effects)
    }
    return done(layer.state)
  }

  return {
    path: store.path,
    kind: opening.kind,
    mode: opening.readOnlyBecause === null && identity !== null ? 'edit' : 'read-only',
    readOnlyBecause: opening.readOnlyBecause,
    actor: identity?.staffId ?? null,
    orgId: opening.orgId,
    draftOwner: identity?.operator.id ?? null,
    now: () => sources.now(),
    state: () => state,
    rules: () => rules,
    revision,
    store,
    apply,
    preview,
    saveDraft: (draft) => {
      if (identity !== null && opening.readOnlyBecause === null) writeDraft(store.db, identity.operator.id, draft)
    },
    copyTo: (path) => store.copyTo(path),
    refresh,
    onChanged: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      listeners.clear()
      store.close()
    },
  }
}

const movedOn: Failure<ApplyFailure> = {
  code: 'conflict',
  message:
    'The organization was changed by another program just now. Look at it again and repeat the edit. Nothing was changed.',
}

/** The entry that puts a change into the line. `facts` keeps what a later replica could not find out again. */
export function settleRecord(
  head: { readonly n: number; readonly hash: string | null },
  changeId: ChangeId,
  atMs: number,
  intent: Intent,
  console: SigningKey,
): ReturnType<typeof signRecord<EntryRecord>> {
  const usesEmail = intent.kind === 'org.create' || intent.kind === 'staff.add' || intent.kind === 'staff.edit'
  return signRecord<EntryRecord>(
    'entry',
    {
      n: head.n + 1,
      prev: head.hash,
      changeId,
      settledAt: new Date(atMs).toISOString(),
      verdict: 'applied',
      facts: usesEmail ? { emails: 'free' } : {},
    },
    console,
  )
}

function refusalOf(judgement: Judgement, intent: Intent): Failure<ApplyFailure> {
  const because = judgement.because
  if (judgement.verdict === 'agreed') {
    return {
      code: 'refused',
      message: 'It is so already: there is nothing to change.',
      because: [{ code: 'nothing-to-change', text: 'It is so already.' }],
    }
  }
  const first = because[0] ?? { code: 'refused', text: 'This edit was refused.' }
  const failing = judgement.rows.filter((row) => row.verdict === 'refused' || row.verdict === 'held').length
  const total = countRows(intent)
  const others = total > 1 ? ` (${failing} of ${total} rows; nothing was changed)` : ''
  return { code: judgement.verdict === 'held' ? 'conflict' : 'refused', message: `${first.text}${others}`, because }
}
