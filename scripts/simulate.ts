import { join } from 'node:path'
import { buildSimulation } from '../test/simulation/buildSimulation.ts'
import { simulateInParallel } from '../test/simulation/simulateInParallel.ts'

/** `npm run simulate -- 1000000 [first seed]`: histories on two cores; seeds that end badly are printed (keptSeeds.ts). */
const histories = Number(process.argv[2] ?? 10_000)
const first = Number(process.argv[3] ?? 1)
if (!Number.isInteger(histories) || histories < 1 || !Number.isInteger(first)) {
  console.error('Say how many histories and from which seed, like: npm run simulate -- 100000 1')
  process.exit(2)
}
const root = join(import.meta.dirname, '..')
const worker = await buildSimulation(root, join(root, 'node_modules', '.cache', 'rolecall-simulation'))
const startMs = performance.now()
const told = await simulateInParallel(worker, first, histories, (failure) => console.log(failure))
const seconds = (performance.now() - startMs) / 1000
const speed = (told.histories / seconds).toFixed(0)
console.log(`${told.histories} histories, ${told.entries} settled entries, ${speed} histories a second`)
const words = (counts: Record<string, number>) =>
  Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([key, count]) => `${key} ${count}`)
    .join(', ')
console.log(words(told.counts))
console.log(`Carried out: ${words(told.applied)}`)
console.log(
  told.failed.length === 0
    ? 'All ended well.'
    : `${told.failed.length} ended badly: keep their seeds in test/simulation/keptSeeds.ts.`,
)
process.exitCode = told.failed.length === 0 ? 0 : 1
