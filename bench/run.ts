import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { verifierPage } from '../scripts/verifierPage.ts'

// Bundles one bench as the command line is bundled, and runs it in a process of its own. The report goes to standard
// output: `npm run --silent bench:audit > report.md`.
const folder = join(import.meta.dirname, '..')
const name = process.argv[2] ?? ''
if (!readdirSync(import.meta.dirname).includes(name)) {
  console.error(`There is no bench “${name}”. Name a folder of bench/ with a main.ts in it.`)
  process.exit(2)
}
await build({
  root: folder,
  configFile: false,
  plugins: [verifierPage()],
  logLevel: 'warn',
  build: {
    ssr: `bench/${name}/main.ts`,
    outDir: 'out/bench',
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    rollupOptions: { output: { entryFileNames: `${name}.js` } },
  },
})
const child = spawn(
  process.execPath,
  ['--expose-gc', '--max-old-space-size=12288', join('out', 'bench', `${name}.js`)],
  { cwd: folder, stdio: 'inherit' },
)
child.on('exit', (code) => process.exit(code ?? 1))
