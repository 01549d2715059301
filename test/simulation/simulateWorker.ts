import { writeSync } from 'node:fs'
import { keptAs, keptSeeds } from './keptSeeds'
import { add, describeFailure, runHistories } from './runHistories'

/**
 * Runs a range of seeds and tells what they came to, a line of JSON each hundred. With `stop` it runs the kept seeds first,
 * and ends with 1 at the first history that ends badly.
 */
const [first, count] = process.argv.slice(2, 4).map(Number) as [number, number]
const stopsAtFirst = process.argv[4] === 'stop'
for (const [seed, , how = keptAs] of stopsAtFirst ? keptSeeds : []) {
  if ((await runHistories(seed, 1, 1, how)).failed.length > 0) process.exit(1)
}
const verdicts: Record<string, number> = {}
const applied: Record<string, number> = {}
const faults: Record<string, number> = {}
for (let done = 0; done < count; done += 100) {
  const told = await runHistories(first + done, Math.min(100, count - done), stopsAtFirst ? 1 : 100)
  add(verdicts, told.verdicts)
  add(applied, told.applied)
  add(faults, told.faults)
  const failed = told.failed.map(describeFailure)
  if (stopsAtFirst && failed.length > 0) process.exit(1)
  writeSync(1, `${JSON.stringify({ histories: told.histories, entries: told.entries, failed })}\n`)
}
writeSync(1, `${JSON.stringify({ verdicts, applied, faults })}\n`)
