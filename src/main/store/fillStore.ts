import type { WritableDb } from './database'

/**
 * Fills an empty store in one transaction, with the indexes made afterwards at once: several times faster. Steps through
 * what fills it; when that is stopped or fails, nothing of it stays.
 */
export function* fillStore<Value>(
  db: WritableDb,
  fill: Generator<number, Value, void>,
): Generator<number, Value, void> {
  let isFilled = false
  db.script('BEGIN IMMEDIATE')
  try {
    const indexes = db.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    )
    for (const { name } of indexes) db.script(`DROP INDEX ${name}`)
    const value = yield* fill
    for (const { sql } of indexes) db.script(sql)
    db.script('COMMIT')
    isFilled = true
    return value
  } finally {
    if (!isFilled) db.script('ROLLBACK')
  }
}
