import type { StaffId } from '../../../shared/domain/ids'
import { rowOutcomes } from '../../../shared/records/outcomes'
import { readChange, readEntry } from '../record'
import type { SettledBytes } from '../replay'
import type { Steps } from '../runInSteps'
import type { Lack } from './Line'
import { personalRefs } from './personalRefs'
import { wholeRefusals } from './wholeRefusals'

/** The personal values that a change names and that are not here; none of people purged. */
export function lacksOfChange(
  { record, intent }: { record: { author: StaffId }; intent: Parameters<typeof personalRefs>[0] },
  isPurged: (staffId: StaffId) => boolean,
  have: (hash: string) => boolean,
): Lack[] {
  return personalRefs(intent, record.author).filter(({ hash, staffId }) => !have(hash) && !isPurged(staffId))
}

/** The same of entries, none of people purged in them; yields after each entry. */
export function* lacksOfEntries(
  entries: readonly SettledBytes[],
  isPurged: (staffId: StaffId) => boolean,
  have: (hash: string) => boolean,
): Steps<Lack[]> {
  const lacks: Lack[] = []
  const purged = new Set<StaffId>()
  for (const { changeBytes, entryBytes } of entries) {
    yield lacks.length
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
    for (const lack of lacksOfChange(change.value, isPurged, have)) lacks.push(lack)
  }
  return lacks.filter(({ staffId }) => !purged.has(staffId))
}
