/**
 * The instant at which a day ends in a time zone: what a bare date means as an end.
 *
 * @param day       'YYYY-MM-DD'
 * @param timeZone  IANA name
 * @returns         UTC milliseconds of the following midnight there; null when `day` is not a date
 */
export function endOfDay(day: string, timeZone: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) return null
  const asUtc = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3]) + 1)
  if (Number.isNaN(asUtc)) return null
  // The offset may differ on both sides of a clock change, so the first guess is corrected once.
  const guess = asUtc - offsetMs(asUtc, timeZone)
  return asUtc - offsetMs(guess, timeZone)
}

/** How far the clocks of a time zone are ahead of UTC at an instant. */
function offsetMs(atMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0)
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return there - Math.floor(atMs / 1000) * 1000
}
