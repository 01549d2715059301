import type { PersonalValue } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import { signatureChecker } from '../org/keys/ed25519'
import type { Lack, Line } from '../org/line/Line'
import { personalRefs } from '../org/line/personalRefs'
import { readChange, readEntry, signedMessage } from '../org/record'
import type { SettledBytes } from '../org/replay'
import { fetchValues } from './fetchValues'
import { stopAtRival } from './stopAtRival'
import { endOf, type ExchangeFailure, inParts, stopped, turn, type Visit } from './Visit'

/** Entries read in one go. */
const step = 250
/** Rows of own pending changes that are lifted and laid anew for each part that is taken. */
const fewPending = 1000

/**
 * Takes what was settled elsewhere, with its values.
 *
 * @returns the values without which nothing further was taken
 */
export async function takeLine(visit: Visit): Promise<Result<readonly Lack[], ExchangeFailure>> {
  const { org, line, transport, tally } = visit
  const findPurged = purgedAheadOf(visit)
  for (;;) {
    if (visit.isCancelled()) return stopped
    const { n, head } = org.revision()
    const read = await transport.readLine({
      after: { n, hash: head },
      hashOf: (number) => line.hashOf(number),
      limit: step,
    })
    if (!read.ok) return read
    tally.ignored += read.value.ignored.length
    const rival = read.value.rivals.find((one) => line.isRival(one))
    if (rival !== undefined) return stopAtRival(visit, rival)
    const { entries } = read.value
    if (read.value.missing !== null) tally.missing.push(read.value.missing)
    if (entries.length === 0) return done([])
    const values = new Map<string, PersonalValue>()
    const wanted = await visit.inSteps(line.lacksOf(entries))
    if (wanted === undefined) return stopped
    const fetched = await fetchValues(visit, wanted, values)
    if (!fetched.ok) return fetched
    const absent = wanted.filter(({ hash }) => !values.has(hash))
    const gone = await findPurged(entries, absent)
    if (!gone.ok) return gone
    const lacks = absent.filter(({ staffId }) => !gone.value.has(staffId))
    const ready = lacks.length === 0 ? entries : entriesBefore(entries, new Set(lacks.map(({ hash }) => hash)))
    let count = 0
    // What is pending here is lifted and laid anew for each part: where that is much, there is one part.
    const parts = line.pendingRows() > fewPending ? [ready] : inParts(ready, ({ changeBytes }) => changeBytes)
    for (const part of parts) {
      if (visit.isCancelled()) return stopped
      const phase = 'Taking what was settled elsewhere'
      const taken = await line.takeInSteps(part, values, visit.watching(phase, tally.arrived))
      if (!taken.ok) return endOf(taken)
      count += taken.value.entries
      tally.arrived += taken.value.entries
      visit.onProgress(phase, tally.arrived)
      tally.moved.push(...taken.value.moved)
      const halt = line.halt
      if (halt !== null && halt.code !== 'copied-file') return failed('halted', halt.text)
      if (taken.value.entries < part.length) break
      await turn()
    }
    if (count < ready.length) {
      // Something that nobody who settles has signed stands in the way: the true entry may lie beside it.
      tally.ignored += 1
      let isPast = false
      for (const one of read.value.rivals) {
        const beside = line.take([one], values)
        if (!beside.ok) return beside
        tally.arrived += beside.value.entries
        isPast ||= beside.value.entries > 0
      }
      if (!isPast) return done(lacks)
    } else if (lacks.length > 0) return done(lacks)
  }
}

/**
 * People whose values are lacking because a later entry purged them: nobody has those any more, so nobody waits for
 * them. Only entries that an enrolled console signed are believed.
 */
function purgedAheadOf(visit: Visit) {
  const { org, line, transport } = visit
  const purgedAhead = new Set<StaffId>()
  let aheadN = 0

  return async function findPurged(
    entries: readonly SettledBytes[],
    lacks: readonly Lack[],
  ): Promise<Result<ReadonlySet<StaffId>, ExchangeFailure>> {
    const looked = (): boolean => lacks.every(({ staffId }) => purgedAhead.has(staffId))
    aheadN = Math.max(aheadN, org.revision().n + entries.length)
    while (!looked()) {
      if (visit.isCancelled()) return stopped
      const read = await transport.readLine({
        after: { n: aheadN, hash: null },
        hashOf: () => undefined,
        limit: 1000,
      })
      if (!read.ok) return read
      if (read.value.entries.length === 0) break
      for (const one of read.value.entries) for (const staffId of purgedIn(line, one)) purgedAhead.add(staffId)
      aheadN += read.value.entries.length
    }
    return done(purgedAhead)
  }
}

function purgedIn(line: Line, { entryBytes, entrySignature, changeBytes }: SettledBytes): StaffId[] {
  const change = readChange(changeBytes)
  const entry = readEntry(entryBytes)
  if (!change.ok || !entry.ok || change.value.intent.kind !== 'staff.purge') return []
  const { by, changeId, verdict } = entry.value.record
  const key = line.settledState().keys.get(by)
  if (changeId !== change.value.id || verdict !== 'applied' || key?.kind !== 'console' || key.isRevoked) return []
  const isSigned = signatureChecker(key.publicKey)?.(signedMessage(entry.value.hash), entrySignature) === true
  return isSigned ? change.value.intent.body.rows.map(({ staffId }) => staffId) : []
}

/** The entries in front of the first that names one of these values. */
function entriesBefore(entries: readonly SettledBytes[], lacking: ReadonlySet<string>): SettledBytes[] {
  const end = entries.findIndex(({ changeBytes }) => {
    const change = readChange(changeBytes)
    return (
      change.ok && personalRefs(change.value.intent, change.value.record.author).some(({ hash }) => lacking.has(hash))
    )
  })
  return end === -1 ? [...entries] : entries.slice(0, end)
}
