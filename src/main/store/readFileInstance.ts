import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { nativeBinding } from './nativeBinding'

/** The instance that a file on disk says it is; null when there is no file, or none that can be read. Changes nothing. */
export function readFileInstance(path: string): string | null {
  if (!existsSync(path)) return null
  try {
    // Not read-only: such a connection leaves the journal's files behind.
    const connection = new Database(path, { fileMustExist: true, timeout: 1000, nativeBinding: nativeBinding() })
    try {
      const row = connection.prepare('SELECT instance FROM local_file WHERE id = 1').get()
      return (row as { instance: string } | undefined)?.instance ?? null
    } finally {
      connection.close()
    }
  } catch {
    return null
  }
}
