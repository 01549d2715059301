import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Intent, PersonalValue } from '../../src/shared/domain/change'
import type { Result } from '../../src/shared/domain/result'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk } from '../../src/main/operations/desk'
import { signatureChecker } from '../../src/main/org/keys/ed25519'
import type { Org } from '../../src/main/org/Org'
import { personalValue } from '../../src/main/org/personalValues'
import { signedMessage } from '../../src/main/org/record'
import { enrolKeys } from '../../test/helpers/enrolKeys'
import { seededSources } from '../../test/helpers/seededSources'

// Two consoles of a large organization meet in a folder: the first exchange, many changes that come from the other
// console, and a long absence, beside what nobody can do without: checking the signatures, and inserting the rows raw.

const people = Number(process.env['ROLECALL_BENCH_PEOPLE'] ?? 100_000)
const few = Number(process.env['ROLECALL_BENCH_FEW'] ?? 1000)
const many = Number(process.env['ROLECALL_BENCH_MANY'] ?? 100_000)
const rounds = Number(process.env['ROLECALL_BENCH_ROUNDS'] ?? 3)
/** Goes straight to the last row, which takes minutes: the exchanges before it are left out. */
const verifiesOnly = process.env['ROLECALL_BENCH_VERIFY'] !== undefined
const root = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))

function value<Value>(answer: Result<Value, string>): Value {
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

function aDesk(name: string): Desk {
  const sources = { ...seededSources(name), now: () => Date.now() }
  return createDesk({ home: join(root, name, 'home'), version: 'bench', runtime: 'bench', sources })
}

const sources = seededSources('edits')
let edited = 0

/** Edits of everyday work, each a change of its own: a new name, a place given or taken, one invited. */
function edits(org: Org, count: number): { intents: Intent[]; personal: PersonalValue[] } {
  const state = org.state()
  const staff = [...state.staff.values()].filter((one) => one.id !== org.actor && one.state === 'active')
  const places = [...state.places.values()].filter((one) => !one.isArchived)
  const intents: Intent[] = []
  const personal: PersonalValue[] = []
  const taken = new Set<string>()
  while (intents.length < count) {
    const one = staff[(edited * 7919) % staff.length]!
    const round = Math.floor(edited / staff.length)
    edited += 1
    if (edited % 2 === 0) {
      const name = personalValue(sources, one.id, 'name', `Person ${edited}`)
      personal.push(name)
      intents.push({
        kind: 'staff.edit',
        body: { rows: [{ staffId: one.id, from: {}, to: { name: { hash: name.hash } } }] },
      })
    } else {
      const { id: place } = places[(edited * 31 + round) % places.length]!
      const now = one.assignments.find((assignment) => assignment.place === place)
      if (now !== undefined || taken.has(`${one.id} ${place}`)) continue
      taken.add(`${one.id} ${place}`)
      intents.push({
        kind: 'staff.assign',
        body: { rows: [{ staffId: one.id, place, from: null, to: { untilMs: null } }] },
      })
    }
  }
  return { intents, personal }
}

async function timed<Value>(work: () => Promise<Value> | Value): Promise<[Value, number]> {
  const from = performance.now()
  const done = await work()
  return [done, (performance.now() - from) / 1000]
}

function contents(folder: string): { files: number; bytes: number } {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => statSync(join(folder, path)))
  const files = paths.filter((one) => one.isFile())
  return { files: files.length, bytes: files.reduce((sum, one) => sum + one.size, 0) }
}

/** What any console has to do for these entries: check two signatures and two hashes each, and insert the rows. */
function raw(org: Org, after: number): { check: number; insert: number } {
  const entries = org.line.entriesAfter(after, 1_000_000)
  const { keys } = org.state()
  const operator = [...keys.values()].find((one) => one.kind === 'operator' && one.staffId === org.actor)!
  const console_ = keys.get(org.state().settings.registrar)!
  const checkers = [signatureChecker(operator.publicKey)!, signatureChecker(console_.publicKey)!] as const
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  let from = performance.now()
  for (const entry of entries) {
    checkers[0](signedMessage(sha(entry.changeBytes)), entry.changeSignature)
    checkers[1](signedMessage(sha(entry.entryBytes)), entry.entrySignature)
  }
  const check = (performance.now() - from) / 1000
  const source = new Database(org.path, { readonly: true })
  const target = new Database(join(root, `raw-${after}.db`))
  target.pragma('journal_mode = WAL')
  target.pragma('synchronous = FULL')
  const tables = [
    ['change', 'SELECT change.* FROM change JOIN entry ON entry.change_id = change.id WHERE entry.n > ?'],
    ['entry', 'SELECT * FROM entry WHERE n > ?'],
    ['change_staff', 'SELECT change_staff.* FROM change_staff JOIN entry USING (change_id) WHERE entry.n > ?'],
  ] as const
  for (const [table] of tables) {
    const made = source.prepare(
      'SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC',
    )
    for (const { sql } of made.all(table) as { sql: string }[]) target.exec(sql)
  }
  const rows = tables.map(([, sql]) => source.prepare(sql).raw().all(after) as unknown[][])
  from = performance.now()
  target.pragma('foreign_keys = OFF')
  target.transaction(() => {
    tables.forEach(([table], i) => {
      const insert = target.prepare(`INSERT INTO ${table} VALUES (${(rows[i]![0] ?? []).map(() => '?').join(', ')})`)
      for (const row of rows[i]!) insert.run(...row)
    })
  })()
  const insert = (performance.now() - from) / 1000
  source.close()
  target.close()
  return { check, insert }
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1]!
const seconds = (one: number) => one.toFixed(one < 10 ? 2 : 1)

try {
  const office = aDesk('office')
  const path = join(root, 'office', 'big.rolecall')
  mkdirSync(join(root, 'office'), { recursive: true })
  value(await office.call('org.sample', { path, people, blueprint: 'prokeep' }))
  value(await office.call('org.open', { path }))
  const org = () => office.org!
  const other = [...org().state().staff.values()].find(
    (one) => one.role === 'administrator' && one.state === 'active' && one.id !== org().actor,
  )!
  enrolKeys(org(), other.id, join(root, 'other', 'home'), seededSources('keys'))
  const otherPath = join(root, 'other', 'big.rolecall')
  await org().copyTo(otherPath)
  const desk = aDesk('other')
  value(await desk.call('org.open', { path: otherPath, as: other.email! }))
  const folder = join(root, 'folder')
  mkdirSync(folder)
  const meet = async (one: Desk) => value(await one.call('sync.exchange', { folder }))

  console.log(`# Exchanging ${people.toLocaleString('en')} people through a folder\n`)
  console.log(
    `${new Date().toISOString().slice(0, 10)} · ${cpus()[0]!.model}, ${cpus().length} cores · Node ${process.version}\n`,
  )
  console.log('| what | s |\n| --- | ---: |')
  if (!verifiesOnly) {
    const [, first] = await timed(() => meet(office))
    const there = contents(folder)
    console.log(
      `| first exchange into an empty folder: ${there.files.toLocaleString('en')} files, ${(there.bytes / 1e6).toFixed(0)} MB | ${seconds(first)} |`,
    )
    const [, joined] = await timed(() => meet(desk))
    console.log(`| the other console’s first exchange | ${seconds(joined)} |`)
    const [, nothing] = await timed(() => meet(desk))
    console.log(`| an exchange in which nothing is new | ${seconds(nothing)} |`)
    const sent: number[] = []
    const took: number[] = []
    let before = 0
    for (let round = 0; round < rounds; round += 1) {
      before = org().revision().n
      const wanted = edits(org(), few)
      for (const intent of wanted.intents)
        value(
          org().apply({
            intents: [intent],
            personal: wanted.personal.filter((one) => JSON.stringify(intent).includes(one.hash)),
          }),
        )
      sent.push((await timed(() => meet(office)))[1])
      took.push((await timed(() => meet(desk)))[1])
      if (desk.org!.revision().head !== org().revision().head) throw new Error('The consoles do not agree.')
    }
    const floor = raw(org(), before)
    console.log(`| bringing ${few.toLocaleString('en')} changes to the folder | ${seconds(median(sent))} |`)
    console.log(`| **taking ${few.toLocaleString('en')} changes of another console** | **${seconds(median(took))}** |`)
    console.log(`| … checking their signatures and hashes alone | ${seconds(floor.check)} |`)
    console.log(`| … inserting their rows raw | ${seconds(floor.insert)} |`)
  }
  const from = org().revision().n
  for (let left = many; left > 0; left -= 10_000) {
    const wanted = edits(org(), Math.min(10_000, left))
    value(await org().applyInSteps({ intents: wanted.intents, personal: wanted.personal }))
  }
  if (!verifiesOnly) {
    const [, brought] = await timed(() => meet(office))
    const [, replayed] = await timed(() => meet(desk))
    if (desk.org!.revision().head !== org().revision().head) throw new Error('The consoles do not agree.')
    const long = raw(org(), from)
    console.log(`| bringing ${many.toLocaleString('en')} changes to the folder | ${seconds(brought)} |`)
    console.log(`| **taking ${many.toLocaleString('en')} changes of another console** | **${seconds(replayed)}** |`)
    console.log(`| … checking their signatures and hashes alone | ${seconds(long.check)} |`)
    console.log(`| … inserting their rows raw | ${seconds(long.insert)} |`)
    console.log(`| … times both | ${(replayed / (long.check + long.insert)).toFixed(2)} |`)
  }
  const [verified, took_] = await timed(async () => value(await (verifiesOnly ? office : desk).call('org.verify', {})))
  if (!verified.ok) throw new Error('The file does not verify.')
  console.log(
    `| verifying the whole organization from its first entry (${verified.entries.toLocaleString('en')}) | ${seconds(took_)} |`,
  )
  office.close()
  desk.close()
} finally {
  rmSync(root, { recursive: true, force: true })
}
