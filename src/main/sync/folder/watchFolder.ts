import { watch } from 'node:fs'
import { stat } from 'node:fs/promises'

export interface FolderWatcher {
  /** Nothing is told of the folder any more, or another one is in its place: it has to be watched anew. */
  isOver(): Promise<boolean>
  close(): void
}

/**
 * Says when something changes anywhere below a folder: a hint, which a share may leave out. A stick that is pulled, or a
 * folder that is put in the place of another, ends it without a word; `isOver` says so then.
 *
 * @returns null where there is no such folder, or nothing that can be watched
 */
export async function watchFolder(
  folder: string,
  onNews: (name: string | null) => void,
): Promise<FolderWatcher | null> {
  const watched = await identityOf(folder)
  if (watched === null) return null
  let isLost = false
  let looking: Promise<boolean> | null = null
  const isOver = (): Promise<boolean> => {
    looking ??= identityOf(folder).then((now) => {
      looking = null
      isLost ||= now !== watched
      return isLost
    })
    return looking
  }
  try {
    const watcher = watch(folder, { recursive: true, persistent: false }, (event, name) => {
      // A stick that is back by the next look is the same folder to the eye, and still nothing is told of it.
      if (event === 'rename') void isOver()
      onNews(name)
    })
    watcher.on('error', () => {
      isLost = true
      watcher.close()
    })
    return { isOver, close: () => watcher.close() }
  } catch {
    return null
  }
}

/** Tells a folder from another one in its place; null while there is none. */
async function identityOf(folder: string): Promise<string | null> {
  try {
    const found = await stat(folder, { bigint: true })
    return found.isDirectory() ? `${found.dev} ${found.ino} ${found.birthtimeNs}` : null
  } catch {
    return null
  }
}
