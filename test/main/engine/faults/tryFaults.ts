import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { faults } from './faults.ts'

/*
 * Puts each fault into a copy of the sources and runs the engine’s suites on it: all of them have to fail.
 *   node test/main/engine/faults/tryFaults.ts [part of a name]
 */
const suites = ['requirements', 'specTables', 'oracle'].map((name) => `test/main/engine/${name}.test.ts`)
const wanted = process.argv[2] ?? ''
const copy = mkdtempSync(join(tmpdir(), 'rolecall-faults-'))
const vitest = resolve('node_modules/vitest/vitest.mjs')

function isCaught(): boolean {
  const run = spawnSync(process.execPath, [vitest, 'run', '--bail=1', ...suites], {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, ROLECALL_RUNS: '0.3' },
  })
  return run.status !== 0
}

try {
  for (const part of [
    'src/main/engine',
    'src/main/org',
    'src/shared',
    'resources',
    'test/helpers',
    'test/main/engine',
    'scripts',
    'package.json',
    'vitest.config.ts',
    'tsconfig.json',
  ]) {
    cpSync(part, join(copy, part), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  if (isCaught()) throw new Error('The suites fail without any fault; mend that first.')
  const survivors: string[] = []
  const chosen = faults.filter((fault) => fault.name.includes(wanted))
  for (const { name, file, find, replace } of chosen) {
    const path = join(copy, 'src/main/engine', file)
    const source = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      source.replace(find, () => replace),
    )
    const caught = isCaught()
    writeFileSync(path, source)
    if (!caught) survivors.push(name)
    console.log(`${caught ? 'caught  ' : 'SURVIVED'}  ${name}`)
  }
  console.log(`${chosen.length - survivors.length} of ${chosen.length} faults caught.`)
  process.exitCode = survivors.length === 0 ? 0 : 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}
