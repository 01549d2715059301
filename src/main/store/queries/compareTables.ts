import type { ReadableDb } from '../database'

/** The tables that the log leads to, with the columns that name a row. Local tables stand outside (sync.md). */
const logBornTables: Readonly<Record<string, readonly string[]>> = {
  org: ['id'],
  enrolled_key: ['id'],
  staff: ['id'],
  assignment: ['staff_id', 'place'],
  personal_grant: ['staff_id', 'permission'],
  place: ['id'],
  role_grant: ['role', 'permission'],
  switch: ['kind', 'key'],
  document: ['collection', 'key'],
  inbox_item: ['change_id'],
  change_staff: ['staff_id', 'change_id'],
}

export interface TableDifference {
  readonly table: string
  readonly row: string
  readonly text: string
}

/** Rows compared between two looks at the clock. */
const rowsAtOnce = 1000

/**
 * The first row of each log-born table that differs from its replayed twin; empty when all are equal. Yields how many rows
 * of a table were compared.
 */
export function* compareTables(present: ReadableDb, replayed: ReadableDb): Generator<number, TableDifference[], void> {
  const differences: TableDifference[] = []
  for (const [table, keys] of Object.entries(logBornTables)) {
    const difference = yield* firstDifference(present, replayed, table, keys)
    if (difference !== null) differences.push(difference)
  }
  return differences
}

function* firstDifference(
  present: ReadableDb,
  replayed: ReadableDb,
  table: string,
  keys: readonly string[],
): Generator<number, TableDifference | null, void> {
  const columns = present
    .all<{ name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
    .map(({ name }) => name)
  const ordered = [...keys, ...columns.filter((name) => !keys.includes(name))]
  const sql = `SELECT ${ordered.join(', ')} FROM ${table} ORDER BY ${keys.join(', ')}`
  const ours = present.eachRaw(sql)
  const theirs = replayed.eachRaw(sql)
  const nameOf = (row: readonly unknown[]) => keys.map((_, i) => String(row[i])).join(' ')
  try {
    for (let count = 1; ; count += 1) {
      if (count % rowsAtOnce === 0) yield count
      const a = ours.next()
      const b = theirs.next()
      if (a.done === true && b.done === true) return null
      const order = a.done === true ? 1 : b.done === true ? -1 : compareKeys(a.value, b.value, keys.length)
      if (order < 0) {
        const row = nameOf(a.value as unknown[])
        return { table, row, text: `Table ${table} holds “${row}”, which the log does not lead to.` }
      }
      if (order > 0) {
        const row = nameOf(b.value as unknown[])
        return { table, row, text: `Table ${table} lacks “${row}”, which the log leads to.` }
      }
      const [here, there] = [a.value as unknown[], b.value as unknown[]]
      const column = ordered.findIndex((_, i) => here[i] !== there[i])
      if (column !== -1) {
        const row = nameOf(here)
        return {
          table,
          row,
          text: `Table ${table}, “${row}”: ${ordered[column]} is ${JSON.stringify(here[column])}, but the log leads to ${JSON.stringify(there[column])}.`,
        }
      }
    }
  } finally {
    ours.return?.()
    theirs.return?.()
  }
}

/** SQLite sorts text by its UTF-8 bytes; keys are compared the same way. */
function compareKeys(a: readonly unknown[], b: readonly unknown[], count: number): number {
  for (let i = 0; i < count; i++) {
    if (a[i] === b[i]) continue
    return typeof a[i] === 'number'
      ? Number(a[i]) - Number(b[i])
      : Buffer.compare(Buffer.from(String(a[i])), Buffer.from(String(b[i])))
  }
  return 0
}
