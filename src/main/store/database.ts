import type Database from 'better-sqlite3'

type SqlValue = string | number | bigint | null | Uint8Array

/** What a query may do with a database: read. */
export interface ReadableDb {
  all<Row>(sql: string, ...values: SqlValue[]): Row[]
  one<Row>(sql: string, ...values: SqlValue[]): Row | undefined
  each<Row>(sql: string, ...values: SqlValue[]): IterableIterator<Row>
  /** Rows as arrays, in the order of the columns: for walks over whole tables. */
  eachRaw(sql: string): IterableIterator<unknown[]>
}

/** Only the door holds one (house-style.md, "What simple means here"). */
export interface WritableDb extends ReadableDb {
  /** Answers how many rows it changed. */
  run(sql: string, ...values: SqlValue[]): number
  /** Several statements without values, for migrations. */
  script(sql: string): void
  /** One transaction that takes the write lock at once; an exception undoes all of it. */
  transaction<Value>(work: () => Value): Value
}

/** Wraps a better-sqlite3 connection; each SQL text is prepared once. */
export function wrapDatabase(connection: Database.Database): WritableDb {
  const statementBySql = new Map<string, Database.Statement<SqlValue[]>>()
  function prepared(sql: string): Database.Statement<SqlValue[]> {
    let statement = statementBySql.get(sql)
    if (statement === undefined) {
      statement = connection.prepare<SqlValue[]>(sql)
      statementBySql.set(sql, statement)
    }
    return statement
  }
  const inTransaction = connection.transaction((work: () => unknown) => work())
  return {
    all: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).all(...values) as Row[],
    one: <Row>(sql: string, ...values: SqlValue[]) => prepared(sql).get(...values) as Row | undefined,
    // An open iterator makes its statement busy, so that each walk gets its own.
    each: <Row>(sql: string, ...values: SqlValue[]) =>
      connection.prepare<SqlValue[]>(sql).iterate(...values) as IterableIterator<Row>,
    eachRaw: (sql) => connection.prepare(sql).raw().iterate() as IterableIterator<unknown[]>,
    run: (sql, ...values) => prepared(sql).run(...values).changes,
    script: (sql) => {
      connection.exec(sql)
    },
    transaction: (work) => inTransaction.immediate(work) as ReturnType<typeof work>,
  }
}
