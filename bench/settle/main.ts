import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from '../../src/shared/domain/result'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk } from '../../src/main/operations/desk'
import { enrolKeys } from '../../test/helpers/enrolKeys'
import { seededSources } from '../../test/helpers/seededSources'

// A file of many people is imported at one desktop, and travels through a folder to the console that settles and back. For
// each exchange on the way: how long it takes, and how long the event loop of that desktop stood still at most, which is
// how long a window does not answer.

const sizes = (process.env['ROLECALL_BENCH_PEOPLE'] ?? '20000,100000').split(',').map(Number)
const root = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))

function value<Value>(answer: Result<Value, string>): Value {
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

let phase = ''
function aDesk(home: string): Desk {
  const sources = { ...seededSources(home), now: () => Date.now() }
  return createDesk({
    home,
    version: 'bench',
    runtime: 'bench',
    sources,
    emit: (name, detail) => {
      if (name === 'job.progress') phase = (detail as { phase: string }).phase
    },
  })
}

interface Watched {
  readonly seconds: number
  /** The longest that the event loop stood still, ms. */
  readonly longestMs: number
  /** What had last been said to be going on then. */
  readonly during: string
}

async function watched(work: () => Promise<unknown>): Promise<Watched> {
  let isOver = false
  let longestMs = 0
  let during = ''
  phase = ''
  const from = performance.now()
  let last = from
  const look = () => {
    const now = performance.now()
    if (process.env['ROLECALL_BENCH_BLOCKS'] !== undefined && now - last > 60)
      console.log(`    ${Math.round(now - from)}: ${Math.round(now - last)} ms, ${phase}`)
    if (now - last > longestMs) {
      longestMs = now - last
      during = phase
    }
    last = now
    if (!isOver) setImmediate(look)
  }
  setImmediate(look)
  await work()
  const seconds = (performance.now() - from) / 1000
  isOver = true
  await new Promise((resolve) => setTimeout(resolve, 5))
  return { seconds, longestMs, during }
}

try {
  console.log('# An import that is made at one desktop and settled at another\n')
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${cpus()[0]!.model}, ${cpus().length} cores · Node ${process.version}\n`,
  )
  console.log('| what | s | longest block, ms |\n| --- | ---: | ---: |')
  for (const size of sizes) {
    const base = join(root, String(size))
    mkdirSync(join(base, 'office'), { recursive: true })
    const office = aDesk(join(base, 'office', 'home'))
    const path = join(base, 'office', 'org.rolecall')
    value(await office.call('org.sample', { path, people: 300, blueprint: 'prokeep' }))
    value(await office.call('org.open', { path }))
    const org = office.org!
    const other = [...org.state().staff.values()].find(
      (one) => one.role === 'administrator' && one.state === 'active' && one.id !== org.actor,
    )!
    enrolKeys(org, other.id, join(base, 'other', 'home'), seededSources('keys'))
    const otherPath = join(base, 'other', 'org.rolecall')
    await org.copyTo(otherPath)
    const desk = aDesk(join(base, 'other', 'home'))
    value(await desk.call('org.open', { path: otherPath, as: other.email! }))
    const folder = join(base, 'folder')
    mkdirSync(folder)
    const meet = async (one: Desk) => value(await one.call('sync.exchange', { folder, job: 'sync' }))
    await meet(office)
    await meet(desk)
    const csv = join(base, 'staff.csv')
    const lines = Array.from(
      { length: size },
      (_, i) => `Person Number${i},person${i}@x.example,member,Site ${i % 500}`,
    )
    writeFileSync(csv, `name,email,role,location\n${lines.join('\n')}\n`)
    const people = size.toLocaleString('en')
    const say = (what: string, { seconds, longestMs, during }: Watched) =>
      console.log(
        `| ${what} | ${seconds.toFixed(1)} | ${Math.round(longestMs)}${during === '' ? '' : ` (${during.toLowerCase()})`} |`,
      )
    say(
      `importing ${people} people, pending`,
      await watched(async () => {
        const read = value(await desk.call('import.read', { path: csv }))
        value(await desk.call('import.preview', { importId: read.importId, mapping: read.mapping, active: true }))
        value(await desk.call('import.apply', { importId: read.importId, job: 'sync' }))
      }),
    )
    say('bringing them to the folder', await watched(() => meet(desk)))
    say('**settling them at the other desktop**', await watched(() => meet(office)))
    say('taking them back as settled', await watched(() => meet(desk)))
    if (desk.org!.revision().head !== office.org!.revision().head) throw new Error('The consoles do not agree.')
    say('what arrived, asked at the console that settles', await watched(() => office.call('sync.arrived', {})))
    office.close()
    desk.close()
    rmSync(base, { recursive: true, force: true })
  }
} finally {
  rmSync(root, { recursive: true, force: true })
}
