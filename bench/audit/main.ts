import { createHash } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from '../../src/main/operations/createDesk'

/** Prints how long the findings and the people × access report take beside writing as many bytes and nothing else. */
const people = Number(process.env.ROLECALL_BENCH_PEOPLE ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
const desk = createDesk({
  home: join(folder, 'home'),
  version: 'bench',
  runtime: process.version,
  sources: {
    random: (count) => createHash('sha256').update(String(count)).digest().subarray(0, count),
    now: () => Date.now(),
  },
})
const value = <Value>(answer: { ok: true; value: Value } | { ok: false; error: { message: string } }): Value => {
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
const timed = async <Value>(work: () => Promise<Value> | Value): Promise<[Value, number]> => {
  const start = performance.now()
  const done = await work()
  return [done, (performance.now() - start) / 1000]
}

try {
  const path = join(folder, 'big.rolecall')
  value(await desk.call('org.sample', { path, people, blueprint: 'staff-ladder' }))
  value(await desk.call('org.open', { path, readOnly: true }))
  const [findings, seconds] = await timed(async () => value(await desk.call('audit.findings', {})))
  console.log(
    `| findings, ${findings.total} of ${people.toLocaleString('en')} people | ${seconds.toFixed(2)} | – | – |`,
  )
  for (const format of ['csv', 'json', 'html', 'xlsx', 'pdf'] as const) {
    const out = join(folder, `access.${format}`)
    const [, took] = await timed(async () =>
      value(await desk.call('report.write', { kind: 'access', format, path: out })),
    )
    const bytes = readFileSync(out)
    const [, floor] = await timed(() => {
      const file = openSync(`${out}.floor`, 'w')
      for (let from = 0; from < bytes.length;)
        from += writeSync(file, bytes, from, Math.min(1 << 18, bytes.length - from))
      closeSync(file)
    })
    const size = (statSync(out).size / 1e6).toFixed(1)
    console.log(`| people × access as ${format.toUpperCase()} | ${took.toFixed(2)} | ${size} | ${floor.toFixed(2)} |`)
  }
} finally {
  desk.close()
  rmSync(folder, { recursive: true, force: true })
}
