import { failed } from '../../shared/domain/result'

/** Why a file cannot be used. */
export type StoreFailure =
  | 'file-not-found'
  | 'file-exists'
  | 'not-an-org'
  | 'damaged'
  | 'newer-version'
  | 'locked'
  | 'disk-full'
  | 'cannot-write'
  | 'network-folder'

/** Turns an exception of the database or the file system into a sentence; anything else is thrown on. */
export function storeFailure(error: unknown, path: string): ReturnType<typeof failed<StoreFailure>> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return failed(
      'locked',
      `“${path}” is in use by another program. Close it there, or wait until it has finished, and try again.`,
    )
  }
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT') {
    return failed('disk-full', `The disk of “${path}” is full. Nothing was changed. Free some space and try again.`)
  }
  if (code.startsWith('SQLITE_CORRUPT')) {
    return failed('damaged', `“${path}” is damaged and was left as it is. Open a backup or an exported bundle instead.`)
  }
  if (code.startsWith('SQLITE_NOTADB')) {
    return failed(
      'not-an-org',
      `“${path}” is not a Rolecall organization. Choose a .rolecall file or an exported bundle.`,
    )
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return failed('file-not-found', `There is no file “${path}”. Check the name, or choose the file with Open…`)
  }
  if (code === 'EISDIR') return failed('not-an-org', `“${path}” is a folder. Choose a .rolecall file in it.`)
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_IOERR') ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return failed(
      'cannot-write',
      `“${path}” cannot be written. Check the permissions of the file and its folder. Nothing was changed.`,
    )
  }
  throw error
}
