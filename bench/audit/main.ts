import { randomBytes } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDesk } from '../../src/main/operations/createDesk'
import { parsePermissionKey } from '../../src/shared/domain/ids'

/**
 * Prints how long the findings, the people × access report, looking back, an access review and an evidence pack take; files
 * beside writing as many bytes and nothing else.
 */
const people = Number(process.env.ROLECALL_BENCH_PEOPLE ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))
const desk = createDesk({
  home: join(folder, 'home'),
  version: 'bench',
  runtime: process.version,
  sources: {
    random: (count) => randomBytes(count),
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
  const row = (what: string, took: number, more = '| – | – |') => console.log(`| ${what} | ${took.toFixed(2)} ${more}`)
  const sizeAndFloor = async (out: string): Promise<string> => {
    const bytes = readFileSync(out)
    const [, floor] = await timed(() => {
      const file = openSync(`${out}.floor`, 'w')
      for (let from = 0; from < bytes.length;)
        from += writeSync(file, bytes, from, Math.min(1 << 18, bytes.length - from))
      closeSync(file)
    })
    return `| ${(statSync(out).size / 1e6).toFixed(1)} | ${floor.toFixed(2)} |`
  }
  const writeAccess = async (format: 'csv' | 'json' | 'html' | 'xlsx' | 'pdf', of: string): Promise<void> => {
    const out = join(folder, `access-${of}.${format}`)
    const [, took] = await timed(async () =>
      value(await desk.call('report.write', { kind: 'access', format, path: out })),
    )
    row(`people × access as ${format.toUpperCase()}${of}`, took, await sizeAndFloor(out))
  }
  for (const format of ['csv', 'json', 'html', 'xlsx'] as const) await writeAccess(format, '')

  const newest = value(await desk.call('org.info', {})).revision.n
  for (const [name, n] of [
    ['ten entries ago', newest - 10],
    ['half-way', Math.ceil(newest / 2)],
    ['at the beginning', 20],
  ] as const) {
    const [, took] = await timed(async () => value(await desk.call('org.travel', { to: String(n) })))
    value(await desk.call('org.travel', { to: null }))
    row(`looking back: ${name}, entry ${n} of ${newest}`, took)
  }
  const [place] = value(await desk.call('place.list', {})).filter(({ id }) => id.startsWith('location:'))
  const [, gaps] = await timed(async () => value(await desk.call('gap.check', { at: place!.id })))
  row('gaps of a location', gaps)

  value(await desk.call('org.close', {}))
  value(await desk.call('org.open', { path }))
  const scope = { kind: 'permission' as const, permission: parsePermissionKey.parse('projects.view') }
  const [review, freezing] = await timed(async () => value(await desk.call('review.start', { scope })))
  row(`freezing an access review of ${review.people.toLocaleString('en')} people`, freezing)
  const [, deciding] = await timed(async () =>
    value(await desk.call('review.decide', { key: review.key, who: { filter: {} }, decision: 'keep' })),
  )
  row('deciding about all of them', deciding)
  value(await desk.call('review.finish', { key: review.key, withUndecided: true }))
  const pack = join(folder, 'evidence.zip')
  const [, packing] = await timed(async () => value(await desk.call('evidence.write', { path: pack })))
  row('evidence pack with that review', packing, await sizeAndFloor(pack))
  const [, verifying] = await timed(async () => value(await desk.call('evidence.verify', { path: pack })))
  row('verifying it', verifying)

  const small = join(folder, 'small.rolecall')
  value(await desk.call('org.sample', { path: small, people: 5000, blueprint: 'staff-ladder' }))
  value(await desk.call('org.open', { path: small, readOnly: true }))
  await writeAccess('pdf', ', 5,000 people')
} finally {
  desk.close()
  rmSync(folder, { recursive: true, force: true })
}
