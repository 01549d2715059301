import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from 'vite'
import { verifierPage } from '../../scripts/verifierPage.ts'

// Bundles the bench like the command line is bundled, and runs it in a process of its own:
// `npm run --silent bench:editor > report.md`.
const folder = join(import.meta.dirname, '..', '..')
await build({
  root: folder,
  configFile: false,
  plugins: [verifierPage()],
  logLevel: 'warn',
  build: {
    ssr: 'bench/editor/main.ts',
    outDir: 'out/bench',
    emptyOutDir: false,
    target: 'node20.18',
    minify: false,
    rollupOptions: { external: ['better-sqlite3'], output: { entryFileNames: 'editor.js' } },
  },
})
const child = spawn(process.execPath, [join('out', 'bench', 'editor.js')], { cwd: folder, stdio: 'inherit' })
child.on('exit', (code) => process.exit(code ?? 1))
