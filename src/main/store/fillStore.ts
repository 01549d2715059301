import type { WritableDb } from './database'

/** Fills an empty store in one transaction, with the indexes made afterwards at once: several times faster. */
export function fillStore<Value>(db: WritableDb, fill: () => Value): Value {
  return db.transaction(() => {
    const indexes = db.all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL",
    )
    for (const { name } of indexes) db.script(`DROP INDEX ${name}`)
    const value = fill()
    for (const { sql } of indexes) db.script(sql)
    return value
  })
}
