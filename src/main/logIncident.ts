import { appendFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

const longestLogBytes = 2_000_000

/** Keeps an unexpected error where the person who saw its incident id can find it: the terminal and `incidents.log`. */
export function logIncident(home: string, incidentId: string, where: string, error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const entry = `${new Date().toISOString()} incident ${incidentId} in ${where}\n${words}\n`
  console.error(entry)
  const path = join(home, 'incidents.log')
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < longestLogBytes) appendFileSync(path, entry)
  } catch {
    // There is no third place to tell.
  }
}
