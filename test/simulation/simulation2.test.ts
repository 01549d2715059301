import { expect, it } from 'vitest'
import { describeFailure, runHistories } from './runHistories'

// Half of the histories; the other half is in the file beside this one, for the other core (docs/reliability.md).
const histories = Number(process.env['ROLECALL_HISTORIES'] ?? 1000)

it(
  'ends alike on every console and as the oracle says, whatever goes wrong on the way',
  { timeout: 600_000 },
  async () => {
    const told = await runHistories(1 + histories, histories)
    expect(told.failed.map(describeFailure)).toEqual([])
    // A simulation in which nothing happens would find nothing.
    for (const verdict of ['applied', 'agreed', 'held', 'refused']) {
      expect(told.verdicts[verdict] ?? 0).toBeGreaterThan(histories / 100)
    }
    for (const fault of ['crash', 'forged', 'two lines', 'place failed', 'disk full']) {
      expect(told.faults[fault] ?? 0).toBeGreaterThan(histories / 100)
    }
  },
)
