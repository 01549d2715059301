import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type FileSummary, readFileSummary } from '../store/readFileSummary'
import type { Org } from './Org'

/** How many daily backups are kept of each organization. */
export const backupsKept = 7

export interface Backup extends FileSummary {
  /** `2026-11-22T091500-n41`: when it was taken (UTC) and the last entry in it. */
  readonly id: string
  readonly takenAtMs: number
  readonly bytes: number
}

const idPattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d)(\d\d)(\d\d)-n(\d+)$/

export function backupFolder(home: string, orgId: string): string {
  return join(home, 'backups', orgId)
}

/** Newest first. What cannot be read is left out, and stays. */
export function listBackups(home: string, orgId: string): Backup[] {
  const folder = backupFolder(home, orgId)
  return listIds(folder).flatMap((id) => {
    const path = fileOf(folder, id)
    const summary = readFileSummary(path)
    return summary === null ? [] : [{ id, takenAtMs: takenAt(id), bytes: statSync(path).size, ...summary }]
  })
}

/**
 * Takes today's backup when there is none yet and something happened since the last one, and lets go of the oldest. A backup
 * appears under its name only when it is whole, so that a crash leaves the ones before it.
 *
 * @returns `there` when today has one already, `unchanged` when nothing happened since the last
 */
export async function backUpDaily(org: Org, home: string): Promise<'taken' | 'there' | 'unchanged'> {
  const folder = backupFolder(home, org.orgId)
  const ids = listIds(folder)
  const { n } = org.revision()
  const stamp = new Date(org.now()).toISOString()
  const newest = ids[0]
  if (newest !== undefined && newest.slice(0, 10) >= stamp.slice(0, 10)) return 'there'
  if (newest !== undefined && entryOf(newest) === n) return 'unchanged'
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) if (name.includes('.partial')) rmSync(join(folder, name), { force: true })
  const second = stamp.slice(0, 19).replaceAll(':', '')
  const partial = join(folder, `${second}.partial`)
  try {
    await org.copyTo(partial)
    keepOnDisk(partial)
    // Work goes on while the copy is made, so that it may end with a later entry than the one it began with.
    const held = readFileSummary(partial)?.n ?? n
    renameSync(partial, fileOf(folder, `${second}-n${held}`))
  } finally {
    rmSync(partial, { force: true })
  }
  for (const old of listIds(folder).slice(backupsKept)) rmSync(fileOf(folder, old), { force: true })
  return 'taken'
}

/** Writes a backup to a new file, whole or not at all. Throws what the file system throws, `EEXIST` when there is one. */
export function restoreBackup(home: string, orgId: string, id: string, to: string): boolean {
  const source = fileOf(backupFolder(home, orgId), id)
  if (!idPattern.test(id) || !existsSync(source)) return false
  mkdirSync(dirname(to), { recursive: true })
  const partial = `${to}.partial`
  try {
    copyFileSync(source, partial)
    keepOnDisk(partial)
    linkSync(partial, to)
  } finally {
    rmSync(partial, { force: true })
  }
  return true
}

function listIds(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.rolecall'))
    .map((name) => name.slice(0, -'.rolecall'.length))
    .filter((id) => idPattern.test(id))
    .toSorted()
    .toReversed()
}

function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.rolecall`)
}

function entryOf(id: string): number {
  return Number(idPattern.exec(id)![7])
}

function takenAt(id: string): number {
  const [year, month, day, hour, minute, second] = idPattern.exec(id)!.slice(1).map(Number) as number[]
  return Date.UTC(year!, month! - 1, day, hour, minute, second)
}

function keepOnDisk(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
