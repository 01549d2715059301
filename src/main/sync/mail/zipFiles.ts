import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { unzipSync, zipSync } from 'fflate'
import { failed, done, type Result } from '../../../shared/domain/result'
import type { ExchangeFiles } from '../folder/ExchangeFiles'
import { nodeFiles } from '../folder/nodeFiles'

/** A file of mail larger than this, packed or unpacked, is nobody's. */
const packedLimit = 200_000_000
const unpackedLimit = 1_000_000_000
const mostFiles = 100_000

export interface ZipFiles extends ExchangeFiles {
  /** Writes the file anew when something in it has changed. */
  save(): Promise<void>
}

/** The files of an exchange folder in one ZIP file, in memory until `save`. A file that is not there yet is empty. */
export async function openZipFiles(path: string): Promise<Result<ZipFiles, 'wrong-place' | 'place-not-found'>> {
  const root = resolve(path)
  const folder = dirname(root)
  const isThere = async () => (await stat(folder).catch(() => null))?.isDirectory() === true
  if (!(await isThere())) {
    return failed('place-not-found', `There is no folder “${folder}” for this file. Choose another place for it.`)
  }
  const found = await stat(root).catch(() => null)
  if (found !== null && !found.isFile()) return wrong(root, 'it is a folder')
  if (found !== null && found.size > packedLimit) return wrong(root, 'it is too large')
  const packed = found === null ? null : await readFile(root)
  const write = (bytes: Uint8Array) => nodeFiles(folder).writeWhole(basename(root), bytes)
  return zipFilesOf(root, packed, isThere, write)
}

/** The same of what lies in such a file; null: there is none yet. */
export function zipFilesOf(
  root: string,
  packed: Uint8Array | null,
  isThere: () => Promise<boolean>,
  write: (packed: Uint8Array) => Promise<void>,
): Result<ZipFiles, 'wrong-place'> {
  let content = new Map<string, Uint8Array>()
  if (packed !== null) {
    let count = 0
    let size = 0
    try {
      const bytes = unzipSync(packed, {
        filter: ({ name, originalSize }) => {
          count += 1
          size += originalSize
          if (count > mostFiles || size > unpackedLimit) throw new Error('it holds too much')
          return /^[0-9a-f]{64}\/[\w./ -]{1,200}$/.test(name) && !name.endsWith('/')
        },
      })
      content = new Map(Object.entries(bytes))
    } catch (error) {
      return wrong(root, error instanceof Error ? error.message : 'it cannot be read')
    }
  }
  let isChanged = false
  return done({
    root,
    isThere,
    list: (folder) => {
      const names = [...content.keys()].filter((name) => name.startsWith(`${folder}/`))
      return Promise.resolve([...new Set(names.map((name) => name.slice(folder.length + 1).split('/')[0]!))])
    },
    read: (name, limit) => {
      const bytes = content.get(name)
      return Promise.resolve(bytes === undefined || bytes.length > limit ? undefined : bytes)
    },
    sizeOf: (name) => Promise.resolve(content.get(name)?.length),
    writeWhole: (name, bytes) => {
      content.set(name, bytes)
      isChanged = true
      return Promise.resolve()
    },
    remove: (name) => {
      isChanged = content.delete(name) || isChanged
      return Promise.resolve()
    },
    save: async () => {
      if (!isChanged) return
      await write(zipSync(Object.fromEntries(content), { level: 6 }))
      isChanged = false
    },
  })
}

function wrong(root: string, why: string): Result<never, 'wrong-place'> {
  return failed('wrong-place', `“${basename(root)}” is no file of an exchange: ${why}. Nothing was changed.`)
}
