import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** better-sqlite3's own prebuilds speak Node-API 10: Node 22.14 or newer, Electron 35 or newer. */
const prebuiltNodeApi = 10

/** Where things that are made once per machine are kept: an Electron, a compiled SQLite binding. Safe to delete. */
export function cacheFolder(): string {
  return (
    process.env.ROLECALL_CACHE ??
    (process.env.XDG_CACHE_HOME ? join(process.env.XDG_CACHE_HOME, 'rolecall') : join(homedir(), '.cache', 'rolecall'))
  )
}

/** Where `npm run sqlite` puts the binding compiled for older runtimes, and where they look for it. */
export function compiledBindingPath(): string {
  const { version } = createRequire(import.meta.url)('better-sqlite3/package.json') as { version: string }
  return join(cacheFolder(), `better-sqlite3-${version}-${process.platform}-${process.arch}`, 'better_sqlite3.node')
}

/**
 * What to hand to better-sqlite3 as `nativeBinding`.
 *
 * @returns  undefined where the prebuilt binding that ships inside better-sqlite3 works: a packaged app, any current
 *           Electron or Node. Else the path of the binding compiled for this machine.
 * Errors: throws when this runtime is too old for the prebuilt binding and none was compiled; the message is a whole
 * sentence that says what to run.
 */
export function nativeBinding(): string | undefined {
  if (Number(process.versions.napi) >= prebuiltNodeApi) return undefined
  const path = compiledBindingPath()
  if (existsSync(path)) return path
  const runtime = process.versions.electron ? `Electron ${process.versions.electron}` : `Node ${process.versions.node}`
  throw new Error(
    `SQLite is not ready for ${runtime}: run \`npm run sqlite\` in the Rolecall folder once (about two minutes), or use Node 22.14 or newer.`,
  )
}
