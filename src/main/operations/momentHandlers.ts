import { done, failed } from '../../shared/domain/result'
import { findMoment } from '../org/findMoment'
import { openMoment } from '../org/openMoment'
import { throughLens } from '../org/lens'
import type { Org } from '../org/Org'
import { readOrgInfo } from './readOrgInfo'
import type { OrgHandlers, Session } from './session'

export const momentHandlers: Pick<OrgHandlers, 'org.travel'> = {
  'org.travel': async (shown, { to, job }, session) => {
    const today = shown.asOf?.today ?? shown
    if (to === null) {
      session.useMoment(null)
      return done(readOrgInfo(seenThrough(session, today)))
    }
    const moment = findMoment(today, to)
    if (!moment.ok) return moment
    const { n, atMs } = moment.value
    const opened =
      session.moments.find((one) => one.asOf?.n === n && one.asOf.atMs === atMs) ??
      (await session.watch(job, (watch) => openMoment(today, moment.value, watch, knownMoments(session))))
    if (opened === undefined) return failed('cancelled', 'Stopped. You are still where you were.')
    // Another organization may have been opened in this window meanwhile.
    if (session.org !== today) {
      opened.close()
      return failed('cancelled', 'The organization was closed meanwhile.')
    }
    session.useMoment(opened)
    return done(readOrgInfo(seenThrough(session, opened)))
  },
}

function seenThrough({ lens }: Session, org: Org): Org {
  return lens === null ? org : throughLens(org, lens)
}

/** Moments looked at before, from which the way is shorter. */
export function knownMoments(session: Session): { n: number; state: ReturnType<Org['state']> }[] {
  return session.moments.map((one) => ({ n: one.revision().n, state: one.state() }))
}
