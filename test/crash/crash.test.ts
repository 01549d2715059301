import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { wrapDatabase } from '../../src/main/store/database'
import { migrate, newestVersion } from '../../src/main/store/migrate'
import { migrations } from '../../src/main/store/migrations'
import { listParts } from '../../src/main/store/queries/log'
import { aDeskWithOrg, aDesk, value } from '../helpers/aDesk'

// A console is killed with SIGKILL at a random moment, again and again, and must have kept all that it said was done.
// `ROLECALL_KILLS` says how often each kind of work is interrupted: `npm run crash -- 2000` (docs/reliability.md).
const kills = Number(process.env['ROLECALL_KILLS'] ?? 40)

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
}, 60_000)
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
  const child = spawn(process.execPath, [join(outDir, 'index.js'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
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

/** How long applying takes, so that the kills fall into it and after it. */
async function timeOneImport(rows: number): Promise<number> {
  const org = await anOrg()
  const args = ['import', join(org.home, 'home'), org.path, 'timed', writeStaffFile(org.home, rows, 'timed')]
  const whole = await runAndKill(args, 'never', 0)
  expect(whole.done).toHaveLength(1)
  return whole.toldAtMs.at(-1)! - whole.toldAtMs.at(-2)!
}

// However busy the machine is: what counts is what was kept.
const patienceMs = 120_000 + kills * 15_000

describe('a console that is killed', () => {
  it(
    'has kept every edit that it said was done, and opens again',
    async () => {
      const openMs: number[] = []
      let acknowledged = 0
      let org = await anOrg()
      for (let run = 0; run < kills; run += 1) {
        if (run % 25 === 24) org = await anOrg()
        const home = join(org.home, 'home')
        const killed = await runAndKill(['edit', home, org.path, String(run)], 'open', Math.random() * 120)
        expect(killed.complaint).toBe('')
        const opened = await openAfter(org.home, org.path, killed.done, run % 5 === 0)
        expect(opened.lost).toEqual([])
        acknowledged += killed.done.length
        openMs.push(opened.openMs)
      }
      report('edits', openMs, `${acknowledged} edits acknowledged, none lost`)
      expect(acknowledged).toBeGreaterThan(kills)
    },
    patienceMs,
  )

  it(
    'has imported a whole file, or nothing of it',
    async () => {
      const openMs: number[] = []
      const rows = 1500
      let whole = 0
      const importMs = await timeOneImport(rows)
      let org = await anOrg()
      let people = 1
      for (let run = 0; run < kills; run += 1) {
        if (run % 8 === 7) {
          org = await anOrg()
          people = 1
        }
        const file = writeStaffFile(org.home, rows, String(run))
        const args = ['import', join(org.home, 'home'), org.path, String(run), file]
        const killed = await runAndKill(args, 'importing', Math.random() * 2 * importMs)
        expect(killed.complaint).toBe('')
        const opened = await openAfter(org.home, org.path, killed.done, run % 8 === 6)
        expect(opened.lost).toEqual([])
        const isWhole = opened.people === people + rows
        expect(isWhole || opened.people === people, `${opened.people} people after ${people}`).toBe(true)
        if (killed.done.length > 0) expect(isWhole).toBe(true)
        if (isWhole) {
          people += rows
          whole += 1
        }
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
})

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
