const dayMs = 86_400_000

/** Tells instants, UTC milliseconds, by the clock and the calendar of one time zone. */
export interface When {
  /** The zone: "Europe/London". */
  readonly timeZone: string
  /** "4 Mar 2025"; the year is left out when it is this year and `nowMs` is given. */
  readonly day: (atMs: number, nowMs?: number) => string
  /** "4 Mar 2025, 09:12" */
  readonly instant: (atMs: number) => string
  /** "2025-03-04" */
  readonly isoDay: (atMs: number) => string
  /** "09:12" */
  readonly time: (atMs: number) => string
  /** "today", "yesterday", or the day. */
  readonly recentDay: (atMs: number, nowMs: number) => string
  /** "09:12" today, "Yesterday", or the day: short enough for the end of a line. */
  readonly short: (atMs: number, nowMs: number) => string
}

// A formatter costs far more than what it formats, a list formats hundreds, and an organization has one time zone.
const whenByZone = new Map<string, When>()

/** The clock of this zone; of an organization it is the zone of its settings, wherever its people sit. */
export function whenIn(timeZone: string): When {
  const known = whenByZone.get(timeZone)
  if (known !== undefined) return known
  const when = makeWhen(timeZone)
  whenByZone.set(timeZone, when)
  return when
}

/** The clock on the wall: for what belongs to no organization. */
export function whenHere(): When {
  return whenIn(Intl.DateTimeFormat().resolvedOptions().timeZone)
}

function makeWhen(timeZone: string): When {
  const days = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' })
  const daysOfThisYear = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short' })
  const times = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' })
  // Swedish writes dates as YYYY-MM-DD.
  const isoDays = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  const daysBetween = (earlierMs: number, laterMs: number) =>
    (Date.parse(isoDays.format(laterMs)) - Date.parse(isoDays.format(earlierMs))) / dayMs

  const day: When['day'] = (atMs, nowMs) => {
    const isThisYear = nowMs !== undefined && isoDays.format(nowMs).slice(0, 4) === isoDays.format(atMs).slice(0, 4)
    return (isThisYear ? daysOfThisYear : days).format(atMs)
  }
  const time: When['time'] = (atMs) => times.format(atMs)
  return {
    timeZone,
    day,
    isoDay: (atMs) => isoDays.format(atMs),
    time,
    instant: (atMs) => `${day(atMs)}, ${time(atMs)}`,
    recentDay: (atMs, nowMs) => {
      const between = daysBetween(atMs, nowMs)
      return between === 0 ? 'today' : between === 1 ? 'yesterday' : day(atMs, nowMs)
    },
    short: (atMs, nowMs) => {
      const between = daysBetween(atMs, nowMs)
      return between === 0 ? time(atMs) : between === 1 ? 'Yesterday' : day(atMs, nowMs)
    },
  }
}
