import { join } from 'node:path'
import { expect, it } from 'vitest'
import { buildSimulation } from './buildSimulation'
import { keptAs, keptSeeds } from './keptSeeds'
import { simulatedKinds } from './randomEdit'
import { describeFailure, runHistories } from './runHistories'
import { simulateInParallel } from './simulateInParallel'

const histories = Number(process.env['ROLECALL_HISTORIES'] ?? 20_000)
const root = join(import.meta.dirname, '..', '..')

for (const [seed, was, how = keptAs] of keptSeeds) {
  it(`ends well with seed ${seed}, where ${was}`, async () => {
    const { failed } = await runHistories(seed, 1, 1, how)
    expect(failed.map(describeFailure)).toEqual([])
  })
}

it(
  'ends alike on every console and as the oracle says, whatever goes wrong on the way',
  // Some five minutes with nothing beside it.
  { timeout: 3_600_000 },
  async () => {
    const worker = await buildSimulation(root, join(root, 'node_modules', '.cache', 'rolecall-simulation-test'))
    const { failed, counts, applied, ...told } = await simulateInParallel(worker, 1, histories)
    expect(failed).toEqual([])
    expect(told.histories).toBe(histories)
    // A simulation in which nothing happens would find nothing.
    for (const verdict of ['applied', 'agreed', 'held', 'refused']) {
      expect(counts[verdict] ?? 0).toBeGreaterThan(histories / 200)
    }
    expect(simulatedKinds.filter((kind) => (applied[kind] ?? 0) < Math.floor(histories / 5000))).toEqual([])
    const keys = ['taken over', 'found and stopped', 'enrolled anew', 'restored', 'copied']
    const places = ['two stories', 'two take-overs', 'settler restored']
    const back = ['hub restored', 'hub emptied', 'computer went back', 'went back and stopped']
    for (const fault of ['crash', 'forged', 'two lines', 'place failed', 'disk full', ...keys, ...places, ...back]) {
      expect(counts[fault] ?? 0, fault).toBeGreaterThanOrEqual(
        Math.floor(histories / ([...keys, ...places, ...back].includes(fault) ? 2000 : 400)),
      )
    }
  },
)
