import { backUpDaily } from './backups'
import type { Org } from './Org'

const dayMs = 86_400_000

/**
 * Takes the daily backup of an organization when it is opened and when it changes. Nobody waits for it, and what stands
 * against it (a full disk) stops no work: the next change tries again.
 *
 * @returns stops it
 */
export function followWithBackups(org: Org, home: string): () => void {
  if (org.kind !== 'org' || org.mode !== 'edit') return () => {}
  let day = -1
  let isRunning = false
  const run = async () => {
    const today = Math.floor(org.now() / dayMs)
    if (isRunning || today === day) return
    isRunning = true
    try {
      if ((await backUpDaily(org, home)) !== 'unchanged') day = today
    } catch {
      // Closed meanwhile, or no room: the backups before stay as they are.
    } finally {
      isRunning = false
    }
  }
  void run()
  return org.onChanged(() => void run())
}
