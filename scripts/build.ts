import { existsSync, statSync } from 'node:fs'
import { chmod, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { mustRun, projectFolder } from './runtime/runCommand.ts'

const stamp = join(projectFolder, 'out', '.built')
const inputs = [
  'src',
  'resources',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'vite.cli.config.ts',
]

/** Builds the app and the command line into out/. */
export async function build(): Promise<void> {
  const startedAt = new Date()
  const steps = [mustRun('electron-vite', ['build', '--logLevel', 'warn'])]
  const hasCli = existsSync(join(projectFolder, 'src', 'cli', 'index.ts'))
  if (hasCli) steps.push(mustRun('vite', ['build', '--config', 'vite.cli.config.ts', '--logLevel', 'warn']))
  for (const output of await Promise.all(steps)) if (output.trim()) console.log(output.trimEnd())
  if (hasCli) await linkCommand()
  await writeFile(stamp, `${startedAt.toISOString()}\n`)
}

/** Builds when a source file is newer than the last build. */
export async function buildIfNeeded(): Promise<void> {
  if (existsSync(stamp) && (await newestInputMs()) < statSync(stamp).mtimeMs) return
  console.log('Building …')
  await build()
}

/** npm links the commands of dependencies only; this makes `npx rolecall` work in the clone itself. */
async function linkCommand(): Promise<void> {
  const target = join(projectFolder, 'out', 'cli', 'index.js')
  await chmod(target, 0o755)
  if (process.platform === 'win32') return
  const link = join(projectFolder, 'node_modules', '.bin', 'rolecall')
  await rm(link, { force: true })
  await symlink(join('..', '..', 'out', 'cli', 'index.js'), link)
}

async function newestInputMs(): Promise<number> {
  let newestMs = 0
  for (const input of inputs) {
    const path = join(projectFolder, input)
    if (!existsSync(path)) continue
    newestMs = Math.max(newestMs, statSync(path).mtimeMs)
    if (!statSync(path).isDirectory()) continue
    for (const entry of await readdir(path, { recursive: true })) {
      newestMs = Math.max(newestMs, statSync(join(path, entry)).mtimeMs)
    }
  }
  return newestMs
}

if (import.meta.main) {
  await mkdir(join(projectFolder, 'out'), { recursive: true })
  await build()
}
