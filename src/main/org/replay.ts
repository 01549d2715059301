import { rankOf } from '../../shared/domain/cellReach'
import type { Effect } from '../../shared/domain/effect'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { Rules } from '../engine/compileRules'
import type { WritableDb } from '../store/database'
import { appendSettled } from '../store/queries/log'
import { writeEffect } from '../store/queries/writeEffect'
import { type Step, walkLine } from './line/walkLine'
import type { Steps } from './runInSteps'
import { emptyState } from './stateLayer'

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

/**
 * Replays settled changes from the first: every hash, signature, number and verdict is checked again, and nothing is
 * taken on trust. The first entry that does not hold ends the replay with its number in `at`. Yields the number done.
 * Source: sync.md, "Every replica re-checks every entry".
 */
export function* replay(
  entries: Iterable<SettledBytes>,
  { into, personal }: ReplayOptions,
): Steps<Result<Replayed, 'broken-log' | 'newer-rules'>> {
  const walker = walkLine({
    orgId: null,
    state: emptyState(),
    rules: null,
    head: { n: 0, hash: null, settledAtMs: 0 },
    hashOf: () => undefined,
    lastSeqOf: () => 0,
    isSettled: () => false,
    personal,
    ownsState: true,
  })
  for (const settled of entries) {
    const step = walker.check(settled, null)
    if (!step.ok) return step
    keepStep(into, step.value, walker.state)
    yield walker.head.n
  }
  if (walker.head.n === 0) return failed('broken-log', 'The log has no entry at all.', { at: 'entry 1' })
  const { state, rules, head, orgId } = walker.finish()
  return done({ orgId, n: head.n, head: head.hash, state, rules })
}

/** Writes one step of the line: the entry with its change, and what it led to. */
export function keepStep(db: WritableDb, step: Step, state: OrgState): void {
  appendSettled(db, step.row, step.judged.subjects)
  writeEffects(db, step.judged.effects, state)
}

export function writeEffects(db: WritableDb, effects: readonly Effect[], state: OrgState): void {
  const rank = (role: string) => rankOf(state.blueprint, role)
  for (const effect of effects) writeEffect(db, effect, rank)
}
