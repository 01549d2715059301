import { resolve } from 'node:path'

/**
 * The file that a command line asks to open, as an absolute path.
 *
 * @param argv      the whole command line; in a clone its first plain word is the app's folder
 * @param cwd       what a relative path is relative to
 */
export function findFileArgument(argv: readonly string[], cwd: string, isPackaged: boolean): string | undefined {
  const words = argv.slice(1).filter((word) => !word.startsWith('-'))
  const file = words[isPackaged ? 0 : 1]
  return file === undefined || file === '' ? undefined : resolve(cwd, file)
}
