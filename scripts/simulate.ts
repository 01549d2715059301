import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

/** `npm run simulate -- 1000000 [first seed]`: histories on two cores; seeds that end badly are printed (keptSeeds.ts). */
const histories = Number(process.argv[2] ?? 10_000)
const first = Number(process.argv[3] ?? 1)
if (!Number.isInteger(histories) || histories < 1 || !Number.isInteger(first)) {
  console.error('Say how many histories and from which seed, like: npm run simulate -- 100000 1')
  process.exit(2)
}
const root = join(import.meta.dirname, '..')
const outDir = join(root, 'node_modules', '.cache', 'rolecall-simulation')
await build({
  root,
  configFile: join(root, 'vite.cli.config.ts'),
  logLevel: 'error',
  build: { ssr: 'test/simulation/simulateWorker.ts', outDir, emptyOutDir: true },
})

interface Line {
  readonly histories?: number
  readonly entries?: number
  readonly failed?: readonly string[]
  readonly verdicts?: Record<string, number>
  readonly faults?: Record<string, number>
}
const startMs = performance.now()
const totals: Record<string, number> = {}
let done = 0
let entries = 0
let failures = 0

function hear(line: Line): void {
  done += line.histories ?? 0
  entries += line.entries ?? 0
  for (const failure of line.failed ?? []) {
    failures += 1
    console.log(failure)
  }
  for (const [key, count] of Object.entries({ ...line.verdicts, ...line.faults }))
    totals[key] = (totals[key] ?? 0) + count
}

const workers = Math.min(2, histories)
const share = Math.ceil(histories / workers)
await Promise.all(
  Array.from({ length: workers }, (_, i) => {
    const count = Math.min(share, histories - i * share)
    const child = spawn(process.execPath, [join(outDir, 'index.js'), String(first + i * share), String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    createInterface(child.stdout).on('line', (line) => hear(JSON.parse(line) as Line))
    return new Promise<void>((resolve) => {
      child.on('close', (code) => {
        if (code !== 0) failures += 1
        resolve()
      })
    })
  }),
)
const seconds = (performance.now() - startMs) / 1000
console.log(`${done} histories, ${entries} settled entries, ${(done / seconds).toFixed(0)} histories a second`)
console.log(
  Object.entries(totals)
    .map(([key, count]) => `${key} ${count}`)
    .join(', '),
)
console.log(
  failures === 0 ? 'All ended well.' : `${failures} ended badly: keep their seeds in test/simulation/keptSeeds.ts.`,
)
process.exitCode = failures === 0 ? 0 : 1
