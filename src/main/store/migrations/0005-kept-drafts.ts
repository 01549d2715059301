import type { WritableDb } from '../database'

export const version = 5
export const name = 'kept drafts'

/** Drafts put aside under a name, beside the one that is open; local, never exchanged. The open one may have a name too. */
export function up(db: WritableDb): void {
  db.script(`
    ALTER TABLE local_draft ADD COLUMN name TEXT NOT NULL DEFAULT '';

    CREATE TABLE local_kept_draft (
      operator TEXT NOT NULL,
      name TEXT NOT NULL,
      edits TEXT NOT NULL,
      note TEXT NOT NULL,
      saved_at_ms INTEGER NOT NULL,
      PRIMARY KEY (operator, name)
    ) STRICT, WITHOUT ROWID;
  `)
}
