/** UTC, to the minute: `2026-11-30 18:00`. */
export function instant(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
}
