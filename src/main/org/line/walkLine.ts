import canonicalize from 'canonicalize'
import {
  type ChangeRecord,
  countRows,
  type EntryRecord,
  type Intent,
  rulesVersion,
  type Verdict,
} from '../../../shared/domain/change'
import type { Effect } from '../../../shared/domain/effect'
import type { ChangeId, KeyId, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, failed, type Reason, type Result } from '../../../shared/domain/result'
import type { RowOutcome, RowVerdict } from '../../changes/planning'
import type { Rules } from '../../engine/compileRules'
import type { SettledRow } from '../../store/queries/log'
import { signatureChecker, type SigningKey } from '../keys/ed25519'
import { readChange, readEntry, signedMessage, signRecord } from '../record'
import type { SettledBytes } from '../replay'
import { judgeChange, rulesAfter } from '../settle'
import { settlerOf, signerOf } from '../signers'
import { type StateLayer, stateLayer } from '../stateLayer'
import { rowOutcomes } from '../../../shared/records/outcomes'
import { countApplied, factsOf, inboxEffect } from './outcomes'
import { wholeRefusals, type WholeRefusal } from './wholeRefusals'

/** The end of the settled line. */
export interface Head {
  readonly n: number
  readonly hash: string | null
  readonly settledAtMs: number
}

/** A change read from its bytes. */
export interface ReadChange {
  readonly id: ChangeId
  readonly record: ChangeRecord
  readonly intent: Intent
}

interface Start {
  /** Null before the first entry. */
  readonly orgId: string | null
  readonly state: OrgState
  readonly rules: Rules | null
  readonly head: Head
  /** Hash of entry n, for n up to the head. */
  readonly hashOf: (n: number) => string | undefined
  /** The last number that a key has used in the line; 0 for none. */
  readonly lastSeqOf: (key: string) => number
  readonly isSettled: (changeId: ChangeId) => boolean
  /** Undefined when the value was purged or never came. */
  readonly personal: (hash: string) => string | undefined
  /** True when the maps of `state` may be changed with every entry; else they stay as they are until `finish`. */
  readonly ownsState: boolean
  /** Told of every effect before it is put, with the state that it meets. */
  readonly onPut?: (effect: Effect, state: OrgState) => void
}

/** How a change ends on the state that it meets. */
export interface Judged {
  readonly verdict: Verdict
  readonly rows: readonly RowVerdict[]
  readonly because: readonly Reason[]
  readonly effects: readonly Effect[]
  readonly subjects: ReadonlySet<StaffId>
}

/** Why a change cannot be judged yet, or never here. `gap`, `ahead`: something is missing that may still come. */
export type Unjudged = 'unknown-key' | 'bad-signature' | 'gap' | 'ahead'

/** One settled change, as it is to be kept. */
export interface Step {
  readonly row: SettledRow
  readonly intent: Intent
  readonly judged: Judged
}

/**
 * Walks along the line, entry by entry, in memory: the one place where changes are judged, whether they are settled here,
 * checked again after they were settled elsewhere, or only laid over as pending. Writes nothing.
 *
 * Source: sync.md, "Settling a proposal".
 */
export interface LineWalker {
  readonly head: Head
  readonly state: OrgState
  /** The rules in force after the last step. */
  rules(): Rules
  /** Judges a change and carries its rows out, without an entry. */
  judge(change: ReadChange, atMs: number): Result<Judged, Unjudged>
  /** Judges a change and gives it the next place, signed by the console that settles. `atMs` is moved up to the head's. */
  settle(change: ReadChange & ChangeBytes, atMs: number, console: SigningKey): Result<Step, Unjudged>
  /** Checks an entry that was settled elsewhere, trusting nothing. */
  check(settled: SettledBytes, arrivedAtMs: number | null): Result<Step, 'broken-log' | 'newer-rules'>
  /** Puts an effect that comes from no change, such as what was settled before pending changes were laid over it. */
  put(effects: readonly Effect[]): void
  /** Folds everything into the maps that the walk started from, and answers with where it led. */
  finish(): { readonly state: OrgState; readonly rules: Rules; readonly head: Head; readonly orgId: string }
}

interface ChangeBytes {
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
}

export function walkLine(start: Start): LineWalker {
  let { orgId, head } = start
  let owned = start.state
  let layer: StateLayer = stateLayer(owned)
  let rules = start.rules
  /** Effects that the rules do not hold yet: compiling waits until somebody asks. */
  let notCompiled: Effect[] = []
  const hashes = new Map<number, string>()
  const lastSeqByKey = new Map<string, number>()
  const watched: StateLayer = {
    get state() {
      return layer.state
    },
    put: (effect) => {
      start.onPut?.(effect, layer.state)
      layer.put(effect)
    },
    settle: () => layer.settle(),
  }
  const settledHere = new Set<string>()
  const checkerByKey = new Map<string, ReturnType<typeof signatureChecker>>()

  function rulesNow(): Rules {
    if (rules === null || notCompiled.length > 0) {
      rules = rulesAfter(rules, layer.state, notCompiled)
      notCompiled = []
    }
    return rules
  }

  function hashOf(n: number): string | null | undefined {
    return n === 0 ? null : (hashes.get(n) ?? start.hashOf(n))
  }

  function lastSeqOf(key: string): number {
    return lastSeqByKey.get(key) ?? start.lastSeqOf(key)
  }

  function isSigned(publicKey: string, id: string, signature: Uint8Array): boolean {
    let checker = checkerByKey.get(publicKey)
    if (checker === undefined) {
      checker = signatureChecker(publicKey)
      checkerByKey.set(publicKey, checker)
    }
    return checker?.(signedMessage(id), signature) === true
  }

  function judgeBefore(change: ReadChange, atMs: number, recorded?: readonly RowOutcome[]): Result<Judged, Unjudged> {
    const { record, intent } = change
    const state = orgId === null ? null : layer.state
    const author = signerOf(state, record, intent)
    if (author === null) return failed('unknown-key', 'its key was never enrolled, or is not its author’s.')
    const last = lastSeqOf(record.key)
    if (record.seq > last + 1) {
      return failed('gap', `its key says change ${record.seq} after ${last}, so that one is missing.`)
    }
    if (record.base.n > head.n) return failed('ahead', 'it was made on a later state than this one.')
    const refuse = (code: WholeRefusal, effects: readonly Effect[] = []) => {
      for (const effect of effects) watched.put(effect)
      return done(refusedWhole(intent, code, effects))
    }
    if (author.isRevoked) return refuse('key-revoked')
    if (record.seq <= last) return refuse('key-wrote-twice', freezeKey(layer.state, record.key))
    if (record.base.hash !== hashOf(record.base.n)) return refuse('other-history')
    if (state !== null && state.staff.get(record.author)?.state !== 'active') return refuse('author-not-active')
    const judgement = judgeChange(
      {
        layer: watched,
        rules: orgId === null ? null : rulesNow(),
        author: record.author,
        orgId,
        atMs,
        personal: start.personal,
        recorded,
      },
      intent,
    )
    notCompiled.push(...judgement.effects)
    lastSeqByKey.set(record.key, Math.max(last, record.seq))
    return done(judgement)
  }

  function advance(change: ReadChange, judged: Judged, settled: Omit<SettledRow, keyof Derived>): Step {
    const { record, intent, id } = change
    const outcomes = judged.rows.map((row): RowOutcome =>
      'because' in row ? { verdict: row.verdict, because: row.because[0]?.code } : row,
    )
    const item = record.batch?.id ?? id
    const inbox = inboxEffect({ changeId: id, n: settled.n, item, author: record.author }, intent, outcomes)
    if (inbox !== null) watched.put(inbox)
    orgId ??= id
    head = { n: settled.n, hash: settled.hash, settledAtMs: settled.settledAtMs }
    hashes.set(settled.n, settled.hash)
    lastSeqByKey.set(record.key, Math.max(lastSeqOf(record.key), record.seq))
    settledHere.add(id)
    const row: SettledRow = {
      ...settled,
      changeId: id,
      kind: intent.kind,
      author: record.author,
      key: record.key,
      seq: record.seq,
      rowCount: countRows(intent),
      appliedRows: countApplied(intent, outcomes),
      item,
    }
    if (start.ownsState) {
      owned = layer.settle()
      layer = stateLayer(owned)
    }
    return { row, intent, judged: inbox === null ? judged : { ...judged, effects: [...judged.effects, inbox] } }
  }

  function settle(change: ReadChange & ChangeBytes, wantedAtMs: number, console: SigningKey): Result<Step, Unjudged> {
    const atMs = Math.max(wantedAtMs, head.settledAtMs)
    const judged = judgeBefore(change, atMs)
    if (!judged.ok) return judged
    const entry = signRecord<EntryRecord>(
      'entry',
      {
        n: head.n + 1,
        prev: head.hash,
        changeId: change.id,
        settledAt: new Date(atMs).toISOString(),
        by: console.id,
        rules: rulesVersion,
        verdict: judged.value.verdict,
        facts: factsOf(change.intent, judged.value.rows),
      },
      console,
    )
    return done(
      advance(change, judged.value, {
        n: entry.record.n,
        hash: entry.id,
        settledAtMs: atMs,
        verdict: entry.record.verdict,
        entryBytes: entry.bytes,
        entrySignature: entry.signature,
        changeBytes: change.bytes,
        changeSignature: change.signature,
        arrivedAtMs: null,
      }),
    )
  }

  function check(settled: SettledBytes, arrivedAtMs: number | null): Result<Step, 'broken-log' | 'newer-rules'> {
    const at = `entry ${head.n + 1}`
    const broken = (text: string) => failed('broken-log', `Entry ${head.n + 1}: ${text}`, { at })
    const newer = (text: string) => failed('newer-rules', `Entry ${head.n + 1}: ${text}`, { at })
    const entry = readEntry(settled.entryBytes)
    if (!entry.ok) return broken(entry.error.message)
    const line = entry.value.record
    if (line.n !== head.n + 1)
      return broken(`it says that it is entry ${line.n}, so that an entry is missing or out of order.`)
    if (line.prev !== head.hash)
      return broken('it does not follow from the entry before it: something was taken out, put in or reordered.')
    if (line.rules > rulesVersion)
      return newer(`it was judged by version ${line.rules} of the rules. Update Rolecall to read it.`)
    const change = readChange(settled.changeBytes)
    if (!change.ok)
      return change.error.code === 'unknown-kind' ? newer(change.error.message) : broken(change.error.message)
    const { record, intent, id } = change.value
    if (line.changeId !== id) return broken('its change is not the one that was settled: the change was altered.')
    if (settledHere.has(id) || start.isSettled(id)) return broken('its change was settled before.')
    const atMs = Date.parse(line.settledAt)
    if (atMs < head.settledAtMs) return broken('it was settled before the entry in front of it.')
    if (record.org !== orgId) return broken('its change belongs to another organization.')

    const before = orgId === null ? null : layer.state
    const author = signerOf(before, record, intent)
    if (author === null) return broken('the key of its change was never enrolled, or is not its author’s.')
    if (!isSigned(author.publicKey, id, settled.changeSignature)) {
      return broken('the signature of its change is not good.')
    }
    const settler = settlerOf(before, line.by, intent, line.verdict)
    if (settler === null || !isSigned(settler.publicKey, entry.value.hash, settled.entrySignature)) {
      return broken('it is not signed by the console that settles changes.')
    }
    const judged = judgeBefore(change.value, atMs, rowOutcomes(line, countRows(intent)))
    if (!judged.ok) return broken(judged.error.message)
    const { verdict, because, rows } = judged.value
    if (verdict !== line.verdict) {
      return broken(
        `it says “${line.verdict}”, but the rules say “${verdict}”${because[0] ? `: ${because[0].text}` : '.'}`,
      )
    }
    if (canonicalize(factsOf(intent, rows)) !== canonicalize(line.facts)) {
      return broken('it says otherwise than the rules which rows were carried out, or why not.')
    }
    return done(
      advance(change.value, judged.value, {
        ...settled,
        n: line.n,
        hash: entry.value.hash,
        settledAtMs: atMs,
        verdict: line.verdict,
        arrivedAtMs,
      }),
    )
  }

  return {
    get head() {
      return head
    },
    get state() {
      return layer.state
    },
    rules: rulesNow,
    judge: (change, atMs) => judgeBefore(change, atMs),
    settle,
    check,
    put: (effects) => {
      for (const effect of effects) layer.put(effect)
      for (const effect of effects) notCompiled.push(effect)
    },
    finish: () => {
      const state = layer.settle()
      layer = stateLayer(state)
      return { state, rules: rulesNow(), head, orgId: orgId! }
    },
  }
}

/** What `advance` adds to the bytes and the place of an entry. */
type Derived = Pick<SettledRow, 'changeId' | 'kind' | 'author' | 'key' | 'seq' | 'rowCount' | 'appliedRows' | 'item'>

function refusedWhole(intent: Intent, code: WholeRefusal, effects: readonly Effect[]): Judged {
  const because = [{ code, text: wholeRefusals[code] }]
  const row: RowVerdict = { verdict: 'refused', because }
  const rows = Array.from({ length: countRows(intent) }, () => row)
  return { verdict: 'refused', rows, because, effects, subjects: new Set() }
}

/** A key that wrote two lines is worth nothing from here on; both changes stay in the line as the proof. */
export function freezeKey(state: OrgState, key: KeyId): Effect[] {
  const enrolled = state.keys.get(key)
  return enrolled === undefined ? [] : [{ entity: 'key', id: key, after: { ...enrolled, isRevoked: true } }]
}
