/** A file for another program, named after the path that was asked for with this suffix; the first has none. */
export interface PolicyFile {
  readonly suffix: string
  readonly text: string
}
