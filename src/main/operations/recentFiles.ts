import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const parseRecent = z.array(
  z.object({
    path: z.string(),
    name: z.string(),
    kind: z.enum(['org', 'bundle']),
    people: z.number(),
    openedAtMs: z.number(),
  }),
)
type RecentFile = z.output<typeof parseRecent>[number]

const mostRecent = 12

/** Files opened lately on this desktop, newest first. A damaged list counts as empty. */
export function readRecent(home: string): RecentFile[] {
  try {
    return parseRecent.parse(JSON.parse(readFileSync(join(home, 'recent.json'), 'utf8')))
  } catch {
    return []
  }
}

export function rememberRecent(home: string, file: RecentFile): void {
  writeRecent(home, [file, ...readRecent(home).filter((other) => other.path !== file.path)].slice(0, mostRecent))
}

export function forgetRecent(home: string, path: string): void {
  writeRecent(
    home,
    readRecent(home).filter((file) => file.path !== path),
  )
}

export function recentWithState(home: string): (RecentFile & { exists: boolean })[] {
  return readRecent(home).map((file) => ({ ...file, exists: existsSync(file.path) }))
}

function writeRecent(home: string, files: readonly RecentFile[]): void {
  mkdirSync(home, { recursive: true })
  const temporary = join(home, 'recent.json.tmp')
  writeFileSync(temporary, JSON.stringify(files, null, 1))
  renameSync(temporary, join(home, 'recent.json'))
}
