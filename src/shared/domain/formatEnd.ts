interface Formatters {
  readonly time: Intl.DateTimeFormat
  readonly day: Intl.DateTimeFormat
}

// A formatter costs far more than what it formats; an organization has one time zone.
const formattersByZone = new Map<string, Formatters>()

/**
 * The end of something dated, as a person would write it: "31 Dec 2026" where it ends with that day in the organization's
 * time zone, "30 Dec 2026, 18:30" otherwise. What `readInstant` makes of a bare date is told as that date again.
 *
 * @param untilMs  the first instant at which it holds no more, in UTC milliseconds
 */
export function formatEnd(untilMs: number, timeZone: string): string {
  const { time } = formattersOf(timeZone)
  const isEndOfDay = untilMs % 1000 === 0 && time.format(untilMs) === '00:00:00'
  const day = formatEndDay(untilMs, timeZone)
  return isEndOfDay ? day : `${day}, ${time.format(untilMs).slice(0, 5)}`
}

/** The last day on which it still holds: "31 Dec 2026". */
export function formatEndDay(untilMs: number, timeZone: string): string {
  return formattersOf(timeZone).day.format(untilMs - 1)
}

function formattersOf(timeZone: string): Formatters {
  const known = formattersByZone.get(timeZone)
  if (known !== undefined) return known
  const formatters = {
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' }),
    day: new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'short', year: 'numeric' }),
  }
  formattersByZone.set(timeZone, formatters)
  return formatters
}
