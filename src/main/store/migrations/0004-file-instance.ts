import type { WritableDb } from '../database'

export const version = 4
export const name = 'file instance'

/** Which file this is, so that a desktop's keys can be bound to one. Local: a copy of the file keeps it, an export has none. */
export function up(db: WritableDb): void {
  db.script(`
    CREATE TABLE local_file (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
      instance TEXT NOT NULL
    ) STRICT;
  `)
}
