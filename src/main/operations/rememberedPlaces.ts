import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const parsePlaces = z.record(
  z.string(),
  z.object({
    place: z.object({ kind: z.enum(['folder', 'hub']), address: z.string() }).nullable(),
    byItself: z.boolean(),
  }),
)
type Remembered = z.output<typeof parsePlaces>[string]

/**
 * Where this desktop meets the other consoles of an organization. It stands in the user-data folder and not in the
 * organization's file: a copy of that file on another computer has other folders. A damaged list counts as empty.
 */
export function readPlace(home: string, orgId: string): Remembered {
  return readPlaces(home)[orgId] ?? { place: null, byItself: true }
}

/** @param remembered  the URL of a hub without its password */
export function writePlace(home: string, orgId: string, remembered: Remembered): void {
  mkdirSync(home, { recursive: true })
  const temporary = join(home, 'places.json.tmp')
  writeFileSync(temporary, JSON.stringify({ ...readPlaces(home), [orgId]: remembered }, null, 1), { mode: 0o600 })
  renameSync(temporary, join(home, 'places.json'))
}

function readPlaces(home: string): z.output<typeof parsePlaces> {
  try {
    return parsePlaces.parse(JSON.parse(readFileSync(join(home, 'places.json'), 'utf8')))
  } catch {
    return {}
  }
}
