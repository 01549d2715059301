import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { verifierPage } from '../../scripts/verifierPage.ts'

// Bundles the bench like the command line is bundled, and runs it in a process of its own. The report goes to standard
// output: `npm run --silent bench:sync > report.md`.
const folder = join(import.meta.dirname, '..', '..')
await build({
  root: folder,
  configFile: false,
  plugins: [verifierPage()],
  logLevel: 'warn',
  build: {
    ssr: 'bench/sync/main.ts',
    outDir: 'out/bench',
    target: 'node20.18',
    minify: false,
    rollupOptions: { output: { entryFileNames: 'sync.js' } },
  },
})
const child = spawn(process.execPath, ['--expose-gc', '--max-old-space-size=12288', join('out', 'bench', 'sync.js')], {
  cwd: folder,
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))
