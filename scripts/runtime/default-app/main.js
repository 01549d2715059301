// What Electron's own default app does, for an Electron that came without one: `electron [switches] <folder> [arguments]`.
// An ES module, so that `ready` waits for the app it imports (registerSchemesAsPrivileged has to come first).
import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
app.setAppPath(folder)

await import(pathToFileURL(join(folder, manifest.main)).href)
