import type { PersonalValue } from '../../../shared/domain/change'
import type { KeyId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, type Failure, failed, type Result } from '../../../shared/domain/result'
import { writePersonal } from '../../store/queries/personalValues'
import { deleteProposal, hasProposal } from '../../store/queries/proposals'
import { signatureChecker } from '../keys/ed25519'
import { readChange, readEntry, recordId, signedMessage } from '../record'
import { keepStep, type SettledBytes } from '../replay'
import type { Watch } from '../runInSteps'
import { signerOf } from '../signers'
import type { Door } from './Door'
import { haltOf, stopAsCopy, stopIn } from './halts'
import type { Line, LineFailure, Taken } from './Line'
import { type MovedBy, moving } from './moving'
import { personalRefs } from './personalRefs'

/** Appends what was settled elsewhere: the part of the line that trusts nobody. */
export function takeEntries(door: Door, settledState: () => OrgState): Pick<Line, 'take' | 'takeInSteps'> {
  function taking(entries: readonly SettledBytes[], values: ReadonlyMap<string, PersonalValue>) {
    const arrivedAtMs = door.now()
    const ownKeys = new Map<string, boolean>()
    const isOwnKey = (key: string) => {
      if (!ownKeys.has(key)) ownKeys.set(key, door.holdsKey(key as KeyId))
      return ownKeys.get(key) === true
    }
    return moving(
      door,
      function* takeEach(target, walker) {
        let count = 0
        for (const entry of entries) {
          const step = walker.check(entry, arrivedAtMs)
          // INVARIANT (nothing of an entry that does not hold): what it would have done is in the walker by now.
          if (!step.ok) throw new Misfit(count, step.error)
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
      { personal: (hash) => values.get(hash)?.value, commits: (count) => count > 0 },
    )
  }

  /** Why nothing is taken; null where it may be. */
  function whyNotTaken(): Result<never, 'halted'> | null {
    const stopped = haltOf(door)
    return stopped !== null && stopped.code !== 'copied-file' ? failed('halted', stopped.text) : null
  }

  /** Looks at the entry that did not hold, now that everything in front of it is taken. */
  function stopAt(entry: SettledBytes, { code, message }: Failure<'broken-log' | 'newer-rules'>): void {
    // Anybody may lay a file into a folder: only what a settling console signed says something about the line.
    if (!isBySettler(settledState(), entry) || !isUnaltered(settledState(), entry)) return
    const isNewer = code === 'newer-rules'
    door.note((target) =>
      stopIn(target, {
        code: isNewer ? 'newer-rules' : 'diverged',
        text: isNewer ? message : `${message} Nothing is exchanged until this is cleared up.`,
        n: door.headNumber() + 1,
      }),
    )
  }

  function take(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
  ): Result<Taken, LineFailure> {
    const stopped = whyNotTaken()
    if (stopped !== null) return stopped
    try {
      return takenBy(door.move(...taking(entries, values)))
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      const before = error.count === 0 ? nothing : take(entries.slice(0, error.count), values)
      if (before.ok) stopAt(entries[error.count]!, error.failure)
      return before
    }
  }

  async function takeInSteps(
    entries: readonly SettledBytes[],
    values: ReadonlyMap<string, PersonalValue>,
    watch: Watch,
  ): ReturnType<Line['takeInSteps']> {
    const stopped = whyNotTaken()
    if (stopped !== null) return stopped
    try {
      return takenBy(await door.moveInSteps(...taking(entries, values), watch))
    } catch (error) {
      if (!(error instanceof Misfit)) throw error
      const before = error.count === 0 ? nothing : await takeInSteps(entries.slice(0, error.count), values, watch)
      if (before.ok) stopAt(entries[error.count]!, error.failure)
      return before
    }
  }

  return { take, takeInSteps }
}

/** An entry that does not hold, behind so many that do. */
class Misfit extends Error {
  readonly count: number
  readonly failure: Failure<'broken-log' | 'newer-rules'>
  constructor(count: number, failure: Failure<'broken-log' | 'newer-rules'>) {
    super(failure.message)
    this.count = count
    this.failure = failure
  }
}

const nothing = done<Taken>({ entries: 0, moved: [] })

function takenBy<Code extends string>(taken: Result<MovedBy<number>, Code>): Result<Taken, Code> {
  return taken.ok ? done({ entries: taken.value.value, moved: taken.value.moved }) : taken
}

/** Whether the change of an entry is the one that it names, as its author signed it: anybody could have put another there. */
function isUnaltered(state: OrgState, { entryBytes, changeBytes, changeSignature }: SettledBytes): boolean {
  const entry = readEntry(entryBytes)
  const change = readChange(changeBytes)
  // A kind that only a newer version knows.
  if (!change.ok) return entry.ok && entry.value.record.changeId === recordId('change', changeBytes)
  const { record, intent, id } = change.value
  if (!entry.ok || entry.value.record.changeId !== id) return false
  const author = signerOf(state, record, intent)
  return author === null || signatureChecker(author.publicKey)?.(signedMessage(id), changeSignature) === true
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
