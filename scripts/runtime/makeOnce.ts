import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Makes a folder exactly once, whole or not at all: `fill` works in a neighbour folder that is renamed when it is done.
 * Two processes may do so at the same time: the first to finish wins, and both get a good folder.
 *
 * @param folder  where the result belongs; it is returned at once when it exists
 * @param fill    writes the content into the folder it is given
 */
export async function makeOnce(folder: string, fill: (workFolder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder
  await mkdir(dirname(folder), { recursive: true })
  const workFolder = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`))
  try {
    await fill(workFolder)
    try {
      await rename(workFolder, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
    }
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
  return folder
}
