import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { build } from './build.ts'
import { prepareRuntime } from './runtime/prepareRuntime.ts'
import { runCommand } from './runtime/runCommand.ts'
import { testEndToEnd } from './testEndToEnd.ts'

interface Count {
  passed: number
  failed: number
}

const unitReport = '.reports/vitest.json'
const endToEndReport = '.reports/playwright.json'

/** `npm test`: every check, each run to its end, and one closing line with the sum of the tests. */
async function testAll(): Promise<boolean> {
  await rm('.reports/vitest.json', { force: true })
  await rm('.reports/playwright.json', { force: true })
  // On a new machine this compiles SQLite for minutes; the other checks need not wait. A failure is told by the suite.
  const runtime = prepareRuntime().catch(() => undefined)
  const checks = await Promise.all([
    timed('format', () => npmRun('format:check')),
    timed('lint', () => npmRun('lint')),
    timed('types', () => npmRun('types')),
  ])
  const steps = [
    ...checks,
    await timed('unit, property and architecture tests', () =>
      npmRun('test:unit', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
    ),
    await timed('build', async () => (await build(), 0)),
  ]
  await runtime
  // Without a build there is nothing to run: the suite would only repeat the failure.
  if (steps.at(-1)) steps.push(await timed('end-to-end tests', () => testEndToEnd([])))
  const unit = readUnitCount()
  const endToEnd = readEndToEndCount()
  const count = { passed: unit.passed + endToEnd.passed, failed: unit.failed + endToEnd.failed }
  const isGood = steps.every(Boolean) && count.failed === 0 && unit.passed > 0 && endToEnd.passed > 0
  // A check that failed without a failing test must not look like success on the last line.
  if (!isGood && count.failed === 0) count.failed = 1
  console.log(`${count.passed} passed, ${count.failed} failed`)
  return isGood
}

async function timed(name: string, step: () => Promise<number>): Promise<boolean> {
  const startedAtMs = Date.now()
  let isGood = false
  try {
    isGood = (await step()) === 0
  } catch (error) {
    console.error((error as Error).message)
  }
  console.log(`${isGood ? '✓' : '✗ FAILED:'} ${name} (${((Date.now() - startedAtMs) / 1000).toFixed(1)} s)`)
  return isGood
}

async function npmRun(script: string, ...args: string[]): Promise<number> {
  const { code } = await runCommand('npm', ['run', '--silent', script, ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return code
}

function readUnitCount(): Count {
  if (!existsSync(unitReport)) return { passed: 0, failed: 0 }
  const report = JSON.parse(readFileSync(unitReport, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numFailedTestSuites: number
  }
  // A file that cannot even be loaded holds no failed test.
  return { passed: report.numPassedTests, failed: Math.max(report.numFailedTests, report.numFailedTestSuites ? 1 : 0) }
}

function readEndToEndCount(): Count {
  if (!existsSync(endToEndReport)) return { passed: 0, failed: 0 }
  const { stats } = JSON.parse(readFileSync(endToEndReport, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number }
  }
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected }
}

process.exitCode = (await testAll()) ? 0 : 1
