import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..', '..')

/** Makes a sample organization with the built command line; answers with its file. */
export function makeSample(home: string, blueprint: string, people: number): string {
  const file = join(home, 'sample.rolecall')
  runCommandLine(home, ['sample', file, '--blueprint', blueprint, '--people', String(people)])
  return file
}

/** Runs `rolecall` on this home; throws when it does not end well. */
export function runCommandLine(home: string, args: readonly string[]): string {
  return execFileSync(join(root, 'node_modules/.bin/node'), [join(root, 'out/cli/index.js'), ...args], {
    env: { ...process.env, ROLECALL_HOME: home },
    encoding: 'utf8',
  })
}
