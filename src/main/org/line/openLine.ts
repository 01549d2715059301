import { type Intent, type PersonalValue, rulesVersion } from '../../../shared/domain/change'
import type { Effect } from '../../../shared/domain/effect'
import type { ChangeId, KeyId, StaffId } from '../../../shared/domain/ids'
import { takeOverClaim } from '../../../shared/domain/keyClaims'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { StaffMember } from '../../../shared/domain/staff'
import type { Rules } from '../../engine/compileRules'
import type { ReadableDb, WritableDb } from '../../store/database'
import {
  type HeardRow,
  hasMark,
  listExchangePlaces,
  listHeard,
  type PlaceRow,
  writeExchangePlace,
  writeHeard,
  writeMark,
} from '../../store/queries/exchangeNotes'
import { isSettled, listSettledAfter, findEntryHash, readLastSeq } from '../../store/queries/log'
import { findPersonal, listPersonalOf, writePersonal } from '../../store/queries/personalValues'
import { findBefore, readHalt, writeHalt } from '../../store/queries/overlay'
import {
  countOwnProposedRows,
  deleteProposal,
  hasProposal,
  listOwnProposals,
  listProposalHeads,
  listProposals,
  type ProposalRow,
  readProposal,
  writeProposal,
} from '../../store/queries/proposals'
import { keyIdOf, signatureChecker, type SigningKey } from '../keys/ed25519'
import { keyChecks } from '../keys/keyChecks'
import { hashPersonal } from '../personalValues'
import { readChange, readEntry, signedMessage } from '../record'
import { keepStep, type SettledBytes } from '../replay'
import type { Steps, Watch } from '../runInSteps'
import { settlerOf, signerOf } from '../signers'
import type { Identity } from '../writeBatch'
import { findMoved } from './findMoved'
import { eachReady } from './findReady'
import { lacksOfChange, lacksOfEntries } from './lacks'
import type { Halt, Lack, Line, LineFailure, Moved, Received, Taken } from './Line'
import { beforeKeeper, layOverlay, liftOverlay, proposalRow } from './overlay'
import { personalRefs } from './personalRefs'
import { type SettledView, viewSettled } from './viewSettled'
import type { LineWalker, ReadChange } from './walkLine'

export interface MoveOptions {
  readonly onPut: (effect: Effect, state: OrgState) => void
  readonly personal?: (hash: string) => string | undefined
  readonly commit: boolean
}

/** What the line asks of the open organization that it belongs to. */
export interface Door {
  readonly db: WritableDb
  readonly orgId: string
  readonly identity: Identity | null
  /** Why nothing is signed in this file, though somebody could: it is a copy, or went back in time. */
  readonly readOnlyBecause: string | null
  /** Whether this desktop holds the key: changes under it that were not made in this file come from a copy. */
  readonly holdsKey: (key: KeyId) => boolean
  now(): number
  state(): OrgState
  rules(): Rules
  headNumber(): number
  /**
   * Runs work on the line in one transaction; memory follows after the commit. `personal` is asked before the file is.
   * Without `commit` everything is taken back.
   */
  move<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
  ): Result<Value, LineFailure>
  /**
   * The same for long work: other work goes on between its steps, and nobody sees any of it before all of it is done.
   * Stopped, it is taken back whole. Edits made here meanwhile go first, and it begins anew.
   */
  moveInSteps<Value>(
    work: (db: WritableDb, walker: LineWalker) => Steps<Value>,
    options: MoveOptions,
    watch: Watch,
  ): Promise<Result<Value, LineFailure | 'cancelled'>>
  /** Small notes beside the line, which no reader of the organization sees. */
  note(work: (db: WritableDb) => void): void
}

/** A change larger than this is nobody's: a thousand rows are well below. */
const changeLimit = 4_000_000

/** Rows settled in one transaction, unless one batch holds more: it is settled whole. */
const rowsAtOnce = 1000

export function openLine(door: Door): Line & { forget(): void } {
  const { db, identity } = door
  let settled: SettledView | null = null

  function settledView(): SettledView {
    settled ??= viewSettled(door)
    return settled
  }

  function halt(): Halt | null {
    const kept = readHalt(db)
    if (kept === null) return null
    const read = JSON.parse(kept) as Halt
    // Whoever was enrolled anew signs under a key that no other file has.
    const isEnrolledAnew = identity !== null && read.keys?.includes(identity.operator.id) === false
    return (read.code === 'newer-rules' && read.rules < rulesVersion) || isEnrolledAnew ? null : read
  }

  function stopIn(target: WritableDb, why: Omit<Halt, 'rules'>): void {
    writeHalt(target, JSON.stringify({ ...why, rules: rulesVersion }))
  }

  /** Another file goes on under a key of this desktop. What is halted for a worse reason stays so. */
  function stopAsCopy(target: WritableDb, n: number, key: KeyId): void {
    const kept = readHalt(target)
    const before = kept === null ? null : (JSON.parse(kept) as Halt)
    if (before !== null && (before.code !== 'copied-file' || before.keys?.includes(key) !== false)) return
    stopIn(target, { ...copied(n), keys: [...(before?.keys ?? []), key] })
  }

  /** Moves the line: pending changes are lifted, the work is done on what is settled, and they are laid over again. */
  function moving<Value>(
    work: (target: WritableDb, walker: LineWalker) => Steps<Value>,
    options: { readonly personal?: (hash: string) => string | undefined; readonly commit?: boolean } = {},
  ) {
    let keep: ((effect: Effect, state: OrgState) => void) | null = null
    function* move(target: WritableDb, walker: LineWalker): Steps<MovedBy<Value>> {
      keep = null
      const before = listOwnProposals(target)
      yield* liftOverlay(target, walker)
      const value = yield* work(target, walker)
      keep = beforeKeeper(target)
      yield* layOverlay(target, walker, door.now())
      keep = null
      return { value, moved: before.length === 0 ? [] : findMoved(target, before) }
    }
    const moveOptions: MoveOptions = {
      commit: options.commit !== false,
      onPut: (effect, state) => keep?.(effect, state),
      ...(options.personal === undefined ? {} : { personal: options.personal }),
    }
    return [move, moveOptions] as const
  }

  function taking(entries: readonly SettledBytes[], values: ReadonlyMap<string, PersonalValue>) {
    const arrivedAtMs = door.now()
    const ownKeys = new Map<string, boolean>()
    const isOwnKey = (key: string) => {
      if (!ownKeys.has(key)) ownKeys.set(key, door.holdsKey(key as KeyId))
      return ownKeys.get(key) === true
    }
    return moving(
      function* takeEach(target, walker) {
        let count = 0
        for (const entry of entries) {
          const step = walker.check(entry, arrivedAtMs)
          if (!step.ok) {
            // Anybody may lay a file into a folder: only what a settling console signed says something about the line.
            if (!isBySettler(walker.state, entry)) break
            const isNewer = step.error.code === 'newer-rules'
            stopIn(target, {
              code: isNewer ? 'newer-rules' : 'diverged',
              text: isNewer
                ? step.error.message
                : `${step.error.message} Nothing is exchanged until this is cleared up.`,
              n: walker.head.n + 1,
            })
            break
          }
          const { row, intent } = step.value
          const isOwn = hasProposal(target, row.changeId)
          keepStep(target, step.value, walker.state)
          for (const ref of personalRefs(intent, row.author)) {
            const value = values.get(ref.hash)
            if (value === undefined || walker.state.staff.get(ref.staffId)?.state === 'purged') continue
            writePersonal(target, { ...value, ...ref })
          }
          deleteProposal(target, row.changeId)
          if (!isOwn && isOwnKey(row.key)) stopAsCopy(target, row.n, row.key as KeyId)
          count += 1
          yield count
        }
        return count
      },
      { personal: (hash) => values.get(hash)?.value },
    )
  }

  /** Why nothing is taken; null where it may be. */
  function whyNotTaken(): Result<never, 'halted'> | null {
    const stopped = halt()
    return stopped !== null && stopped.code !== 'copied-file' ? failed('halted', stopped.text) : null
  }

  function take(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
  ): Result<Taken, LineFailure> {
    const stopped = whyNotTaken()
    if (stopped !== null) return stopped
    const taken = door.move(...taking(entries, values))
    return taken.ok ? done({ entries: taken.value.value, moved: taken.value.moved }) : taken
  }

  async function takeInSteps(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
    watch: Watch,
  ): ReturnType<Line['takeInSteps']> {
    const stopped = whyNotTaken()
    if (stopped !== null) return stopped
    const taken = await door.moveInSteps(...taking(entries, values), watch)
    return taken.ok ? done({ entries: taken.value.value, moved: taken.value.moved }) : taken
  }

  function receive(
    proposals: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[],
  ): Result<Received, LineFailure> {
    const { state } = settledView()
    let known = 0
    let ignored = 0
    let isFinal = true
    const copiedKeys = new Set<KeyId>()
    const fresh: ProposalRow[] = []
    for (const { bytes, signature } of proposals) {
      const change = bytes.length > changeLimit ? null : readChange(bytes)
      if (change === null || !change.ok || change.value.record.org !== door.orgId) {
        // A kind that a newer Rolecall knows is kept by whoever knows it, and read again once this one does.
        if (change?.ok === false && change.error.code === 'unknown-kind') isFinal = false
        ignored += 1
        continue
      }
      const { record, intent, id } = change.value
      if (isSettled(db, id) || hasProposal(db, id)) {
        known += 1
        continue
      }
      // A take-over is settled by the console that takes over, and by nobody else.
      const isTakeOver = intent.kind === 'registrar.set' && intent.body.rows[0]?.takeOver !== undefined
      const signer = isTakeOver ? null : signerOf(state, record, intent)
      if (signer === null && !isTakeOver) isFinal = false
      if (signer === null || signatureChecker(signer.publicKey)?.(signedMessage(id), signature) !== true) {
        ignored += 1
        continue
      }
      if (door.holdsKey(record.key)) copiedKeys.add(record.key)
      // Kept all the same: once enrolled anew this desktop may be the one that settles it.
      fresh.push(proposalRow({ ...change.value, bytes, signature }, false, door.now(), null))
    }
    if (fresh.length > 0 || copiedKeys.size > 0) {
      door.note((target) => {
        for (const row of fresh) writeProposal(target, row)
        for (const key of copiedKeys) stopAsCopy(target, door.headNumber(), key)
      })
    }
    return done({ kept: fresh.length, known, ignored, isFinal })
  }

  /** Whether it is settled that somebody is purged. */
  function isPurged(id: StaffId): boolean {
    const before = findBefore(db, 'staff', id)
    const person = before === undefined ? door.state().staff.get(id) : (JSON.parse(before) as StaffMember | null)
    return person?.state === 'purged'
  }

  function hasValue(hash: string): boolean {
    return findPersonal(db, hash) !== undefined
  }

  function ready(source: ReadableDb = db): ReturnType<typeof eachReady> {
    return eachReady({
      proposals: listProposalHeads(source),
      readProposal: (id) => readProposal(source, id),
      lastSeqOf: (key) => readLastSeq(source, key),
      headNumber: door.headNumber(),
      lacks: (change) => lacksOfChange(change, isPurged, hasValue).length > 0,
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
    return listOwnProposals(db).some((row) => {
      const change = row.kind === 'registrar.set' ? readChange(row.bytes) : null
      return change?.ok === true && bringsConsole(change.value.intent)
    })
  }

  function wouldApply(change: ReadChange): boolean {
    const judged = door.move(
      ...moving(
        function* judgeIt(_target, walker) {
          yield 0
          return walker.judge(change, Math.max(door.now(), walker.head.settledAtMs))
        },
        { commit: false },
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
      { commit: keep },
    )
  }

  /** With which key to settle, or why not. */
  function settler(): Result<SigningKey, 'halted' | 'read-only'> {
    const stopped = halt()
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

  function isRival(bytes: SettledBytes): boolean {
    const rival = readEntry(bytes.entryBytes)
    if (!rival.ok) return false
    const { n, prev, by, changeId } = rival.value.record
    const ours = listSettledAfter(db, Math.max(0, n - 2), 2)
    const here = ours.find((row) => row.n === n)
    const above = ours.find((row) => row.n === n - 1)
    if (here === undefined || here.hash === rival.value.hash || prev !== (above?.hash ?? null)) return false
    const turns = [here, above].flatMap((row) => {
      const read = row === undefined ? null : readEntry(row.entryBytes)
      return read?.ok === true ? [read.value.record.by] : []
    })
    const { settings, keys } = settledView().state
    const key = keys.get(by)
    const isTurn = turns.includes(by) || (settings.sequencer === 'hub' && key?.kind === 'console')
    const publicKey = isTurn ? key?.publicKey : takenOverBy(bytes, changeId)
    if (publicKey === undefined) return false
    return signatureChecker(publicKey)?.(signedMessage(rival.value.hash), bytes.entrySignature) === true
  }

  /** The console of a take-over that stands against an entry of ours: it is enrolled by that very change. */
  function takenOverBy(bytes: SettledBytes, changeId: ChangeId): string | undefined {
    const change = readChange(bytes.changeBytes)
    if (!change.ok || change.value.id !== changeId || change.value.intent.kind !== 'registrar.set') return undefined
    const row = change.value.intent.body.rows[0]!
    if (row.takeOver === undefined) return undefined
    const { signature, ...claimed } = row.takeOver
    const claim = takeOverClaim({ org: door.orgId, from: row.from, ...claimed })
    const { recoveryPublicKey } = settledView().state.settings
    return keyChecks.isSigned(recoveryPublicKey, claim, signature) ? row.takeOver.console.publicKey : undefined
  }

  return {
    get halt() {
      return halt()
    },
    get maySettle() {
      // INVARIANT (one key, one line): a copy would settle beside the file that it was copied from.
      if (identity?.console == null || door.readOnlyBecause !== null || halt() !== null) return false
      const { settings, keys } = settledView().state
      const key = keys.get(identity.console.id)
      if (key === undefined) return takesOver()
      if (key.isRevoked) return false
      return settings.sequencer === 'hub' || settings.registrar === identity.console.id
    },
    speaker: identity === null ? null : (identity.console ?? identity.operator),
    settledState: () => settledView().state,
    settledRules: () => settledView().rules(),
    hashOf: (n) => findEntryHash(db, n),
    entriesAfter: (n, limit) => listSettledAfter(db, n, limit),
    pending: () => listOwnProposals(db),
    pendingRows: () => countOwnProposedRows(db),
    proposals: () => listProposals(db),
    lacksOf: (entries) => lacksOfEntries(entries, isPurged, hasValue),
    lacksOfProposals: function* lacksOfProposals() {
      const lacks: Lack[] = []
      for (const { id, isOwn } of listProposalHeads(db)) {
        const change = isOwn ? null : readChange(readProposal(db, id)!.bytes)
        if (change?.ok !== true) continue
        for (const lack of lacksOfChange(change.value, isPurged, hasValue)) lacks.push(lack)
        yield lacks.length
      }
      return lacks
    },
    personalOf: (staffIds) =>
      listPersonalOf(
        db,
        staffIds.filter((id) => !isPurged(id)),
      ),
    keepPersonal: (lacks, values) => {
      let kept = 0
      door.note((target) => {
        for (const lack of lacks) {
          const value = values.get(lack.hash)
          if (value === undefined || !isSound(value)) continue
          writePersonal(target, { ...value, ...lack })
          kept += 1
        }
      })
      return done(kept)
    },
    take,
    takeInSteps,
    receive,
    settle,
    settleInSteps,
    waiting: () => {
      const units = ready()
      for (let step = units.next(); ; step = units.next()) if (step.done === true) return step.value
    },
    isRival,
    stop: (why) => door.note((target) => stopIn(target, why)),
    // What is purged stays so: whoever is shown as purged and is not, is so by a change that waits.
    purged: () => {
      const shown = [...door.state().staff.values()].filter(({ state }) => state === 'purged')
      return shown.flatMap(({ id }) => (isPurged(id) ? [id] : []))
    },
    notes: {
      hasMark: (address, mark) => hasMark(db, address, mark),
      addMarks: (address, marks) =>
        door.note((target) => {
          for (const mark of marks) writeMark(target, address, mark)
        }),
      places: () => listExchangePlaces(db),
      addPlace: (row: PlaceRow) => door.note((target) => writeExchangePlace(target, row)),
      heard: () => listHeard(db),
      addHeard: (row: HeardRow) => door.note((target) => writeHeard(target, row)),
    },
    forget: () => {
      settled = null
    },
  }
}

interface MovedBy<Value> {
  readonly value: Value
  readonly moved: readonly Moved[]
}

function settledBy({ value: entries, moved }: MovedBy<readonly SettledBytes[]>, keep: boolean) {
  return { entries, taken: { entries: keep ? entries.length : 0, moved: keep ? moved : [] } }
}

/** Whether an entry is signed by a console that may settle now, whatever else is wrong with it. */
function isBySettler({ settings, keys }: OrgState, { entryBytes, entrySignature }: SettledBytes): boolean {
  const entry = readEntry(entryBytes)
  if (!entry.ok) return false
  const { by } = entry.value.record
  const key = keys.get(by)
  if (key?.kind !== 'console' || key.isRevoked) return false
  if (by !== settings.registrar && settings.sequencer !== 'hub') return false
  return signatureChecker(key.publicKey)?.(signedMessage(entry.value.hash), entrySignature) === true
}

/** Whether a value fits the hash that it claims. */
export function isSound(value: PersonalValue): boolean {
  return hashPersonal(Buffer.from(value.salt, 'hex'), value.value) === value.hash
}

function copied(n: number): Omit<Halt, 'rules'> {
  return {
    code: 'copied-file',
    text: 'This file is a copy or a restored backup: another file goes on under the same key. It is open for reading only; enrol this desktop anew to make changes.',
    n,
  }
}
