import { describe, expect, it } from 'vitest'
import { endOfDay } from '../../../src/renderer/words/endOfDay'

const instant = (day: string, zone: string) => {
  const ms = endOfDay(day, zone)
  return ms === null ? null : new Date(ms).toISOString()
}

describe('endOfDay', () => {
  it('is the following midnight in the time zone of the organization', () => {
    expect(instant('2026-11-30', 'UTC')).toBe('2026-12-01T00:00:00.000Z')
    expect(instant('2026-11-30', 'America/New_York')).toBe('2026-12-01T05:00:00.000Z')
    expect(instant('2026-11-30', 'Asia/Kolkata')).toBe('2026-11-30T18:30:00.000Z')
  })
  it('holds on the days when clocks change', () => {
    expect(instant('2026-03-28', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z')
    expect(instant('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
    expect(instant('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
  })
  it('passes over the end of a year', () => {
    expect(instant('2026-12-31', 'UTC')).toBe('2027-01-01T00:00:00.000Z')
  })
  it('knows what is not a day', () => {
    expect(endOfDay('', 'UTC')).toBeNull()
    expect(endOfDay('30 Nov', 'UTC')).toBeNull()
  })
})
