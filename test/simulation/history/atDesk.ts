import type { Desk } from './Desk'
import { openDesk } from './openDesk'
import { countFault, type Run } from './Run'

class Crash extends Error {}
class DiskFull extends Error {
  readonly code = 'SQLITE_FULL'
}
/** A visit that the place or the disk ended; the next one begins anew. */
export class CutShort extends Error {}

/** Does something at a desk that may crash or run out of disk in the middle; after a crash the desk is opened anew. */
export async function atDesk(run: Run, desk: Desk, work: () => void | Promise<void>, isCalm = false): Promise<void> {
  const { chance } = run
  if (!isCalm && chance.isHit(0.12)) {
    const error = chance.isHit(0.7) ? new Crash('crash') : new DiskFull('full')
    if (error instanceof Crash && chance.isHit(0.25)) desk.afterCommit = error
    else desk.trap = { writes: chance.below(20), error }
  }
  try {
    await work()
  } catch (error) {
    if (error instanceof Crash) {
      countFault(run, 'crash')
      openDesk(run, desk)
    } else if (error instanceof DiskFull || error instanceof CutShort)
      countFault(run, error.message.includes('full') ? 'disk full' : 'place failed')
    else throw error
  } finally {
    desk.trap = null
    desk.afterCommit = null
  }
}
