import type { OrgState } from '../../../shared/domain/orgState'
import type { ReadableDb } from '../../store/database'
import { eachSettledOfKind } from '../../store/queries/log'
import { readChange, readEntry } from '../record'

/** Who settled when entry `n` was made: what is so now, or what the first change of it since then found. */
export function sequencerAt(db: ReadableDb, settled: OrgState, n: number): OrgState['settings']['sequencer'] {
  for (const row of eachSettledOfKind(db, 'sequencer.set')) {
    const entry = row.n < n ? null : readEntry(row.entryBytes)
    if (entry?.ok !== true || entry.value.record.verdict !== 'applied') continue
    const change = readChange(row.changeBytes)
    if (change.ok && change.value.intent.kind === 'sequencer.set') return change.value.intent.body.rows[0]!.from
  }
  return settled.settings.sequencer
}
