import { expect, it } from 'vitest'
import { whenIn } from '../../../src/shared/domain/whenIn'

const at = (text: string) => Date.parse(text)
const utc = whenIn('UTC')
// 13 hours before UTC’s morning it is already the next day there.
const auckland = whenIn('Pacific/Auckland')
const now = at('2026-11-22T09:00Z')

it('tells an instant by the clock of the zone', () => {
  expect(utc.instant(now)).toBe('22 Nov 2026, 09:00')
  expect(auckland.instant(now)).toBe('22 Nov 2026, 22:00')
  expect(auckland.instant(at('2026-11-22T11:00Z'))).toBe('23 Nov 2026, 00:00')
  expect(auckland.isoDay(at('2026-11-22T11:00Z'))).toBe('2026-11-23')
  expect(whenIn('Europe/London').time(at('2026-07-01T08:05Z'))).toBe('09:05')
})

it('says today and yesterday by the calendar of the zone, not by hours', () => {
  expect(utc.recentDay(at('2026-11-22T00:01Z'), now)).toBe('today')
  expect(utc.recentDay(at('2026-11-21T23:59Z'), now)).toBe('yesterday')
  expect(utc.short(at('2026-11-22T08:05Z'), now)).toBe('08:05')
  expect(utc.short(at('2026-11-21T08:05Z'), now)).toBe('Yesterday')
  expect(auckland.recentDay(at('2026-11-21T10:59Z'), now)).toBe('yesterday')
  expect(auckland.recentDay(at('2026-11-21T11:00Z'), now)).toBe('today')
  // A day of 25 hours lies between.
  expect(whenIn('Europe/Berlin').recentDay(at('2026-10-24T22:30Z'), at('2026-10-25T23:30Z'))).toBe('yesterday')
})

it('leaves this year out where now is known', () => {
  expect(utc.recentDay(at('2026-03-04T12:00Z'), now)).toBe('4 Mar')
  expect(utc.recentDay(at('2025-03-04T12:00Z'), now)).toBe('4 Mar 2025')
  expect(utc.day(at('2026-03-04T12:00Z'))).toBe('4 Mar 2026')
  expect(auckland.day(at('2025-12-31T12:00Z'), now)).toBe('1 Jan')
})
