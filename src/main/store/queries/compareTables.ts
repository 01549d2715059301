import type { ReadableDb } from '../database'

/** The tables that the log leads to, with the columns that name a row. Local tables stand outside (sync.md). */
const logBornTables = {
  org: 'id',
  enrolled_key: 'id',
  staff: 'id',
  assignment: "staff_id || ' at ' || place",
  personal_grant: "staff_id || ' ' || permission",
  place: 'id',
  role_grant: "role || ' ' || permission",
  switch: "kind || ' ' || key",
  change_staff: "staff_id || ' ' || change_id",
} as const

export interface TableDifference {
  readonly table: string
  readonly row: string
  readonly text: string
}

/** The first row of each log-born table that differs from its replayed twin; empty when all are equal. */
export function compareTables(present: ReadableDb, replayed: ReadableDb): TableDifference[] {
  const differences: TableDifference[] = []
  for (const [table, name] of Object.entries(logBornTables)) {
    const difference = firstDifference(present, replayed, table, name)
    if (difference !== null) differences.push(difference)
  }
  return differences
}

type Row = Record<string, unknown> & { rowName: string }

function firstDifference(
  present: ReadableDb,
  replayed: ReadableDb,
  table: string,
  name: string,
): TableDifference | null {
  const sql = `SELECT ${name} AS rowName, * FROM ${table} ORDER BY 1`
  const ours = present.each<Row>(sql)
  const theirs = replayed.each<Row>(sql)
  try {
    for (;;) {
      const a = ours.next()
      const b = theirs.next()
      if (a.done === true && b.done === true) return null
      if (b.done === true || (a.done !== true && a.value.rowName < b.value.rowName)) {
        const row = (a.value as Row).rowName
        return { table, row, text: `Table ${table} holds “${row}”, which the log does not lead to.` }
      }
      if (a.done === true || a.value.rowName > b.value.rowName) {
        return {
          table,
          row: b.value.rowName,
          text: `Table ${table} lacks “${b.value.rowName}”, which the log leads to.`,
        }
      }
      const row = a.value
      const column = Object.keys(row).find((key) => row[key] !== b.value[key])
      if (column !== undefined) {
        return {
          table,
          row: row.rowName,
          text: `Table ${table}, “${row.rowName}”: ${column} is ${JSON.stringify(row[column])}, but the log leads to ${JSON.stringify(b.value[column])}.`,
        }
      }
    }
  } finally {
    ours.return?.()
    theirs.return?.()
  }
}
