import type { WritableDb } from './database'
import { migrations, type Migration } from './migrations'

/** 'ROLE' in ASCII: marks the SQLite file as an organization. */
export const applicationId = 0x524f4c45

export const newestVersion = migrations.at(-1)!.version

export function readVersion(db: WritableDb): number {
  return db.one<{ user_version: number }>('PRAGMA user_version')!.user_version
}

/**
 * Takes a file to the newest version, each step in a transaction of its own with its number.
 * `backUp` is called once before the first step of a file that already holds something.
 */
export function migrate(
  db: WritableDb,
  backUp: (from: number) => void,
  steps: readonly Migration[] = migrations,
): void {
  const from = readVersion(db)
  const due = steps.filter((step) => step.version > from)
  if (due.length === 0) return
  if (from > 0) backUp(from)
  for (const step of due) {
    db.transaction(() => {
      step.up(db)
      db.script(`PRAGMA user_version = ${step.version}`)
    })
  }
}
