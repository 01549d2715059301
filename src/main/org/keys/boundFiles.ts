import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import type { ReadableDb, WritableDb } from '../../store/database'
import { findFileInstance, writeFileInstance } from '../../store/queries/fileInstance'
import { readLastSeq } from '../../store/queries/log'
import { readLastProposed } from '../../store/queries/proposals'
import { readFileInstance } from '../../store/readFileInstance'

/** An org file as this desktop sees it. */
interface OrgFile {
  readonly orgId: string
  readonly path: string
  readonly db: ReadableDb
  /** The keys of this desktop in the organization. */
  readonly keys: readonly string[]
}

/**
 * Which file the keys of this desktop sign in, kept in the user-data folder under `orgs/<org>/<instance>/`: where the
 * file lies, and the last number that each key has used there.
 *
 * INVARIANT (one key, one line): a desktop's keys sign in one file of an organization. A copy, or a file that went back in
 * time, would let one key write two histories (sync.md, "A restored backup or a copied org file enrols anew").
 */
export interface BoundFiles {
  /** Why the keys of this desktop may not sign in this file, as a sentence; null when they may. Changes nothing. */
  whyNot(file: OrgFile): string | null
  /** Binds the keys to this file, where `whyNot` has nothing against it. */
  bind(file: OrgFile & { readonly db: WritableDb }): void
  /** Binds to this file from now on; others of the organization are copies to this desktop. */
  rebind(file: OrgFile & { readonly db: WritableDb }): void
  /** Binds to a file that stands beside others with the same keys: a sample, whose keys come from its seed. */
  bindBeside(file: OrgFile & { readonly db: WritableDb }): void
  /** The organization whose file lies, or lay, at a path; undefined when none is known. */
  findOrgAt(path: string): string | undefined
  /** Keeps how far a key has come. */
  remember(file: Pick<OrgFile, 'orgId' | 'db'>, key: string): void
}

const parseRecord = z.object({ path: z.string() })

interface BoundFile {
  readonly instance: string
  readonly folder: string
  readonly path: string
}

export function openBoundFiles(home: string): BoundFiles {
  const folderOf = (orgId: string) => join(home, 'orgs', orgId)

  function listBound(orgId: string): BoundFile[] {
    const folder = folderOf(orgId)
    if (!existsSync(folder)) return []
    return readdirSync(folder).flatMap((instance) => {
      const record = readRecord(join(folder, instance, 'file.json'))
      return record === null ? [] : [{ instance, folder: join(folder, instance), path: record.path }]
    })
  }

  function whyNot({ orgId, path, db, keys }: OrgFile): string | null {
    const bound = listBound(orgId)
    const instance = findFileInstance(db)
    const own = bound.find((one) => one.instance === instance)
    const others = own === undefined ? bound : [own]
    for (const other of others) {
      if (!isSameFile(other.path, path) && readFileInstance(other.path) === other.instance)
        return copyOf(path, other.path)
    }
    const isBehind = keys.some((key) => lastSeqOf(db, key) < lastOf(others, key))
    return isBehind ? wentBack(path) : null
  }

  function write({ orgId, path, db, keys }: OrgFile & { readonly db: WritableDb }, instance: string): void {
    const before = listBound(orgId)
    const folder = join(folderOf(orgId), instance)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const key of keys) writeLast(folder, key, Math.max(lastSeqOf(db, key), lastOf(before, key)))
    writeWhole(join(folder, 'file.json'), JSON.stringify({ path: realPath(path) }))
  }

  function rebind(file: OrgFile & { readonly db: WritableDb }): void {
    const before = listBound(file.orgId)
    const instance = randomBytes(16).toString('hex')
    writeFileInstance(file.db, instance)
    write(file, instance)
    for (const { folder } of before) rmSync(folder, { recursive: true, force: true })
  }

  return {
    whyNot,
    bind: (file) => {
      const instance = findFileInstance(file.db)
      const own = listBound(file.orgId).find((one) => one.instance === instance)
      if (own === undefined) rebind(file)
      else if (own.path !== realPath(file.path)) write(file, own.instance)
    },
    rebind,
    bindBeside: (file) => {
      const instance = randomBytes(16).toString('hex')
      writeFileInstance(file.db, instance)
      const folder = join(folderOf(file.orgId), instance)
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      for (const key of file.keys) writeLast(folder, key, lastSeqOf(file.db, key))
      writeWhole(join(folder, 'file.json'), JSON.stringify({ path: realPath(file.path) }))
    },
    findOrgAt: (path) => {
      const folder = join(home, 'orgs')
      const orgIds = existsSync(folder) ? readdirSync(folder) : []
      return orgIds.find((orgId) => listBound(orgId).some((one) => isSameFile(one.path, path)))
    },
    remember: ({ orgId, db }, key) => {
      const instance = findFileInstance(db)
      if (instance === undefined) return
      const folder = join(folderOf(orgId), instance)
      const seq = lastSeqOf(db, key)
      if (existsSync(folder) && seq > readLast(folder, key)) writeLast(folder, key, seq)
    },
  }
}

function copyOf(path: string, original: string): string {
  return `“${basename(path)}” is a copy of “${original}”, in which this desktop signs changes, so it was opened for reading only. Work on in the original, or move the original away if this one is to take its place. To edit this one beside it, enrol this desktop anew under Consoles and keys.`
}

function wentBack(path: string): string {
  return `“${basename(path)}” is older than the last change that was signed on this desktop: it was restored from a backup or copied back, so it was opened for reading only. Open the newest file, or enrol this desktop anew under Consoles and keys.`
}

function lastOf(bound: readonly BoundFile[], key: string): number {
  return Math.max(0, ...bound.map(({ folder }) => readLast(folder, key)))
}

function readLast(folder: string, key: string): number {
  try {
    const seq = Number(readFileSync(join(folder, `${key}.last`), 'utf8'))
    return Number.isSafeInteger(seq) ? seq : 0
  } catch {
    return 0
  }
}

function writeLast(folder: string, key: string, seq: number): void {
  writeWhole(join(folder, `${key}.last`), String(seq))
}

function writeWhole(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, text, { mode: 0o600 })
  renameSync(temporary, path)
}

function readRecord(path: string): z.output<typeof parseRecord> | null {
  try {
    const record = parseRecord.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return record.success ? record.data : null
  } catch {
    return null
  }
}

function isSameFile(a: string, b: string): boolean {
  return realPath(a) === realPath(b)
}

function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Not there yet, or not any more: its folder may be all the same.
    const folder = dirname(path)
    return folder === path ? path : join(realPath(folder), basename(path))
  }
}

/** Pending changes are signed too. */
function lastSeqOf(db: ReadableDb, key: string): number {
  return Math.max(readLastSeq(db, key), readLastProposed(db, key))
}
