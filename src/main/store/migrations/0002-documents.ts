import type { WritableDb } from '../database'

export const version = 2
export const name = 'documents'

/** What an organization writes down, as canonical JSON. */
export function up(db: WritableDb): void {
  db.script(`
    CREATE TABLE document (
      collection TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (collection, key)
    ) STRICT, WITHOUT ROWID;
  `)
}
