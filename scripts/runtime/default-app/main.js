// What Electron's own default app does, for an Electron that came without one:
// `electron [-r <module>] [switches] <folder> [arguments]`.
// An ES module, so that `ready` waits for the app it imports (registerSchemesAsPrivileged has to come first).
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

if (process.argv[1] === '-r') {
  const preloaded = resolve(process.argv[2])
  createRequire(import.meta.url)(preloaded)
  // Playwright's loader takes its own words off the command line itself.
  if (process.argv[1] === '-r') process.argv.splice(1, 2)
}

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
app.setAppPath(folder)

await import(pathToFileURL(join(folder, manifest.main)).href)
