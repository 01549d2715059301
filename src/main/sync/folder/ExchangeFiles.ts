/** The file system below one folder of exchange, small enough to be had in memory. Paths are relative, with `/`. */
export interface ExchangeFiles {
  /** The absolute path, for people. */
  readonly root: string
  /** False when the folder itself is not there, such as a stick that was pulled out. */
  isThere(): Promise<boolean>
  /** Names of the files and folders in a folder; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>
  /** Undefined when there is no such file, or it is larger than `limit` bytes. */
  read(path: string, limit: number): Promise<Uint8Array | undefined>
  /** Bytes of a file; undefined when there is none. */
  sizeOf(path: string): Promise<number | undefined>
  /** The file appears under its name only when it is whole and on the disk; one that is there is replaced. */
  writeWhole(path: string, bytes: Uint8Array): Promise<void>
  remove(path: string): Promise<void>
}
