import Database from 'better-sqlite3'
import { nativeBinding } from './nativeBinding'

export interface FileSummary {
  readonly n: number
  readonly head: string | null
  readonly people: number
  readonly places: number
}

/** What an org file that nobody has open holds; null when it cannot be read. */
export function readFileSummary(path: string): FileSummary | null {
  try {
    const connection = new Database(path, { fileMustExist: true, timeout: 1000, nativeBinding: nativeBinding() })
    try {
      const entry = connection.prepare('SELECT n, hash AS head FROM entry ORDER BY n DESC LIMIT 1').get() as
        { n: number; head: string } | undefined
      const count = (sql: string) => connection.prepare(sql).pluck().get() as number
      return {
        n: entry?.n ?? 0,
        head: entry?.head ?? null,
        people: count("SELECT count(*) FROM staff WHERE state <> 'purged'"),
        places: count('SELECT count(*) FROM place WHERE is_archived = 0'),
      }
    } finally {
      connection.close()
    }
  } catch {
    return null
  }
}
