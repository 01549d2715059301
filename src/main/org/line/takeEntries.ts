import type { PersonalValue } from '../../../shared/domain/change'
import type { KeyId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, failed, type Result } from '../../../shared/domain/result'
import { writePersonal } from '../../store/queries/personalValues'
import { deleteProposal, hasProposal } from '../../store/queries/proposals'
import { signatureChecker } from '../keys/ed25519'
import { readEntry, signedMessage } from '../record'
import { keepStep, type SettledBytes } from '../replay'
import type { Watch } from '../runInSteps'
import type { Door } from './Door'
import { haltOf, stopAsCopy, stopIn } from './halts'
import type { Line, LineFailure, Taken } from './Line'
import { moving } from './moving'
import { personalRefs } from './personalRefs'

/** Appends what was settled elsewhere: the part of the line that trusts nobody. */
export function takeEntries(door: Door): Pick<Line, 'take' | 'takeInSteps'> {
  function taking(entries: readonly SettledBytes[], values: ReadonlyMap<string, PersonalValue>) {
    const arrivedAtMs = door.now()
    const ownKeys = new Map<string, boolean>()
    const isOwnKey = (key: string) => {
      if (!ownKeys.has(key)) ownKeys.set(key, door.holdsKey(key as KeyId))
      return ownKeys.get(key) === true
    }
    let isStopped = false
    return moving(
      door,
      function* takeEach(target, walker) {
        let count = 0
        for (const entry of entries) {
          const step = walker.check(entry, arrivedAtMs)
          if (!step.ok) {
            // Anybody may lay a file into a folder: only what a settling console signed says something about the line.
            if (!isBySettler(walker.state, entry)) break
            isStopped = true
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
      { personal: (hash) => values.get(hash)?.value, commits: (count) => count > 0 || isStopped },
    )
  }

  /** Why nothing is taken; null where it may be. */
  function whyNotTaken(): Result<never, 'halted'> | null {
    const stopped = haltOf(door)
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

  return { take, takeInSteps }
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
