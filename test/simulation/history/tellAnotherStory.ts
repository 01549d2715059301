import type { EntryRecord } from '../../../src/shared/domain/change'
import { signRecord } from '../../../src/main/org/record'
import { readSettled } from '../oracle/readSettled'
import { countFault, type Run } from './Run'
import { settledIn } from './settledIn'
import { settlerOf } from './settlerOf'

/** A changed client that settles: one entry for some, another of the same number for others. */
export function tellAnotherStory(run: Run): void {
  const { chance, place } = run
  const desk = settlerOf(run)
  if (desk === undefined || desk.org.line.halt !== null) return
  const told = settledIn(run, desk.org)
    .map((bytes) => ({ bytes, record: readSettled(bytes).entry }))
    .filter(({ record }) => (record.n as number) <= place.lastN() && record.by === desk.consoleKey.id)
  if (told.length === 0) return
  const { bytes, record } = chance.pick(told)
  const isLater = chance.isHit(0.6)
  const settledAt = new Date(Date.parse(record.settledAt as string) + 1000).toISOString()
  const other = isLater ? { ...record, settledAt } : { ...record, verdict: 'agreed', facts: {} }
  const entry = signRecord('entry', other as EntryRecord, desk.consoleKey)
  const second = { ...bytes, entryBytes: entry.bytes, entrySignature: entry.signature }
  run.stories = [bytes, second]
  place.dropEntry(second)
  run.forkN = record.n as number
  run.isForked = true
  place.showRivals()
  countFault(run, 'two stories')
}
