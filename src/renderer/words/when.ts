const dayMs = 86_400_000

// Made once: a formatter costs far more than what it formats, and a list formats hundreds.
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const daysOfThisYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** "4 Mar 2025"; the year is left out when it is this year and `nowMs` is given. */
export function formatDay(atMs: number, nowMs?: number): string {
  const day = new Date(atMs)
  const isThisYear = nowMs !== undefined && new Date(nowMs).getFullYear() === day.getFullYear()
  return (isThisYear ? daysOfThisYear : days).format(day)
}

/** "4 Mar 2025, 09:12" */
export function formatInstant(atMs: number): string {
  return `${formatDay(atMs)}, ${formatTime(atMs)}`
}

export function formatTime(atMs: number): string {
  return times.format(atMs)
}

/** "today", "yesterday", or the day. */
export function formatRecentDay(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs)
  if (days === 0) return 'today'
  if (days === 1) return 'yesterday'
  return formatDay(atMs, nowMs)
}

/** "09:12" today, "Yesterday", or the day: short enough for the end of a line. */
export function formatShortWhen(atMs: number, nowMs: number): string {
  const days = daysBetween(atMs, nowMs)
  if (days === 0) return formatTime(atMs)
  if (days === 1) return 'Yesterday'
  return formatDay(atMs, nowMs)
}

/** Calendar days between two instants, on this desktop's calendar. */
function daysBetween(earlierMs: number, laterMs: number): number {
  return Math.round((startOfDay(laterMs) - startOfDay(earlierMs)) / dayMs)
}

function startOfDay(atMs: number): number {
  const day = new Date(atMs)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
}
