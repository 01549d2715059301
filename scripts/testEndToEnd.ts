import { rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { buildIfNeeded } from './build.ts'
import { describeRuntime, prepareRuntime, sandboxSwitches } from './runtime/prepareRuntime.ts'
import { projectEnvironment, runCommand } from './runtime/runCommand.ts'
import { findDisplay } from './runtime/virtualDisplay.ts'

/**
 * The Playwright suite on the built app. What is given on the command line goes to Playwright.
 *
 * @returns  its exit code
 */
export async function testEndToEnd(args: readonly string[]): Promise<number> {
  await buildIfNeeded()
  const electron = await prepareRuntime()
  const display = await findDisplay()
  try {
    await rm('.reports/playwright.json', { force: true })
    const isUnsandboxed = sandboxSwitches().length > 0
    console.log(
      `End-to-end tests on ${describeRuntime(electron)}` +
        (isUnsandboxed ? '; as root, so without Chromium’s own sandbox (--no-sandbox)' : ''),
    )
    const { code } = await runCommand('playwright', ['test', ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: projectEnvironment({
        DISPLAY: display.name,
        ROLECALL_E2E_ELECTRON: electron.path,
        // Playwright asks the electron package for its binary, and holds the app back until it is connected.
        ELECTRON_OVERRIDE_DIST_PATH: distFolder(electron.path),
        ...(display.isVirtual ? { ROLECALL_E2E_SWITCHES: '--disable-gpu --log-level=3' } : {}),
      }),
    })
    return code
  } finally {
    display.stop()
  }
}

/** The folder that the electron package would call `dist`: on macOS the binary lies deep inside it. */
function distFolder(electronPath: string): string {
  return process.platform === 'darwin' ? resolve(electronPath, '..', '..', '..', '..') : dirname(electronPath)
}

if (import.meta.main) {
  try {
    process.exitCode = await testEndToEnd(process.argv.slice(2))
  } catch (error) {
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
