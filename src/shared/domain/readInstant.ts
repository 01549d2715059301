const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/
const localPattern = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/
const instantPattern = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/i

/**
 * An instant in UTC milliseconds from what a person writes: `2026-11-30T18:00Z`, `2026-11-30 18:00` in the
 * organization's time zone, or a bare date, which means the beginning of that day there, or its end: the first
 * instant of the next day, since what holds until then holds while now < until (blueprints.md, "Right over rights").
 *
 * @returns null when the text is none of these, or the day does not exist
 */
export function readInstant(text: string, timeZone: string, bareDate: 'start' | 'end'): number | null {
  if (instantPattern.test(text)) {
    const atMs = Date.parse(text.replace(' ', 'T').toUpperCase())
    return Number.isNaN(atMs) || !isRealDay(text) ? null : atMs
  }
  const match = dayPattern.exec(text) ?? localPattern.exec(text)
  if (match === null || !isRealDay(text)) return null
  const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0))
  if (hour > 23 || minute > 59 || second > 59) return null
  const isEndOfDay = match.length === 4 && bareDate === 'end'
  return localToUtc(Date.UTC(year!, month! - 1, day! + (isEndOfDay ? 1 : 0), hour, minute, second), timeZone)
}

function isRealDay(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number)
  const date = new Date(Date.UTC(year!, month! - 1, day))
  return date.getUTCMonth() === month! - 1 && date.getUTCDate() === day
}

/** `wallMs` is the clock on the wall, written as if it were UTC. Twice, since the first guess may lie across a clock change. */
function localToUtc(wallMs: number, timeZone: string): number {
  const guess = wallMs - offsetMs(wallMs, timeZone)
  return wallMs - offsetMs(guess, timeZone)
}

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
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const wallMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wallMs - Math.floor(atMs / 1000) * 1000
}
