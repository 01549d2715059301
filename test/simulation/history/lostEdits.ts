import type { Run } from './Run'

/** Ids of the changes that were promised and are not in `kept`, but for those that went with a disk. */
export function lostEdits({ promised, gone }: Run, kept: ReadonlySet<string>): string[] {
  return [...promised].filter((id) => !kept.has(id) && !gone.has(id))
}
