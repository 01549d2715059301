import { countRows, rulesVersion } from '../../shared/domain/change'
import type { Effect } from '../../shared/domain/effect'
import type { OrgState } from '../../shared/domain/orgState'
import { rankOf } from '../../shared/domain/cellReach'
import { failed, type Result, done } from '../../shared/domain/result'
import type { Rules } from '../engine/compileRules'
import type { WritableDb } from '../store/database'
import { appendSettled, type SettledRow } from '../store/queries/log'
import { writeEffect } from '../store/queries/writeEffect'
import { signatureChecker } from './keys/ed25519'
import { readChange, readEntry, signedMessage } from './record'
import type { Steps } from './runInSteps'
import { judgeChange, rulesAfter } from './settle'
import { type Signer, settlerOf, signerOf } from './signers'
import { emptyState, stateLayer } from './stateLayer'

/** One settled change as it travels: the bytes and the signatures, nothing derived. */
export interface SettledBytes {
  readonly changeBytes: Uint8Array
  readonly changeSignature: Uint8Array
  readonly entryBytes: Uint8Array
  readonly entrySignature: Uint8Array
}

export interface Replayed {
  readonly orgId: string
  readonly n: number
  readonly head: string | null
  readonly state: OrgState
  readonly rules: Rules
}

interface ReplayOptions {
  /** Undefined for values that were purged. */
  readonly personal: (hash: string) => string | undefined
  /** Where log and tables are written; an empty store. */
  readonly into: WritableDb
}

type Checker = NonNullable<ReturnType<typeof signatureChecker>>

/**
 * Replays settled changes from the first: every hash, signature, number and verdict is checked again, and nothing is
 * taken on trust. The first entry that does not hold ends the replay with its number in `at`. Yields the number done.
 * Source: sync.md, "Every replica re-checks every entry".
 */
export function* replay(
  entries: Iterable<SettledBytes>,
  options: ReplayOptions,
): Steps<Result<Replayed, 'broken-log'>> {
  const { into } = options
  let state = emptyState()
  let rules: Rules | null = null
  let orgId: string | null = null
  let n = 0
  let settledAtMs = 0
  const hashes: (string | null)[] = [null]
  const lastSeqByKey = new Map<string, number>()
  const checkerByKey = new Map<string, Checker | null>()

  function isSigned({ id, publicKey }: Signer, recordId: string, signature: Uint8Array): boolean {
    let checker = checkerByKey.get(id)
    if (checker === undefined) {
      checker = signatureChecker(publicKey)
      checkerByKey.set(id, checker)
    }
    return checker?.(signedMessage(recordId), signature) === true
  }

  for (const settled of entries) {
    const at = `entry ${n + 1}`
    const broken = (text: string) => failed('broken-log', `${capital(at)}: ${text}`, { at })
    const change = readChange(settled.changeBytes)
    if (!change.ok) return broken(change.error.message)
    const entry = readEntry(settled.entryBytes)
    if (!entry.ok) return broken(entry.error.message)
    const { record, intent, id } = change.value
    const line = entry.value.record
    if (line.n !== n + 1)
      return broken(`it says that it is entry ${line.n}, so that an entry is missing or out of order.`)
    if (line.prev !== hashes[n])
      return broken('it does not follow from the entry before it: something was taken out, put in or reordered.')
    if (line.changeId !== id) return broken('its change is not the one that was settled: the change was altered.')
    const atMs = Date.parse(line.settledAt)
    if (atMs < settledAtMs) return broken('it was settled before the entry in front of it.')
    if (line.rules > rulesVersion)
      return broken(`it was judged by version ${line.rules} of the rules. Update Rolecall to read it.`)
    if (record.org !== orgId) return broken('its change belongs to another organization.')
    if (record.base.n > n || record.base.hash !== hashes[record.base.n])
      return broken('its change was made on another history than this one.')

    const before = n === 0 ? null : state
    const author = signerOf(before, record, intent)
    if (author === null) return broken('the key of its change was never enrolled, was revoked, or is somebody else’s.')
    if (!isSigned(author, id, settled.changeSignature)) return broken('the signature of its change is not good.')
    const settler = settlerOf(before, line.by, intent, line.verdict)
    if (settler === null || !isSigned(settler, entry.value.hash, settled.entrySignature)) {
      return broken('it is not signed by the console that settles changes.')
    }
    const lastSeq = lastSeqByKey.get(record.key) ?? 0
    if (record.seq !== lastSeq + 1)
      return broken(`its key says change ${record.seq} after ${lastSeq}, so that one is missing or was made twice.`)

    const layer = stateLayer(state)
    const judgement = judgeChange(
      { layer, rules, author: record.author, orgId, atMs, personal: options.personal },
      intent,
    )
    if (judgement.verdict !== line.verdict) {
      return broken(
        `it says “${line.verdict}”, but the rules say “${judgement.verdict}”${judgement.because[0] ? `: ${judgement.because[0].text}` : '.'}`,
      )
    }
    state = layer.settle()
    rules = rulesAfter(rules, state, judgement.effects)
    n += 1
    settledAtMs = atMs
    orgId ??= id
    hashes.push(entry.value.hash)
    lastSeqByKey.set(record.key, record.seq)
    const row: SettledRow = {
      ...settled,
      n,
      hash: entry.value.hash,
      changeId: id,
      settledAtMs: atMs,
      verdict: line.verdict,
      kind: intent.kind,
      author: record.author,
      key: record.key,
      seq: record.seq,
      rowCount: countRows(intent),
      appliedRows: countRows(intent),
      arrivedAtMs: null,
      item: record.batch?.id ?? id,
    }
    appendSettled(into, row, judgement.subjects)
    writeEffects(into, judgement.effects, state)
    yield n
  }
  if (rules === null || orgId === null) return failed('broken-log', 'The log has no entry at all.', { at: 'entry 1' })
  return done({ orgId, n, head: hashes[n]!, state, rules })
}

export function writeEffects(db: WritableDb, effects: readonly Effect[], state: OrgState): void {
  const rank = (role: string) => rankOf(state.blueprint, role)
  for (const effect of effects) writeEffect(db, effect, rank)
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1)
}
