import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { done, failed, type Result } from '../../shared/domain/result'
import { type ReadableDb, type WritableDb, wrapDatabase } from './database'
import { storeFailure, type StoreFailure } from './failures'
import { applicationId, migrate, newestVersion, readVersion } from './migrate'
import { isNetworkFolder } from './isNetworkFolder'
import { nativeBinding } from './nativeBinding'

/** One open org file (or an in-memory one), for reading. */
export interface ReadableStore {
  readonly path: string
  readonly db: ReadableDb
  /** A private copy as it is now, that nobody else sees and that goes when it is closed. */
  copyPrivately(): Promise<Store>
  /** The file as it is now, for reading on for long: what is written meanwhile is not seen. */
  openReader(): Reader
  isOpen(): boolean
  /** Changes when another process has written to the file. */
  dataVersion(): number
}

export interface Reader {
  readonly db: ReadableDb
  close(): void
}

export interface Writer {
  readonly db: WritableDb
  /** From here on everybody sees it; a power failure may still take it back whole, until `flush` has ended. */
  commit(): void
  /** Brings what was committed to the disk, beside other work. Whoever waits for the writer is told only then. */
  flush(): Promise<void>
  /** Takes back what was not committed. */
  close(): void
}

export interface Store extends ReadableStore {
  readonly db: WritableDb
  /** Why the file may only be read, as a sentence; null when it may be written. */
  readonly readOnlyBecause: string | null
  /** Begins a long transaction on a second connection, so that reading goes on beside it. */
  openWriter(): Writer
  /** Writes a whole, consistent copy while the file is in use. */
  copyTo(path: string): Promise<void>
  close(): void
}

interface OpenOptions {
  readonly readOnly?: boolean
  /** How long to wait for another process's write, ms. */
  readonly busyTimeoutMs?: number
}

/**
 * Opens an org file. Everything is checked before the first byte is written: a wrong, damaged, newer or locked file stays
 * exactly as it is. A read-only file or medium is read through a private copy.
 */
export function openStore(path: string, options: OpenOptions = {}): Result<Store, StoreFailure> {
  try {
    const kind = checkHeader(path)
    if (!kind.ok) return kind
    if (isNetworkFolder(path)) {
      return failed(
        'network-folder',
        `“${path}” lies on a network share, where the file can be damaged by two computers at once. Copy it to this computer, or exchange changes through a folder instead.`,
      )
    }
    const readOnlyBecause = options.readOnly === true ? 'The file was opened for reading only.' : whyNotWritable(path)
    return done(readOnlyBecause === null ? openWritable(path, options) : openPrivateCopy(path, readOnlyBecause))
  } catch (error) {
    if (error instanceof FileRefused) return failed(error.code, error.message)
    return storeFailure(error, path)
  }
}

/** Creates a file that must not exist yet. Throws what SQLite or the file system throws. */
export function createStore(path: string): Store {
  const connection = connect(path, {})
  connection.pragma(`application_id = ${applicationId}`)
  const db = configure(connection)
  migrate(db, () => {})
  return storeOf(path, connection, db, null, () => {})
}

/** An empty in-memory store, for replaying a log or reading a bundle. */
export function createMemoryStore(path = ':memory:'): Store {
  const connection = new Database(':memory:', { nativeBinding: nativeBinding() })
  connection.pragma(`application_id = ${applicationId}`)
  const db = configure(connection)
  migrate(db, () => {})
  return storeOf(path, connection, db, null, () => {})
}

class FileRefused extends Error {
  readonly code: StoreFailure
  constructor(code: StoreFailure, message: string) {
    super(message)
    this.code = code
  }
}

function checkHeader(path: string): Result<null, StoreFailure> {
  if (!statSync(path).isFile()) return failed('not-an-org', `“${path}” is not a file. Choose a .rolecall file.`)
  const header = Buffer.alloc(100)
  const file = openSync(path, 'r')
  let read: number
  try {
    read = readSync(file, header, 0, 100, 0)
  } finally {
    closeSync(file)
  }
  const isDatabase = read === 100 && header.toString('latin1', 0, 16) === 'SQLite format 3\0'
  if (!isDatabase || header.readUInt32BE(68) !== applicationId) {
    return failed(
      'not-an-org',
      `“${basename(path)}” is not a Rolecall organization. Choose a .rolecall file or an exported bundle. The file was left as it is.`,
    )
  }
  const version = header.readUInt32BE(60)
  if (version > newestVersion) return failed('newer-version', newerSentence(path, version))
  return done(null)
}

function newerSentence(path: string, version: number): string {
  return `“${basename(path)}” was written by a newer Rolecall (file version ${version}, this one knows ${newestVersion}). Update Rolecall to open it. The file was left as it is.`
}

function whyNotWritable(path: string): string | null {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
  } catch {
    return 'The file or its folder is write-protected, so it was opened for reading only.'
  }
  // The superuser passes every access check; the owner's wish to protect the file still counts.
  const isProtected = (statSync(path).mode & 0o222) === 0
  return isProtected ? 'The file is write-protected, so it was opened for reading only.' : null
}

function openWritable(path: string, options: OpenOptions): Store {
  const connection = connect(path, options)
  try {
    const db = configure(connection)
    checkContents(connection, db, path)
    migrate(db, (from) => backUpBeforeMigration(path, from, connection))
    return storeOf(path, connection, db, null, () => {})
  } catch (error) {
    connection.close()
    throw error
  }
}

function openPrivateCopy(path: string, readOnlyBecause: string): Store {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-'))
  const copy = join(folder, 'org.rolecall')
  const discard = () => rmSync(folder, { recursive: true, force: true })
  try {
    copyFileSync(path, copy, constants.COPYFILE_FICLONE)
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`)
    const connection = connect(copy, {})
    try {
      const db = configure(connection)
      checkContents(connection, db, path)
      migrate(db, () => {})
      return storeOf(path, connection, db, readOnlyBecause, discard)
    } catch (error) {
      connection.close()
      throw error
    }
  } catch (error) {
    discard()
    throw error
  }
}

function connect(path: string, options: OpenOptions): Database.Database {
  return new Database(path, { timeout: options.busyTimeoutMs ?? 4000, nativeBinding: nativeBinding() })
}

/** Set on every open: better-sqlite3 reopens WAL files at synchronous=NORMAL, and the rest is per connection. */
function configure(connection: Database.Database): WritableDb {
  connection.pragma('trusted_schema = OFF')
  connection.pragma('cell_size_check = ON')
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -65536')
  return wrapDatabase(connection)
}

function checkContents(connection: Database.Database, db: WritableDb, path: string): void {
  const version = readVersion(db)
  if (version > newestVersion) {
    throw new FileRefused('newer-version', newerSentence(path, version))
  }
  if (version < 1) {
    throw new FileRefused(
      'damaged',
      `“${basename(path)}” has no tables: it was not written to the end. Open a backup or create the organization anew.`,
    )
  }
  const foreign = db.all<{ type: string; name: string }>(
    "SELECT type, name FROM sqlite_schema WHERE type IN ('trigger', 'view')",
  )
  if (foreign.length > 0) {
    throw new FileRefused(
      'damaged',
      `“${basename(path)}” holds a ${foreign[0]!.type} “${foreign[0]!.name}” that Rolecall never makes. It was left as it is. Open a backup instead.`,
    )
  }
  if (connection.pragma('quick_check(1)', { simple: true }) !== 'ok') {
    throw new FileRefused(
      'damaged',
      `“${basename(path)}” is damaged and was left as it is. Open a backup or an exported bundle instead.`,
    )
  }
}

function backUpBeforeMigration(path: string, from: number, connection: Database.Database): void {
  const backup = `${path}.before-version-${from + 1}.backup`
  connection.pragma('wal_checkpoint(TRUNCATE)')
  copyFileSync(path, backup)
}

/** Has the system write the file out, without holding the event loop. */
async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Copied between two turns of the event loop: 8 MB. */
const pagesAtOnce = 2048

function storeOf(
  path: string,
  connection: Database.Database,
  db: WritableDb,
  readOnlyBecause: string | null,
  discard: () => void,
): Store {
  return {
    path,
    db,
    readOnlyBecause,
    isOpen: () => connection.open,
    dataVersion: () => connection.pragma('data_version', { simple: true }) as number,
    openReader: () => {
      // Nobody writes in what is kept in memory, and no second connection would find it.
      if (connection.memory) return { db, close: () => {} }
      const second = connect(connection.name, {})
      const reading = configure(second)
      reading.script('BEGIN')
      readVersion(reading)
      return { db: reading, close: () => second.close() }
    },
    openWriter: () => {
      const second = connect(path, {})
      try {
        const writing = configure(second)
        // A long commit would stand still for the disk, and then for taking all its pages over into the file.
        second.pragma('synchronous = NORMAL')
        second.pragma('wal_autocheckpoint = 0')
        second.pragma('cache_size = -32768')
        writing.script('BEGIN IMMEDIATE')
        let isCommitted = false
        return {
          db: writing,
          commit: () => {
            writing.script('COMMIT')
            isCommitted = true
          },
          flush: async () => {
            if (!isCommitted) return
            await syncFile(`${path}-wal`)
            second.pragma('wal_checkpoint(PASSIVE)')
          },
          close: () => second.close(),
        }
      } catch (error) {
        second.close()
        throw error
      }
    },
    copyPrivately: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'rolecall-'))
      const forget = () => rmSync(folder, { recursive: true, force: true })
      try {
        const copy = join(folder, 'org.rolecall')
        await connection.backup(copy, { progress: () => pagesAtOnce })
        const second = connect(copy, {})
        // It is worth nothing after a crash.
        second.pragma('journal_mode = MEMORY')
        second.pragma('synchronous = OFF')
        second.pragma('foreign_keys = ON')
        second.pragma('trusted_schema = OFF')
        second.pragma('cache_size = -65536')
        return storeOf(path, second, wrapDatabase(second), null, forget)
      } catch (error) {
        forget()
        throw error
      }
    },
    copyTo: async (target) => {
      await connection.backup(target)
    },
    close: () => {
      connection.close()
      discard()
    },
  }
}
