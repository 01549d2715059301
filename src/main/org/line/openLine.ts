import { type Intent, type PersonalValue, rulesVersion } from '../../../shared/domain/change'
import type { Effect } from '../../../shared/domain/effect'
import type { ChangeId, KeyId, StaffId } from '../../../shared/domain/ids'
import { takeOverClaim } from '../../../shared/domain/keyClaims'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { Rules } from '../../engine/compileRules'
import type { WritableDb } from '../../store/database'
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
import {
  findPersonal,
  isSettled,
  listPersonalOf,
  listSettledAfter,
  readEntryBytes,
  readEntryHash,
  readLastSeq,
  writePersonal,
} from '../../store/queries/log'
import { readHalt, writeHalt } from '../../store/queries/overlay'
import {
  deleteProposal,
  hasProposal,
  listOwnProposals,
  listProposals,
  type ProposalRow,
  writeProposal,
} from '../../store/queries/proposals'
import { keyIdOf, signatureChecker } from '../keys/ed25519'
import { keyChecks } from '../keys/keyChecks'
import { hashPersonal } from '../personalValues'
import { readChange, readEntry, signedMessage } from '../record'
import { keepStep, type SettledBytes } from '../replay'
import { rulesAfter } from '../settle'
import { settlerOf, signerOf } from '../signers'
import { stateLayer } from '../stateLayer'
import type { Identity } from '../writeBatch'
import { findReady, type Ready } from './findReady'
import type { Halt, Lack, Line, LineFailure, Moved, Received, Taken } from './Line'
import {
  beforeKeeper,
  layOverlay,
  liftOverlay,
  type Outlook,
  proposalRow,
  readOutlook,
  settledEffects,
} from './overlay'
import { rowOutcomes } from '../../../shared/records/outcomes'
import { personalRefs } from './personalRefs'
import type { LineWalker, ReadChange } from './walkLine'
import { wholeRefusals } from './wholeRefusals'

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
    work: (db: WritableDb, walker: LineWalker) => Value,
    options: {
      readonly onPut: (effect: Effect, state: OrgState) => void
      readonly personal?: (hash: string) => string | undefined
      readonly commit: boolean
    },
  ): Result<Value, LineFailure>
  /** Small notes beside the line, which no reader of the organization sees. */
  note(work: (db: WritableDb) => void): void
}

/** A change larger than this is nobody's: a thousand rows are well below. */
const changeLimit = 4_000_000

export function openLine(door: Door): Line & { forget(): void } {
  const { db, identity } = door
  let settled: { readonly state: OrgState; readonly rules: Rules } | null = null

  function settledView(): { readonly state: OrgState; readonly rules: Rules } {
    if (settled === null) {
      const effects = settledEffects(db)
      if (effects.length === 0) return { state: door.state(), rules: door.rules() }
      const layer = stateLayer(door.state())
      for (const effect of effects) layer.put(effect)
      settled = { state: layer.state, rules: rulesAfter(door.rules(), layer.state, effects) }
    }
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
  function moveLine<Value>(
    work: (target: WritableDb, walker: LineWalker) => Value,
    options: { readonly personal?: (hash: string) => string | undefined; readonly commit?: boolean } = {},
  ): Result<{ readonly value: Value; readonly moved: readonly Moved[] }, LineFailure> {
    let keep: ((effect: Effect, state: OrgState) => void) | null = null
    return door.move(
      (target, walker) => {
        const before = listOwnProposals(target)
        liftOverlay(target, walker)
        const value = work(target, walker)
        keep = beforeKeeper(target)
        layOverlay(target, walker, door.now())
        keep = null
        return { value, moved: before.length === 0 ? [] : findMoved(target, before) }
      },
      {
        commit: options.commit !== false,
        onPut: (effect, state) => keep?.(effect, state),
        ...(options.personal === undefined ? {} : { personal: options.personal }),
      },
    )
  }

  function take(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
  ): Result<Taken, LineFailure> {
    const stopped = halt()
    if (stopped !== null && stopped.code !== 'copied-file') return failed('halted', stopped.text)
    const arrivedAtMs = door.now()
    const ownKeys = new Map<string, boolean>()
    const isOwnKey = (key: string) => {
      if (!ownKeys.has(key)) ownKeys.set(key, door.holdsKey(key as KeyId))
      return ownKeys.get(key) === true
    }
    const taken = moveLine(
      (target, walker) => {
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
        }
        return count
      },
      { personal: (hash) => values.get(hash)?.value },
    )
    if (!taken.ok) return taken
    return done({ entries: taken.value.value, moved: taken.value.moved })
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

  function hasValue(hash: string): boolean {
    return findPersonal(db, hash) !== undefined
  }

  function ready(): Ready {
    return findReady({
      proposals: listProposals(db),
      lastSeqOf: (key) => readLastSeq(db, key),
      headNumber: door.headNumber(),
      lacks: (change) => lacksOfChange(change, settledView().state, hasValue).length > 0,
    })
  }

  /** The console that takes over is nobody before that is settled: its take-over goes in front of what else waits. */
  function inTurn({ units, ...rest }: Ready): Ready {
    return {
      ...rest,
      units: [...units.filter(isOwnTakeOver), ...units.filter((unit) => !isOwnTakeOver(unit))],
    }
  }

  function isOwnTakeOver(unit: Ready['units'][number]): boolean {
    return unit.some(({ change }) => bringsConsole(change.intent))
  }

  function wouldApply(change: ReadChange): boolean {
    const judged = moveLine((_, walker) => walker.judge(change, Math.max(door.now(), walker.head.settledAtMs)), {
      commit: false,
    })
    return judged.ok && judged.value.value.ok && judged.value.value.value.verdict === 'applied'
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

  function settle(limit: number, keep: boolean): ReturnType<Line['settle']> {
    const stopped = halt()
    if (stopped !== null) return failed('halted', stopped.text)
    if (identity?.console == null) return failed('read-only', 'This desktop has no console key in this organization.')
    if (door.readOnlyBecause !== null) return failed('read-only', door.readOnlyBecause)
    const { console } = identity
    const { units } = inTurn(ready())
    const own = units.find(isOwnTakeOver)?.[0]
    // With any other verdict it would be nobody's turn, and what cannot be settled would end a hub's line for everybody.
    if (own !== undefined && !wouldApply(own.change)) return done({ entries: [], taken: { entries: 0, moved: [] } })
    const settledNow = moveLine(
      (target, walker) => {
        const entries: SettledBytes[] = []
        const { sequencer } = walker.state.settings
        for (const unit of units) {
          if (entries.length > 0 && entries.length + unit.length > limit) break
          // What comes after it is settled the other way, and by whoever may then.
          if (walker.state.settings.sequencer !== sequencer) break
          for (const { row, change } of unit) {
            if (settlerOf(walker.state, console.id, change.intent, 'applied') === null) return entries
            const step = walker.settle({ ...change, bytes: row.bytes, signature: row.signature }, door.now(), console)
            if (!step.ok) break
            keepStep(target, step.value, walker.state)
            deleteProposal(target, row.id)
            entries.push(step.value.row)
          }
        }
        return entries
      },
      { commit: keep },
    )
    if (!settledNow.ok) return settledNow
    const { value: entries, moved } = settledNow.value
    return done({ entries, taken: { entries: keep ? entries.length : 0, moved: keep ? moved : [] } })
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
    settledRules: () => settledView().rules,
    hashOf: (n) => readEntryHash(db, n),
    entriesAfter: (n, limit) => listSettledAfter(db, n, limit),
    pending: () => listOwnProposals(db),
    proposals: () => listProposals(db),
    lacksOf: (entries) => lacksOfEntries(entries, settledView().state, hasValue),
    lacksOfProposals: () =>
      listProposals(db).flatMap(({ bytes, isOwn }) => {
        const change = isOwn ? null : readChange(bytes)
        return change?.ok === true ? lacksOfChange(change.value, settledView().state, hasValue) : []
      }),
    personalOf: (staffIds) => {
      const { staff } = settledView().state
      return listPersonalOf(
        db,
        staffIds.filter((id) => staff.get(id)?.state !== 'purged'),
      )
    },
    keepPersonal: (values) => {
      const byHash = new Map(values.filter(isSound).map((value) => [value.hash, value]))
      let kept = 0
      door.note((target) => {
        for (const { bytes } of listProposals(target)) {
          const change = readChange(bytes)
          if (!change.ok) continue
          for (const ref of personalRefs(change.value.intent, change.value.record.author)) {
            const value = byHash.get(ref.hash)
            if (value === undefined || findPersonal(target, ref.hash) !== undefined) continue
            writePersonal(target, { ...value, ...ref })
            kept += 1
          }
        }
      })
      return done(kept)
    },
    take,
    receive,
    settle,
    waiting: () => [...ready().waiting],
    isRival,
    stop: (why) => door.note((target) => stopIn(target, why)),
    purged: () => [...settledView().state.staff.values()].flatMap((one) => (one.state === 'purged' ? [one.id] : [])),
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

function findMoved(db: WritableDb, before: readonly ProposalRow[]): Moved[] {
  const after = new Map(listOwnProposals(db).map((row) => [row.id, row]))
  return before.flatMap((row): Moved[] => {
    const now = after.get(row.id)
    if (now === undefined) return [{ item: row.item, kind: row.kind, now: 'settled', outlook: outlookOf(db, row) }]
    if (now.outlook === row.outlook) return []
    return [{ item: row.item, kind: row.kind, now: 'pending', outlook: readOutlook(now)! }]
  })
}

function outlookOf(db: WritableDb, row: ProposalRow): Outlook {
  const bytes = readEntryBytes(db, row.id)
  const entry = bytes === undefined ? null : readEntry(bytes)
  if (entry?.ok !== true) return { verdict: 'applied', facts: {} }
  return { verdict: entry.value.record.verdict, facts: entry.value.record.facts }
}

function lacksOfChange(
  { record, intent }: { record: { author: StaffId }; intent: Parameters<typeof personalRefs>[0] },
  state: OrgState,
  have: (hash: string) => boolean,
): Lack[] {
  return personalRefs(intent, record.author).filter(
    ({ hash, staffId }) => !have(hash) && state.staff.get(staffId)?.state !== 'purged',
  )
}

function lacksOfEntries(entries: readonly SettledBytes[], state: OrgState, have: (hash: string) => boolean): Lack[] {
  const lacks: Lack[] = []
  const purged = new Set<StaffId>()
  for (const { changeBytes, entryBytes } of entries) {
    const change = readChange(changeBytes)
    const entry = readEntry(entryBytes)
    // What was refused as a whole is judged without its values, and they may never come.
    if (!change.ok || !entry.ok || (entry.value.record.facts.because ?? '') in wholeRefusals) continue
    const { intent } = change.value
    if (intent.kind === 'staff.purge') {
      // A purge that was held or refused erases nothing.
      const outcomes = rowOutcomes(entry.value.record, intent.body.rows.length)
      intent.body.rows.forEach(({ staffId }, row) => outcomes[row]?.verdict === 'applied' && purged.add(staffId))
    }
    lacks.push(...lacksOfChange(change.value, state, have))
  }
  return lacks.filter(({ staffId }) => !purged.has(staffId))
}
