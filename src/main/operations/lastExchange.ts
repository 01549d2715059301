import { z } from 'zod'
import type { OperationOutput } from '../../shared/operations/contract'
import type { PlaceRow } from '../store/queries/exchangeNotes'

const parseOutcome = z.object({
  sent: z.number().default(0),
  arrived: z.number().default(0),
  settled: z.number().default(0),
  missing: z.array(z.unknown()).default([]),
  failed: z.object({ code: z.string(), text: z.string() }).optional(),
  lastGoodMs: z.number().nullable().optional(),
})

function readOutcome({ outcome }: PlaceRow): z.output<typeof parseOutcome> {
  const read = parseOutcome.safeParse(JSON.parse(outcome))
  return read.success ? read.data : parseOutcome.parse({})
}

/** How the last exchange at a place ended, in words. */
export function presentLast(row: PlaceRow): NonNullable<OperationOutput<'sync.status'>['last']> {
  const { sent, arrived, settled, missing, failed, lastGoodMs: goodMs } = readOutcome(row)
  const lacks = missing.length === 0 ? '' : ' Something that should be there is missing.'
  return {
    atMs: row.exchangedAtMs,
    ok: failed === undefined,
    text: failed?.text ?? `Sent ${count(sent)}, received ${count(arrived)} and settled ${count(settled)}.${lacks}`,
    code: failed?.code ?? null,
    lastGoodMs: failed === undefined ? row.exchangedAtMs : (goodMs ?? null),
  }
}

function count(changes: number): string {
  return `${changes.toLocaleString('en')} ${changes === 1 ? 'change' : 'changes'}`
}

/** When an exchange there last went well; null when none did. */
export function lastGoodMs(row: PlaceRow): number | null {
  return presentLast(row).lastGoodMs
}

/** Where an exchange went that did not fail; a place where none ever went well may be a slip of the pen. */
export function lastPlace(places: readonly PlaceRow[]): PlaceRow | undefined {
  return places.find((row) => lastGoodMs(row) !== null) ?? places[0]
}
