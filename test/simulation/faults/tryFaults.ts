import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildSimulation } from '../buildSimulation.ts'
import { faults } from './faults.ts'

/*
 * Puts each fault into a copy of the sources and simulates: some history has to end badly, or the test that the fault names.
 *   node test/simulation/faults/tryFaults.ts [part of a name] [which/of how many]
 */
const wanted = process.argv[2] ?? ''
const [which, ofHowMany] = (process.argv[3] ?? '1/1').split('/').map(Number) as [number, number]
const histories = process.env['ROLECALL_HISTORIES'] ?? '500'
const settings = ['package.json', 'tsconfig.json', 'vitest.config.ts']
const copy = mkdtempSync(join(tmpdir(), 'rolecall-faults-'))

async function isCaught(): Promise<boolean> {
  const worker = await buildSimulation(copy, join(copy, 'out'))
  const run = spawnSync(process.execPath, [worker, '1', histories, 'stop'], { encoding: 'utf8' })
  return run.status !== 0
}

function isCaughtBy(test: string): boolean {
  return spawnSync(join('node_modules', '.bin', 'vitest'), ['run', test], { cwd: copy, encoding: 'utf8' }).status !== 0
}

try {
  for (const part of ['src', 'resources', 'scripts', 'test/helpers', 'test/main', 'test/simulation', ...settings]) {
    cpSync(part, join(copy, part), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  if (wanted === '' && (await isCaught())) throw new Error('A history ends badly without any fault; mend that first.')
  const survivors: string[] = []
  const chosen = faults.filter(({ name }, i) => name.includes(wanted) && i % ofHowMany === which - 1)
  for (const test of new Set(chosen.flatMap((fault) => fault.test ?? []))) {
    if (wanted === '' && isCaughtBy(test)) throw new Error(`${test} fails without any fault; mend that first.`)
  }
  for (const { name, file, find, replace, test, isBeyondHistories } of chosen) {
    const path = join(copy, 'src/main', file)
    const source = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      source.replace(find, () => replace),
    )
    const isInHistories = isBeyondHistories !== true && (await isCaught())
    const isInTest = !isInHistories && test !== undefined && isCaughtBy(test)
    writeFileSync(path, source)
    if (!isInHistories && !isInTest) survivors.push(name)
    console.log(`${isInHistories ? 'caught  ' : isInTest ? 'by test ' : 'SURVIVED'}  ${name}`)
  }
  console.log(`${chosen.length - survivors.length} of ${chosen.length} faults caught.`)
  process.exitCode = survivors.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
