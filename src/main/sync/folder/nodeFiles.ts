import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { ExchangeFiles } from './ExchangeFiles'

/** A folder of this computer, a share or a stick. */
export function nodeFiles(folder: string): ExchangeFiles {
  const root = resolve(folder)

  /** Never the root itself: where a stick was pulled, nothing takes its place on this computer. */
  async function makeFolder(path: string): Promise<void> {
    const [first, ...below] = path.split('/')
    if (below.length === 0) return
    await mkdir(join(root, first!)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await mkdir(dirname(join(root, path)), { recursive: true })
  }

  return {
    root,
    isThere: async () => (await orNone(stat(root)))?.isDirectory() === true,
    list: async (path) => (await orNone(readdir(join(root, path)))) ?? [],
    read: async (path, limit) => {
      const whole = join(root, path)
      const found = await orNone(stat(whole))
      if (found === undefined || !found.isFile() || found.size > limit) return undefined
      return orNone(readFile(whole))
    },
    sizeOf: async (path) => (await orNone(stat(join(root, path))))?.size,
    writeWhole: async (path, bytes) => {
      const whole = join(root, path)
      await makeFolder(path)
      const partial = `${whole}.tmp`
      const file = await open(partial, 'w', 0o600)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(partial, whole)
    },
    remove: async (path) => rm(join(root, path), { force: true }),
  }
}

async function orNone<Value>(wanted: Promise<Value>): Promise<Value | undefined> {
  try {
    return await wanted
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw error
  }
}
