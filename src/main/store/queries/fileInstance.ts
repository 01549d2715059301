import type { ReadableDb, WritableDb } from '../database'

/** Which file this is; undefined for one that no desktop's keys were bound to yet. */
export function findFileInstance(db: ReadableDb): string | undefined {
  return db.one<{ instance: string }>('SELECT instance FROM local_file WHERE id = 1')?.instance
}

export function writeFileInstance(db: WritableDb, instance: string): void {
  db.run('INSERT OR REPLACE INTO local_file (id, instance) VALUES (1, ?)', instance)
}
