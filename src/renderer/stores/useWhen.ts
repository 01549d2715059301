import { type When, whenHere, whenIn } from '../../shared/domain/whenIn'
import { useNow } from './useNow'
import { useOrgStore } from './orgStore'

/** Tells instants by the clock of the organization that is open, as its history, its ends and its reports do. */
export function useWhen(): When {
  const timeZone = useOrgStore((store) => store.org?.timeZone)
  return timeZone === undefined ? whenHere() : whenIn(timeZone)
}

/** "times in Europe/London" where the clock on the wall says something else, "" where it says the same. */
export function useZoneWords(): string {
  const when = useWhen()
  const nowMs = useNow()
  return when.instant(nowMs) === whenHere().instant(nowMs) ? '' : `times in ${when.timeZone}`
}
