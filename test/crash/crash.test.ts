import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wrapDatabase } from '../../src/main/store/database'
import { migrate, newestVersion } from '../../src/main/store/migrate'
import { migrations } from '../../src/main/store/migrations'
import { listParts } from '../../src/main/store/queries/historyItems'
import { backupsKept } from '../../src/main/org/backups'
import { aDeskWithOrg, aDesk, value } from '../helpers/aDesk'
import { type Console, consoles, openedAgain } from '../helpers/consoles'
import { seededSources } from '../helpers/seededSources'

// A console is killed with SIGKILL at a random moment, again and again, and must have kept all that it said was done.
// `ROLECALL_KILLS` says how often each kind of work is interrupted: `npm run crash -- 2000` (docs/reliability.md).
const asked = process.env['ROLECALL_KILLS']
const killsOf = (usual: number) => (asked === undefined ? usual : Number(asked))

const project = join(import.meta.dirname, '..', '..')
const outDir = join(project, 'node_modules', '.cache', 'rolecall-crash-test')
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rolecall-crash-'))
  await build({
    root: project,
    configFile: join(project, 'vite.cli.config.ts'),
    logLevel: 'error',
    build: { ssr: 'test/crash/crashWorker.ts', outDir, emptyOutDir: true },
  })
  // One that ends by itself leaves behind what was compiled, so that those that are killed start sooner.
  await runAndKill(['open', folder, join(folder, 'nothing.rolecall')], 'never', 0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Killed {
  /** Items that were acknowledged, in order. */
  readonly done: readonly string[]
  /** Everything it told, for judging whether the moment was one of interest. */
  readonly told: readonly string[]
  readonly toldAtMs: readonly number[]
  readonly complaint: string
}

/** Runs a console until `after` was told, and kills it that many milliseconds later. */
function runAndKill(args: readonly string[], after: string, delayMs: number): Promise<Killed> {
  const child = spawn(process.execPath, [join(outDir, 'index.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(outDir, 'compiled') },
  })
  const told: string[] = []
  const toldAtMs: number[] = []
  let complaint = ''
  child.stderr.on('data', (data) => (complaint += String(data)))
  createInterface(child.stdout).on('line', (line) => {
    told.push(line)
    toldAtMs.push(performance.now())
    if (line === after) setTimeout(() => child.kill('SIGKILL'), delayMs)
  })
  return new Promise((resolve) => {
    child.on('close', () => {
      const done = told.filter((line) => line.startsWith('done ')).map((line) => line.slice(5))
      resolve({ done, told, toldAtMs, complaint })
    })
  })
}

interface Opened {
  readonly openMs: number
  readonly people: number
  readonly lost: readonly string[]
}

/** Opens the file as the next start would, and looks for what was acknowledged. */
async function openAfter(home: string, path: string, done: readonly string[], verifies: boolean): Promise<Opened> {
  const desk = aDesk(home)
  const startMs = performance.now()
  value(await desk.call('org.open', { path }))
  const openMs = performance.now() - startMs
  const lost = done.filter((item) => listParts(desk.org!.store.db, item).length === 0)
  if (verifies) {
    const verified = value(await desk.call('org.verify', {}))
    expect(verified.problems).toEqual([])
    expect(verified.ok).toBe(true)
  }
  const { counts } = value(await desk.call('org.info', {}))
  desk.close()
  return { openMs, people: counts.people, lost }
}

async function anOrg(): Promise<{ home: string; path: string }> {
  const home = mkdtempSync(join(folder, 'desk-'))
  const { desk, path } = await aDeskWithOrg('prokeep', home)
  desk.close()
  return { home, path }
}

function report(what: string, openMs: readonly number[], more: string): void {
  const sorted = openMs.toSorted((a, b) => a - b)
  console.log(
    `${what}: ${openMs.length} kills, ${more}; opened again in ${sorted[sorted.length >> 1]!.toFixed(0)} ms (median), ${sorted.at(-1)!.toFixed(0)} ms (worst)`,
  )
}

function writeStaffFile(home: string, rows: number, run: string): string {
  const lines = Array.from({ length: rows }, (_, i) => `p${run}-${i}@northside.example,Person ${i},Place ${i % 9}`)
  const file = join(home, 'staff.csv')
  writeFileSync(file, ['email,name,location', ...lines].join('\n'))
  return file
}

/** An import of somebody who does not settle, brought to the folder. */
async function importAt(one: { folder: string; path: string; email: string }, file: string, meeting: string) {
  const desk = aDesk(one.folder, { sources: seededSources(file + readFileSync(file, 'utf8').slice(0, 100)) })
  value(await desk.call('org.open', { path: one.path, as: one.email }))
  const read = value(await desk.call('import.read', { path: file }))
  value(await desk.call('import.preview', { importId: read.importId, mapping: read.mapping }))
  const applied = value(await desk.call('import.apply', { importId: read.importId }))
  value(await desk.call('sync.exchange', { folder: meeting }))
  desk.close()
  return applied
}

/** Moments in which there is work, whatever the machine does meanwhile: sooner after one that was too late, and later after one that was too soon. */
function someMoments(usualMs: number): { next(): number; wasTooLate(): void; wasTooSoon(): void } {
  let mostMs = usualMs
  return {
    next: () => Math.random() * mostMs,
    wasTooLate: () => (mostMs *= 0.8),
    wasTooSoon: () => (mostMs = Math.min(mostMs * 1.25, 20 * usualMs)),
  }
}

/** How long applying takes, so that the kills fall into it and after it. */
async function timeOneImport(rows: number): Promise<number> {
  const org = await anOrg()
  const args = ['import', join(org.home, 'home'), org.path, 'timed', writeStaffFile(org.home, rows, 'timed')]
  const whole = await runAndKill(args, 'never', 0)
  expect(whole.done).toHaveLength(1)
  return whole.toldAtMs.at(-1)! - whole.toldAtMs.at(-2)!
}

// However busy the machine is: what counts is what was kept.
const patienceMs = 120_000 + killsOf(60) * 15_000

describe('a console that is killed', () => {
  it(
    'has kept every edit that it said was done, and opens again',
    async () => {
      const kills = killsOf(56)
      const openMs: number[] = []
      let acknowledged = 0
      let org = await anOrg()
      const moments = someMoments(120)
      for (let run = 0; run < kills; run += 1) {
        if (run % 25 === 24) org = await anOrg()
        const home = join(org.home, 'home')
        const killed = await runAndKill(['edit', home, org.path, String(run)], 'open', moments.next())
        if (killed.done.length === 0) moments.wasTooSoon()
        else if (killed.done.length > 20) moments.wasTooLate()
        expect(killed.complaint).toBe('')
        const opened = await openAfter(org.home, org.path, killed.done, run % 5 === 0)
        expect(opened.lost).toEqual([])
        acknowledged += killed.done.length
        openMs.push(opened.openMs)
      }
      report('edits', openMs, `${acknowledged} edits acknowledged, none lost`)
      expect(acknowledged).toBeGreaterThan(kills / 2)
    },
    patienceMs,
  )

  it(
    'has imported a whole file, or nothing of it',
    async () => {
      const kills = killsOf(20)
      const openMs: number[] = []
      const rows = 1500
      let whole = 0
      const moments = someMoments(2 * (await timeOneImport(rows)))
      let org = await anOrg()
      let people = 1
      for (let run = 0; run < kills; run += 1) {
        if (run % 8 === 7) {
          org = await anOrg()
          people = 1
        }
        const file = writeStaffFile(org.home, rows, String(run))
        const args = ['import', join(org.home, 'home'), org.path, String(run), file]
        const killed = await runAndKill(args, 'importing', moments.next())
        expect(killed.complaint).toBe('')
        const opened = await openAfter(org.home, org.path, killed.done, run % 8 === 6)
        expect(opened.lost).toEqual([])
        const isWhole = opened.people === people + rows
        expect(isWhole || opened.people === people, `${opened.people} people after ${people}`).toBe(true)
        if (killed.done.length > 0) expect(isWhole).toBe(true)
        if (isWhole) {
          people += rows
          whole += 1
          moments.wasTooLate()
        } else moments.wasTooSoon()
        openMs.push(opened.openMs)
      }
      report('imports', openMs, `${whole} whole, of ${kills - whole} nothing`)
      expect(whole).toBeLessThan(kills)
    },
    patienceMs,
  )

  it(
    'opens an older file after every interrupted migration, with everything in it',
    async () => {
      const kills = killsOf(24)
      const openMs: number[] = []
      const { home, path } = await anOrg()
      const filled = await runAndKill(['edit', join(home, 'home'), path, 'old'], 'open', 400)
      const before = await openAfter(home, path, filled.done, true)
      const old = join(home, 'old.rolecall')
      writeAsFirstVersion(path, old)
      let early = 0
      for (let run = 0; run < kills; run += 1) {
        for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true })
        copyFileSync(old, path)
        const killed = await runAndKill(['open', join(home, 'home'), path, String(run)], 'ready', Math.random() * 150)
        expect(killed.complaint).toBe('')
        if (!killed.told.includes('open')) early += 1
        const opened = await openAfter(home, path, killed.done, run % 5 === 0)
        expect(opened.lost).toEqual([])
        expect(opened.people).toBeGreaterThanOrEqual(before.people)
        openMs.push(opened.openMs)
      }
      report('migrations', openMs, `${early} before the file was open, nothing missing`)
      expect(newestVersion).toBeGreaterThan(1)
    },
    patienceMs,
  )

  it(
    'has lost nothing in the middle of an exchange, and ends like the other console',
    async () => {
      const kills = killsOf(64)
      const openMs: number[] = []
      let acknowledged = 0
      let between = 0
      for (let run = 0; run < kills;) {
        // Folders, too, begin anew from time to time.
        const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
        const mel = others[0]!
        const meeting = mkdtempSync(join(folder, 'meeting-'))
        const both = [
          { ...pick(office), email: 'robin@northside.example' },
          { ...pick(mel), email: 'mel@northside.example' },
        ]
        for (const one of [office, mel]) one.desk.close()
        const promised: string[] = []
        for (let round = 0; round < 10 && run < kills; round += 1, run += 1) {
          const one = both[run % 2]!
          const args = ['exchange', join(one.folder, 'home'), one.path, String(run), meeting, one.email]
          const killed = await runAndKill(args, 'open', Math.random() * 600)
          expect(killed.complaint).toBe('')
          promised.push(...killed.done)
          acknowledged += killed.done.length
          if (!killed.told.at(-1)!.startsWith('exchanged')) between += 1
          const startMs = performance.now()
          const opened = await openedAgain(one.folder, one.email)
          openMs.push(performance.now() - startMs)
          const waits = new Set(opened.org.line.proposals().map(({ item }) => item))
          const lost = killed.done.filter(
            (item) => !waits.has(item) && listParts(opened.org.store.db, item).length === 0,
          )
          expect(lost).toEqual([])
          opened.desk.close()
        }
        const ends: Console[] = []
        for (const one of both) ends.push(await openedAgain(one.folder, one.email))
        for (let visit = 0; visit < 4; visit += 1) {
          value(await ends[1 - (visit % 2)]!.desk.call('sync.exchange', { folder: meeting }))
        }
        const [first, second] = ends.map(({ org }) => org)
        expect(first!.revision()).toEqual(second!.revision())
        expect(second!.line.pending()).toEqual([])
        expect(promised.filter((item) => listParts(second!.store.db, item).length === 0)).toEqual([])
        for (const { desk } of ends) {
          expect(value(await desk.call('org.verify', {})).problems).toEqual([])
          desk.close()
        }
      }
      report('exchanges', openMs, `${between} in the middle of one, ${acknowledged} edits, none lost`)
    },
    patienceMs,
  )

  it(
    'has settled a large batch of another console, and taken it back there, whole or not at all',
    async () => {
      const kills = killsOf(10)
      const openMs: number[] = []
      const rows = 2000
      let inMiddle = 0
      let whole = 0
      for (let run = 0; run < kills;) {
        const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
        const meeting = mkdtempSync(join(folder, 'settling-'))
        const sides = [
          { ...pick(office), email: 'robin@northside.example', moments: someMoments(0) },
          { ...pick(others[0]!), email: 'mel@northside.example', moments: someMoments(0) },
        ]
        for (const { desk } of [office, ...others]) desk.close()
        const exchangeAt = (one: (typeof sides)[number], after: string, delayMs: number) =>
          runAndKill(['settle', join(one.folder, 'home'), one.path, String(run), meeting, one.email], after, delayMs)
        // The first batch tells how long the work takes at each; from the second on it is interrupted.
        for (let batch = 0; batch < 6 && run < kills; batch += 1) {
          const { item, changes } = await importAt(sides[1]!, writeStaffFile(folder, rows, `${run}-${batch}`), meeting)
          for (const one of sides) {
            for (let tries = 0; tries < 2 && run < kills; tries += 1) {
              if (batch === 0) {
                const timed = await exchangeAt(one, 'exchanged', 0)
                expect(timed.complaint).toBe('')
                one.moments = someMoments(timed.toldAtMs.at(-1)! - timed.toldAtMs[timed.told.indexOf('working')]!)
                break
              }
              run += 1
              const killed = await exchangeAt(one, 'working', one.moments.next())
              expect(killed.complaint).toBe('')
              if (killed.told.at(-1) === 'working') inMiddle += 1
              else one.moments.wasTooLate()
              const startMs = performance.now()
              const { desk, org } = await openedAgain(one.folder, one.email)
              openMs.push(performance.now() - startMs)
              const settled = listParts(org.store.db, item).length
              const waiting = org.line.proposals().filter((row) => row.item === item).length
              expect([settled, waiting]).toEqual(settled > 0 ? [changes.length, 0] : [0, changes.length])
              const shown = 2 + rows * batch + (settled > 0 || one === sides[1] ? rows : 0)
              expect(org.state().staff.size).toBe(shown)
              if (run % 5 === 0) expect(value(await desk.call('org.verify', {})).problems).toEqual([])
              desk.close()
              if (settled > 0) whole += 1
              if (settled > 0) break
            }
            // To its end, undisturbed.
            const { desk } = await openedAgain(one.folder, one.email)
            value(await desk.call('sync.exchange', { folder: meeting }))
            desk.close()
          }
          const [first, second] = [
            await openedAgain(sides[0]!.folder, sides[0]!.email),
            await openedAgain(sides[1]!.folder, sides[1]!.email),
          ]
          expect(first.org.revision()).toEqual(second.org.revision())
          expect(second.org.line.pending()).toEqual([])
          for (const { desk, org } of [first, second]) {
            expect(org.state().staff.size).toBe(2 + rows * (batch + 1))
            if (batch === 5 || run >= kills) expect(value(await desk.call('org.verify', {})).problems).toEqual([])
            desk.close()
          }
        }
      }
      report('settlings', openMs, `${inMiddle} in the middle, ${whole} whole after it, of ${kills - whole} nothing`)
      expect(inMiddle).toBeGreaterThan(0)
    },
    patienceMs,
  )

  it(
    'leaves only whole backups',
    async () => {
      const kills = killsOf(26)
      const openMs: number[] = []
      const org = await anOrg()
      const home = join(org.home, 'home')
      const filled = ['import', home, org.path, 'fill', writeStaffFile(org.home, 1500, 'fill')]
      expect((await runAndKill(filled, 'never', 0)).done).toHaveLength(1)
      let partial = 0
      let looked = 0
      for (let run = 0; run < kills; run += 1) {
        // The first has time enough, however busy the machine is.
        const delayMs = run === 0 ? 4000 : Math.random() * 900
        const killed = await runAndKill(['backup', home, org.path, String(run)], 'open', delayMs)
        expect(killed.complaint).toBe('')
        const opened = await openAfter(org.home, org.path, killed.done, run % 10 === 9)
        expect(opened.lost).toEqual([])
        openMs.push(opened.openMs)
        if (!existsSync(join(home, 'backups'))) continue
        const [orgId] = readdirSync(join(home, 'backups'))
        const folderOf = join(home, 'backups', orgId!)
        const names = readdirSync(folderOf)
        if (names.some((name) => name.includes('.partial'))) partial += 1
        for (const name of names.filter((one) => one.endsWith('.rolecall'))) {
          const backup = new Database(join(folderOf, name), { readonly: true })
          expect(backup.pragma('integrity_check', { simple: true })).toBe('ok')
          const n = backup.prepare('SELECT max(n) FROM entry').pluck().get()
          // It may hold edits that were made while it was copied.
          expect(n).toBeGreaterThanOrEqual(Number(/-n(\d+)\./.exec(name)![1]))
          backup.close()
          looked += 1
        }
        expect(names.filter((one) => one.endsWith('.rolecall')).length).toBeLessThanOrEqual(backupsKept + 1)
      }
      report('backups', openMs, `${partial} left half a backup under another name, all of ${looked} backups whole`)
      expect(looked).toBeGreaterThan(0)
    },
    patienceMs,
  )
})

const pick = ({ folder: own, path }: Console) => ({ folder: own, path })

/** The same organization in the tables of the first version, as an older Rolecall left it. */
function writeAsFirstVersion(from: string, to: string): void {
  expect(existsSync(to)).toBe(false)
  const source = new Database(from, { readonly: true })
  const target = new Database(to)
  target.pragma(`application_id = ${0x524f4c45}`)
  migrate(wrapDatabase(target), () => {}, migrations.slice(0, 1))
  target.pragma('foreign_keys = OFF')
  target.transaction(() => {
    for (const { name } of target.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as {
      name: string
    }[]) {
      const columns = target.pragma(`table_info(${name})`) as { name: string }[]
      const names = columns.map((column) => column.name).join(', ')
      const insert = target.prepare(`INSERT INTO ${name} (${names}) VALUES (${columns.map(() => '?').join(', ')})`)
      for (const row of source.prepare(`SELECT ${names} FROM ${name}`).raw().iterate()) insert.run(row as unknown[])
    }
  })()
  source.close()
  target.close()
}
