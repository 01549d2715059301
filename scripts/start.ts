import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildIfNeeded } from './build.ts'
import { describeRuntime, prepareRuntime, sandboxSwitches } from './runtime/prepareRuntime.ts'
import { projectFolder } from './runtime/runCommand.ts'
import { findDisplay } from './runtime/virtualDisplay.ts'

/**
 * `npm start [-- file]`: Rolecall in a window, on a virtual display where there is none, until it is stopped.
 * Relative file names count from where npm was called.
 */
async function start(files: readonly string[]): Promise<number> {
  await buildIfNeeded()
  const electron = await prepareRuntime()
  console.log(`Starting Rolecall on ${describeRuntime(electron)}.`)
  const display = await findDisplay()
  const environment: NodeJS.ProcessEnv = { ...process.env }
  const switches = sandboxSwitches()
  if (switches.length > 0) console.log('Running as root, so without Chromium’s own sandbox (--no-sandbox).')
  if (display.isVirtual) {
    const pictures = join(projectFolder, '.reports')
    mkdirSync(pictures, { recursive: true })
    environment.DISPLAY = display.name
    environment.ROLECALL_PICTURE = join(pictures, 'window.png')
    switches.push('--disable-gpu', '--log-level=3')
    console.log(`There is no display here: using a virtual one (${display.name}). Stop with Ctrl+C.`)
  }
  const cwd = process.env.INIT_CWD ?? process.cwd()
  const app = spawn(electron.path, [...switches, projectFolder, ...files.map((file) => asArgument(cwd, file))], {
    stdio: 'inherit',
    env: environment,
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill('SIGTERM'))
  // npm puts a shell in between, which ends on SIGTERM without telling anybody: being orphaned is being stopped.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && app.kill('SIGTERM'), 500).unref()
  return new Promise((end) => {
    app.on('error', (error) => {
      console.error(`Electron could not be started: ${error.message}`)
      end(1)
    })
    app.on('exit', (code) => {
      display.stop()
      end(code ?? 0)
    })
  })
}

function asArgument(cwd: string, word: string): string {
  return word.startsWith('-') ? word : resolve(cwd, word)
}

try {
  process.exitCode = await start(process.argv.slice(2))
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
