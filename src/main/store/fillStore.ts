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
    let count = 0
    let step = fill.next()
    for (; step.done !== true; step = fill.next()) yield (count = step.value)
    for (const { sql } of indexes) {
      db.script(sql)
      yield count
    }
    db.script('COMMIT')
    isFilled = true
    return step.value
  } finally {
    if (!isFilled) db.script('ROLLBACK')
  }
}
