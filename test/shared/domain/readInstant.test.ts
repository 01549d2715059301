import { describe, expect, it } from 'vitest'
import { readInstant } from '../../../src/shared/domain/readInstant'

const read = (text: string, timeZone: string, bareDate: 'start' | 'end' = 'end') => {
  const atMs = readInstant(text, timeZone, bareDate)
  return atMs === null ? null : new Date(atMs).toISOString()
}

describe('readInstant', () => {
  it('takes a bare date as the end of that day, or its beginning, in the zone of the organization', () => {
    expect(read('2026-11-30', 'UTC')).toBe('2026-12-01T00:00:00.000Z')
    expect(read('2026-11-30', 'Europe/Berlin')).toBe('2026-11-30T23:00:00.000Z')
    expect(read('2026-11-30', 'America/New_York', 'start')).toBe('2026-11-30T05:00:00.000Z')
    expect(read('2026-12-31', 'Asia/Kolkata')).toBe('2026-12-31T18:30:00.000Z')
  })

  it('knows days on which the clocks change', () => {
    expect(read('2026-03-29', 'Europe/Berlin', 'start')).toBe('2026-03-28T23:00:00.000Z')
    expect(read('2026-03-29', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z')
    expect(read('2026-10-25', 'Europe/Berlin')).toBe('2026-10-25T23:00:00.000Z')
    expect(read('2026-03-08 04:00', 'America/New_York')).toBe('2026-03-08T08:00:00.000Z')
  })

  it('takes instants with and without a zone', () => {
    expect(read('2026-11-30T18:00Z', 'Europe/Berlin')).toBe('2026-11-30T18:00:00.000Z')
    expect(read('2026-11-30T18:00:30+01:00', 'UTC')).toBe('2026-11-30T17:00:30.000Z')
    expect(read('2026-11-30 18:00', 'Europe/Berlin')).toBe('2026-11-30T17:00:00.000Z')
  })

  it.each([
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '30.11.2026',
    '2026-11-30T25:00',
    '2026-02-30T10:00Z',
    '2026-11-30T18',
  ])('reads no instant from “%s”', (text) => {
    expect(read(text, 'UTC')).toBeNull()
  })
})
