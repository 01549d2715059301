import {
  type ChangeRecord,
  changeFormat,
  countRows,
  type EntryRecord,
  type Intent,
  rulesVersion,
} from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { ChangeId, StaffId } from '../../shared/domain/ids'
import type { Failure } from '../../shared/domain/result'
import type { Rules } from '../engine/compileRules'
import type { WritableDb } from '../store/database'
import { appendSettled, readHead, readLastSeq, writePersonal } from '../store/queries/log'
import type { SigningKey } from './keys/ed25519'
import type { ApplyFailure, Wanted } from './Org'
import { type Sources, toHex } from './personalValues'
import { signRecord } from './record'
import { writeEffects } from './replay'
import { judgeChange, type Judgement, rulesAfter } from './settle'
import { settlerOf, signerOf } from './signers'
import type { StateLayer } from './stateLayer'

/** Who acts at this desk: the person, their key, and the console's key that settles. */
export interface Identity {
  readonly staffId: StaffId
  readonly operator: SigningKey
  readonly console: SigningKey
}

/** The end of the settled line. */
export interface Head {
  readonly n: number
  readonly hash: string | null
  readonly settledAtMs: number
}

export interface Batch {
  /** Null for the first change, whose id becomes the organization's. */
  readonly orgId: string | null
  readonly identity: Identity
  readonly sources: Sources
  readonly wanted: Wanted
  readonly personal: (hash: string) => string | undefined
  /** The state that the batch starts from; what applies is put into it. */
  readonly layer: StateLayer
  /** Null before the first change. */
  readonly rules: Rules | null
  readonly head: Head
}

export interface SettledBatch {
  readonly item: string
  readonly changes: readonly ChangeId[]
  readonly head: Head
  /** The rules before the last change's effects. */
  readonly rules: Rules | null
  readonly lastEffects: readonly Effect[]
}

/** Ends a transaction with an answer; the database takes everything back. */
export class Stopped extends Error {
  readonly failure: Failure<ApplyFailure>
  constructor(failure: Failure<ApplyFailure>) {
    super(failure.message)
    this.failure = failure
  }
}

/**
 * Judges, signs and writes the changes of one history item, inside a transaction that the caller opened. Yields after
 * each change. Throws `Stopped` when a row is not applied: all or nothing is the promise of this desk (sync.md).
 */
export function* settleBatch(db: WritableDb, batch: Batch): Generator<number, SettledBatch, void> {
  const { identity, sources, wanted, layer } = batch
  if (readHead(db).hash !== batch.head.hash) throw new Stopped(movedOn)
  for (const value of wanted.personal) writePersonal(db, value)
  const isBatch = wanted.intents.length > 1
  const batchId = toHex(sources.random(16))
  const base = { n: batch.head.n, hash: batch.head.hash }
  let { rules, head } = batch
  let seq = readLastSeq(db, identity.operator.id)
  let lastEffects: readonly Effect[] = []
  const changes: ChangeId[] = []
  for (const [i, intent] of wanted.intents.entries()) {
    const atMs = Math.max(sources.now(), head.settledAtMs)
    const before = rules === null ? null : layer.state
    const author = { key: identity.operator.id, author: identity.staffId }
    if (signerOf(before, author, intent) === null) throw new Stopped(keyGone)
    if (settlerOf(before, identity.console.id, intent, 'applied') === null) throw new Stopped(notTheRegistrar)
    const judged = { layer, rules, author: identity.staffId, orgId: batch.orgId, atMs, personal: batch.personal }
    const judgement = judgeChange(judged, intent)
    if (judgement.verdict !== 'applied') throw new Stopped(refusalOf(judgement, intent))
    seq += 1
    const change = signRecord<ChangeRecord>(
      'change',
      {
        v: changeFormat,
        org: batch.orgId as ChangeId | null,
        rules: rulesVersion,
        key: identity.operator.id,
        seq,
        base,
        author: identity.staffId,
        kind: intent.kind,
        body: intent.body,
        ...(isBatch ? { batch: { id: batchId, i, n: wanted.intents.length } } : {}),
        at: new Date(sources.now()).toISOString(),
      },
      identity.operator,
    )
    const changeId = change.id as ChangeId
    const entry = settleRecord(head, changeId, atMs, intent, identity.console)
    appendSettled(
      db,
      {
        n: entry.record.n,
        hash: entry.id,
        changeId,
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
        appliedRows: countRows(intent),
        arrivedAtMs: null,
        item: isBatch ? batchId : changeId,
      },
      judgement.subjects,
    )
    writeEffects(db, judgement.effects, layer.state)
    if (i + 1 < wanted.intents.length) rules = rulesAfter(rules, layer.state, judgement.effects)
    else lastEffects = judgement.effects
    head = { n: entry.record.n, hash: entry.id, settledAtMs: atMs }
    changes.push(changeId)
    yield changes.length
  }
  return { item: isBatch ? batchId : changes[0]!, changes, head, rules, lastEffects }
}

/** The entry that puts a change into the line. `facts` keeps what a later replica could not find out again. */
function settleRecord(
  head: Pick<Head, 'n' | 'hash'>,
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
      by: console.id,
      rules: rulesVersion,
      verdict: 'applied',
      facts: usesEmail ? { emails: 'free' } : {},
    },
    console,
  )
}

/** Why a change that was judged does not go through the door. */
export function refusalOf(judgement: Judgement, intent: Intent): Failure<ApplyFailure> {
  if (judgement.verdict === 'agreed') {
    return {
      code: 'refused',
      message: 'It is so already: there is nothing to change.',
      because: [{ code: 'nothing-to-change', text: 'It is so already.' }],
    }
  }
  const { because } = judgement
  const failing = judgement.rows.filter((row) => row.verdict === 'refused' || row.verdict === 'held').length
  const total = countRows(intent)
  const others = total > 1 ? ` (${failing} of ${total} rows; nothing was changed)` : ''
  return {
    code: judgement.verdict === 'held' ? 'conflict' : 'refused',
    message: `${because[0]?.text ?? 'This edit was refused.'}${others}`,
    because,
  }
}

const keyGone: Failure<ApplyFailure> = {
  code: 'not-allowed',
  message: 'Your key on this desktop was revoked. Ask for a new one under Consoles and keys. Nothing was changed.',
}

const notTheRegistrar: Failure<ApplyFailure> = {
  code: 'not-allowed',
  message: 'Another console settles the changes of this organization now. Nothing was changed.',
}

const movedOn: Failure<ApplyFailure> = {
  code: 'conflict',
  message:
    'The organization was changed by another program just now. Look at it again and repeat the edit. Nothing was changed.',
}
