import { useMemo } from 'react'
import { formatEnd, formatEndDay } from '../../shared/domain/formatEnd'
import { useOrgStore } from './orgStore'

/** Tells ends in the organization's time zone, in which they are typed. */
export function useEndWords(): {
  /** "31 Dec 2026", or with the time where it ends within a day. */
  readonly end: (untilMs: number) => string
  /** The last day alone. */
  readonly endDay: (untilMs: number) => string
} {
  const timeZone = useOrgStore((store) => store.org?.timeZone ?? 'UTC')
  return useMemo(
    () => ({ end: (untilMs) => formatEnd(untilMs, timeZone), endDay: (untilMs) => formatEndDay(untilMs, timeZone) }),
    [timeZone],
  )
}
