const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

export function formatDay(atMs: number): string {
  return days.format(atMs)
}
