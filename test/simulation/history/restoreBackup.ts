import type { Desk } from './Desk'
import { openDesk } from './openDesk'
import type { Run } from './Run'

export function backUp(desk: Desk): void {
  desk.database.connection.exec('SAVEPOINT backup')
  desk.hasBackup = true
}

/**
 * A desk's file goes back to its backup, or to the file that it began with, and nobody may sign in it.
 *
 * @param had  ids of changes that may lie in this file alone: those that are not in the backup go with the disk
 */
export function restoreBackup(run: Run, desk: Desk, had: readonly string[]): void {
  takeBack(run, desk, had, 'This file is older than the last change.')
}

/** A desk’s file goes back, and nobody signs in it any more for the reason that is given, if one is. */
export function takeBack(run: Run, desk: Desk, had: readonly string[], readOnlyBecause: string | null): void {
  desk.database.connection.exec(desk.hasBackup ? 'ROLLBACK TO backup; RELEASE backup' : 'ROLLBACK; BEGIN')
  Object.assign(desk, { hasBackup: false, readOnlyBecause })
  openDesk(run, desk)
  const kept = new Set<string>(pendingAt(desk))
  for (const id of had) if (!kept.has(id)) run.gone.add(id)
  run.goneKeys.add(desk.operator.id)
  run.lastEdit = null
}

/** Ids of the changes that were made at a desk and are not settled yet. */
export function pendingAt({ org }: Desk): string[] {
  return org.line.pending().map(({ id }) => id)
}
