import type { Intent } from '../../../shared/domain/change'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { ReadableDb } from '../../store/database'
import { readLastSeq } from '../../store/queries/log'
import { deleteProposal, listPending, listProposalHeads, readProposal } from '../../store/queries/proposals'
import { keyIdOf, type SigningKey } from '../keys/ed25519'
import { readChange } from '../record'
import { keepStep, type SettledBytes } from '../replay'
import type { Watch } from '../runInSteps'
import { settlerOf } from '../signers'
import type { Door } from './Door'
import { eachReady } from './findReady'
import { haltOf } from './halts'
import { hasValue, isPurged } from './kept'
import { lacksOfChange } from './lacks'
import type { Line } from './Line'
import { type MovedBy, moving } from './moving'
import type { ReadChange } from './walkLine'

/** Rows settled in one transaction, unless one batch holds more: it is settled whole. */
const rowsAtOnce = 1000

/** Gives what waits its place in the line, where it is this console's turn. `settledState` is without pending changes. */
export function settleWaiting(
  door: Door,
  settledState: () => OrgState,
): Pick<Line, 'settle' | 'settleInSteps' | 'waiting'> & { maySettle(): boolean } {
  const { db, identity } = door

  function maySettle(): boolean {
    // INVARIANT (one key, one line): a copy would settle beside the file that it was copied from.
    if (identity?.console == null || door.readOnlyBecause !== null || haltOf(door) !== null) return false
    const { settings, keys } = settledState()
    const key = keys.get(identity.console.id)
    if (key === undefined) return takesOver()
    if (key.isRevoked) return false
    return settings.sequencer === 'hub' || settings.registrar === identity.console.id
  }

  function ready(source: ReadableDb = db): ReturnType<typeof eachReady> {
    return eachReady({
      proposals: listProposalHeads(source),
      readProposal: (id) => readProposal(source, id),
      lastSeqOf: (key) => readLastSeq(source, key),
      headNumber: door.headNumber(),
      lacks: (change) =>
        lacksOfChange(
          change,
          (id) => isPurged(door, id),
          (hash) => hasValue(db, hash),
        ).length > 0,
      // The console that takes over is nobody before that is settled.
      goesFirst: (change) => bringsConsole(change.intent),
    })
  }

  /** Whether a change is a take-over by this very console. */
  function bringsConsole(intent: Intent): boolean {
    if (intent.kind !== 'registrar.set' || identity?.console == null) return false
    const takeOver = intent.body.rows[0]?.takeOver
    return takeOver !== undefined && keyIdOf(takeOver.console.publicKey) === identity.console.id
  }

  /** Whether this console's take-over waits to be settled, by itself and by nobody else. */
  function takesOver(): boolean {
    return listPending(db).some((row) => {
      const change = row.kind === 'registrar.set' ? readChange(readProposal(db, row.id)!.bytes) : null
      return change?.ok === true && bringsConsole(change.value.intent)
    })
  }

  function wouldApply(change: ReadChange): boolean {
    const judged = door.move(
      ...moving(
        door,
        function* judgeIt(_target, walker) {
          yield 0
          return walker.judge(change, Math.max(door.now(), walker.head.settledAtMs))
        },
        { commits: () => false },
      ),
    )
    return judged.ok && judged.value.value.ok && judged.value.value.value.verdict === 'applied'
  }

  /** Whether this console's take-over waits and would not go through. It is the first of what can be settled. */
  function takesOverInVain(): boolean {
    if (!takesOver()) return false
    for (const unit of ready()) {
      if (unit !== null) return unit.some(({ change }) => bringsConsole(change.intent) && !wouldApply(change))
    }
    return false
  }

  function settling(limit: number, keep: boolean, console: SigningKey) {
    return moving(
      door,
      function* settleEach(target, walker) {
        const entries: SettledBytes[] = []
        const { sequencer } = walker.state.settings
        let rows = 0
        for (const unit of ready(target)) {
          yield entries.length
          if (unit === null) continue
          const more = unit.reduce((sum, { row }) => sum + row.rowCount, 0)
          const isFull = entries.length + unit.length > limit || rows + more > rowsAtOnce
          if (entries.length > 0 && isFull) break
          // What comes after it is settled the other way, and by whoever may then.
          if (walker.state.settings.sequencer !== sequencer) break
          rows += more
          for (const { row, change } of unit) {
            if (settlerOf(walker.state, console.id, change.intent, 'applied') === null) return entries
            const step = walker.settle({ ...change, bytes: row.bytes, signature: row.signature }, door.now(), console)
            if (!step.ok) break
            keepStep(target, step.value, walker.state)
            deleteProposal(target, row.id)
            entries.push(step.value.row)
            yield entries.length
          }
        }
        return entries
      },
      // Where nothing is settled nothing has moved, and nobody looks again.
      { commits: (entries) => keep && entries.length > 0 },
    )
  }

  /** With which key to settle, or why not. */
  function settler(): Result<SigningKey, 'halted' | 'read-only'> {
    const stopped = haltOf(door)
    if (stopped !== null) return failed('halted', stopped.text)
    if (identity?.console == null) return failed('read-only', 'This desktop has no console key in this organization.')
    if (door.readOnlyBecause !== null) return failed('read-only', door.readOnlyBecause)
    return done(identity.console)
  }

  function settle(limit: number, keep: boolean): ReturnType<Line['settle']> {
    const console = settler()
    if (!console.ok) return console
    // With any other verdict it would be nobody's turn, and what cannot be settled would end a hub's line for everybody.
    if (takesOverInVain()) return done(settledBy({ value: [], moved: [] }, keep))
    const made = door.move(...settling(limit, keep, console.value))
    return made.ok ? done(settledBy(made.value, keep)) : made
  }

  async function settleInSteps(limit: number, keep: boolean, watch: Watch): ReturnType<Line['settleInSteps']> {
    const console = settler()
    if (!console.ok) return console
    if (takesOverInVain()) return done(settledBy({ value: [], moved: [] }, keep))
    const made = await door.moveInSteps(...settling(limit, keep, console.value), watch)
    return made.ok ? done(settledBy(made.value, keep)) : made
  }

  function waiting(): ReturnType<Line['waiting']> {
    const units = ready()
    for (let step = units.next(); ; step = units.next()) if (step.done === true) return step.value
  }

  return { maySettle, settle, settleInSteps, waiting }
}

function settledBy({ value: entries, moved }: MovedBy<readonly SettledBytes[]>, keep: boolean) {
  return { entries, taken: { entries: keep ? entries.length : 0, moved: keep ? moved : [] } }
}
