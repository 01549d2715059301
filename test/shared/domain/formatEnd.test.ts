import { describe, expect, it } from 'vitest'
import { formatEnd, formatEndDay } from '../../../src/shared/domain/formatEnd'
import { readInstant } from '../../../src/shared/domain/readInstant'

describe('an end as it is told', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland', 'Asia/Kolkata'])(
    'is the day that was written, in %s',
    (zone) => {
      expect(formatEnd(readInstant('2026-12-31', zone, 'end')!, zone)).toBe('31 Dec 2026')
      expect(formatEndDay(readInstant('2026-12-31', zone, 'end')!, zone)).toBe('31 Dec 2026')
      // A day on which the clocks change.
      expect(formatEnd(readInstant('2026-03-29', zone, 'end')!, zone)).toBe('29 Mar 2026')
    },
  )

  it('has a time of day when it ends within one', () => {
    expect(formatEnd(readInstant('2026-12-30 18:30', 'Europe/Berlin', 'end')!, 'Europe/Berlin')).toBe(
      '30 Dec 2026, 18:30',
    )
  })
})
