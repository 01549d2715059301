import { type ChangeRecord, changeFormat, countRows, type Intent, rulesVersion } from '../../shared/domain/change'
import type { ChangeId, StaffId } from '../../shared/domain/ids'
import type { Failure } from '../../shared/domain/result'
import type { WritableDb } from '../store/database'
import { readHead, readLastSeq } from '../store/queries/log'
import { writePersonal } from '../store/queries/personalValues'
import { readLastProposed, writeProposal } from '../store/queries/proposals'
import type { SigningKey } from './keys/ed25519'
import { proposalRow, writeOverlay } from './line/overlay'
import type { Judged, LineWalker } from './line/walkLine'
import type { WholeRefusal } from './line/wholeRefusals'
import type { ApplyFailure, Wanted } from './Org'
import { type Sources, toHex } from './personalValues'
import { signRecord } from './record'
import { keepStep } from './replay'
import { settlerOf } from './signers'

/** Who acts at this desk: the person, their key, and the console's key that settles. */
export interface Identity {
  readonly staffId: StaffId
  readonly operator: SigningKey
  /** Null when this desktop has no console key in the organization: then it never settles. */
  readonly console: SigningKey | null
}

export interface Batch {
  /** Null for the first change, whose id becomes the organization's. */
  readonly orgId: string | null
  readonly identity: Identity
  readonly sources: Sources
  readonly wanted: Wanted
  /** Walks from where the organization stands, pending changes included. */
  readonly walker: LineWalker
  /** Whether this console settles them at once, or they wait as pending. */
  readonly isSettling: boolean
}

export interface WrittenBatch {
  readonly item: string
  readonly changes: readonly ChangeId[]
}

/** Ends a transaction with an answer; the database takes everything back. */
export class Stopped extends Error {
  readonly failure: Failure<ApplyFailure>
  constructor(failure: Failure<ApplyFailure>) {
    super(failure.message)
    this.failure = failure
  }
}

/** Personal values written between two looks at the clock. */
const valuesAtOnce = 500

/**
 * Signs, judges and writes the changes of one history item, inside a transaction that the caller opened: settled at once,
 * or as pending. Yields after each change, and 0 on the way to the first. Throws `Stopped` when a row is not applied: all or nothing is the promise of
 * this desk (sync.md).
 */
export function* writeBatch(db: WritableDb, batch: Batch): Generator<number, WrittenBatch, void> {
  const { identity, sources, wanted, walker, isSettling } = batch
  const { n, hash } = walker.head
  if (readHead(db).hash !== hash) throw new Stopped(movedOn)
  for (const [i, value] of wanted.personal.entries()) {
    writePersonal(db, value)
    if (i % valuesAtOnce === valuesAtOnce - 1) yield 0
  }
  const count = wanted.intents.length
  const batchId = count > 1 ? toHex(sources.random(16)) : null
  let seq = Math.max(readLastSeq(db, identity.operator.id), readLastProposed(db, identity.operator.id))
  const changes: ChangeId[] = []
  for (const [i, intent] of wanted.intents.entries()) {
    seq += 1
    const { id, bytes, signature, record } = signRecord<ChangeRecord>(
      'change',
      {
        v: changeFormat,
        org: batch.orgId as ChangeId | null,
        rules: rulesVersion,
        key: identity.operator.id,
        seq,
        base: { n, hash },
        author: identity.staffId,
        kind: intent.kind,
        body: intent.body,
        ...(batchId === null ? {} : { batch: { id: batchId, i, n: count } }),
        at: new Date(sources.now()).toISOString(),
      },
      identity.operator,
    )
    const change = { id: id as ChangeId, record, intent, bytes, signature }
    if (isSettling) settleOne(db, batch, change)
    else proposeOne(db, batch, change)
    changes.push(change.id)
    yield changes.length
  }
  return { item: batchId ?? changes[0]!, changes }
}

type SignedChange = Parameters<LineWalker['settle']>[0]

function settleOne(db: WritableDb, { walker, identity, sources, orgId }: Batch, change: SignedChange): void {
  const before = orgId === null ? null : walker.state
  if (identity.console === null || settlerOf(before, identity.console.id, change.intent, 'applied') === null) {
    throw new Stopped(notTheRegistrar)
  }
  const step = walker.settle(change, sources.now(), identity.console)
  if (!step.ok) throw new Stopped(keyGone)
  stopUnlessApplied(step.value.judged, change.intent)
  keepStep(db, step.value, walker.state)
}

function proposeOne(db: WritableDb, { walker, sources }: Batch, change: SignedChange): void {
  const atMs = Math.max(sources.now(), walker.head.settledAtMs)
  const judged = walker.judge(change, atMs)
  if (!judged.ok) throw new Stopped(keyGone)
  stopUnlessApplied(judged.value, change.intent)
  writeProposal(db, proposalRow(change, true, sources.now(), { outlook: { verdict: 'applied', facts: {} }, atMs }))
  writeOverlay(db, judged.value.effects, walker.state)
}

function stopUnlessApplied(judged: Judged, intent: Intent): void {
  if (judged.because[0]?.code === ('key-revoked' satisfies WholeRefusal)) throw new Stopped(keyGone)
  if (judged.verdict !== 'applied') throw new Stopped(refusalOf(judged, intent))
}

/** Why a change that was judged does not go through the door. */
export function refusalOf(judgement: Judged, intent: Intent): Failure<ApplyFailure> {
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
