import { failed } from '../../../shared/domain/result'

export type FolderFailure = 'place-not-found' | 'place-emptied' | 'cannot-write' | 'disk-full'

export function noFolder(root: string): ReturnType<typeof failed<FolderFailure>> {
  return failed('place-not-found', `There is no folder “${root}”. Plug the stick in, or choose the folder again.`)
}

/**
 * Where a stick is mounted, an empty folder stands while it is out.
 *
 * @param met  what was there, as the end of “although …”
 */
export function emptiedFolder(root: string, met: string): ReturnType<typeof failed<FolderFailure>> {
  return failed(
    'place-emptied',
    `Nothing of this organization lies in the folder “${root}”, although ${met}. The stick or the share may not be connected: connect it and exchange again. If the folder was emptied on purpose, say that it begins anew.`,
  )
}

/** Says in a sentence what a folder, a share or a stick has against being used; null for anything else. */
export function folderFailure(error: unknown, root: string): ReturnType<typeof failed<FolderFailure>> | null {
  const { code = '' } = error as NodeJS.ErrnoException
  switch (code) {
    case '':
      return null
    case 'ENOENT':
      return noFolder(root)
    case 'ENOSPC':
    case 'EDQUOT':
      return failed('disk-full', `The folder “${root}” is full. Free some space there and exchange again.`)
    case 'EROFS':
      return failed(
        'cannot-write',
        `The folder “${root}” can only be read. Open the lock of the stick, or ask for leave to write there.`,
      )
    case 'EACCES':
    case 'EPERM':
      return failed(
        'cannot-write',
        `The folder “${root}” is not open to this account (${code}). Ask whoever runs it for leave to read and write there.`,
      )
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'ETIMEDOUT':
    case 'ENOTCONN':
      return failed(
        'place-not-found',
        `The folder “${root}” does not answer any more (${code}). Plug the stick in or connect the share again.`,
      )
    default:
      return failed(
        'cannot-write',
        `The folder “${root}” cannot be used (${code}). Choose another one, or ask whoever runs it.`,
      )
  }
}
