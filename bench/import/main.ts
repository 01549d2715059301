import Database from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { readTable } from '../../src/main/exchange/readTable'
import { createDesk } from '../../src/main/operations/createDesk'
import type { OperationCall, OperationName, OperationOutput } from '../../src/shared/operations/contract'

// An import from choosing the file to the last commit, beside what any import has to do: parsing the same file, and the
// raw insert of the same people and assignments into the same tables with the same indexes, in one transaction.

const rows = Number(process.env['ROLECALL_BENCH_ROWS'] ?? 100_000)
const rounds = Number(process.env['ROLECALL_BENCH_ROUNDS'] ?? 3)
const folder = mkdtempSync(join(tmpdir(), 'rolecall-bench-'))

try {
  const csv = join(folder, 'staff.csv')
  const lines = Array.from({ length: rows }, (_, i) => `Person Number${i},person${i}@x.example,member,Site ${i % 500}`)
  writeFileSync(csv, `name,email,role,location\n${lines.join('\n')}\n`)
  const times = { parse: [] as number[], table: [] as number[], insert: [] as number[], whole: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    times.parse.push(timed(() => Papa.parse(readFileSync(csv, 'utf8'))))
    times.table.push(timed(() => readTable(readFileSync(csv), 'staff.csv')))
    const path = join(folder, `org-${round}.rolecall`)
    times.whole.push(await importOnce(path, csv))
    times.insert.push(insertRaw(path, join(folder, `raw-${round}.db`)))
  }
  const [parse, table, insert, whole] = [times.parse, times.table, times.insert, times.whole].map(median)
  const floor = insert! + table!
  console.log(`# An import of ${rows.toLocaleString('en')} rows\n`)
  console.log(`${cpus()[0]!.model}, ${cpus().length} cores · Node ${process.version} · medians of ${rounds}, ms\n`)
  console.log('| what | ms |\n| --- | ---: |')
  console.log(`| parsing alone (Papa Parse) | ${Math.round(parse!)} |`)
  console.log(`| reading the table: decoding, delimiter, limits, formula escapes | ${Math.round(table!)} |`)
  console.log(`| raw insert of the same rows | ${Math.round(insert!)} |`)
  console.log(`| the whole import | ${Math.round(whole!)} |`)
  console.log(`| the whole import, times raw insert plus reading | ${(whole! / floor).toFixed(2)} |`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function importOnce(path: string, csv: string): Promise<number> {
  const sources = { random: (count: number) => new Uint8Array(randomBytes(count)), now: () => Date.now() }
  const desk = createDesk({ home: `${path}.home`, version: 'bench', runtime: 'bench', sources })
  const call = async <Name extends OperationName>(name: Name, input: OperationCall<Name>) => {
    const answer = await desk.call(name, input)
    if (!answer.ok) throw new Error(`${String(name)}: ${answer.error.message}`)
    return answer.value as OperationOutput<Name>
  }
  await call('org.create', {
    path,
    name: 'Bench',
    blueprint: 'prokeep',
    ownerName: 'Dana',
    ownerEmail: 'd@x.example',
    timeZone: 'UTC',
  })
  await call('org.open', { path })
  const from = performance.now()
  const file = await call('import.read', { path: csv })
  await call('import.preview', { importId: file.importId, mapping: file.mapping, active: true })
  await call('import.apply', { importId: file.importId })
  const took = performance.now() - from
  desk.close()
  return took
}

/** Copies the people, assignments and personal values of an imported file, row by row, into empty tables like its own. */
function insertRaw(path: string, target: string): number {
  const from = new Database(path, { readonly: true })
  const to = new Database(target)
  to.pragma('journal_mode = WAL')
  to.pragma('synchronous = FULL')
  const tables = ['staff', 'assignment', 'personal', 'place']
  const made = from.prepare('SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type DESC')
  for (const table of tables) for (const { sql } of made.all(table) as { sql: string }[]) to.exec(sql)
  const read = tables.map((table) => from.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][])
  const took = timed(() => {
    to.transaction(() => {
      tables.forEach((table, index) => {
        const all = read[index]!
        const insert = to.prepare(`INSERT INTO ${table} VALUES (${(all[0] ?? []).map(() => '?').join(', ')})`)
        for (const row of all) insert.run(...row)
      })
    })()
  })
  from.close()
  to.close()
  return took
}

function timed(work: () => unknown): number {
  const from = performance.now()
  work()
  return performance.now() - from
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
