import { readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Desk } from '../../../src/main/operations/desk'
import type { PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { type Setup, setupFormat } from '../../../src/shared/domain/setup'
import { failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

afterEach(() => void vi.restoreAllMocks())

const people = Array.from({ length: 40 }, (_, i) => ({
  name: `Person ${i}`,
  role: i % 9 === 0 ? 'manager' : 'member',
  at: [i % 2 === 0 ? 'location:riverton' : 'location:harbor'],
}))

const setup: Setup = {
  format: setupFormat,
  location: { name: 'Leeds', key: 'leeds' },
  people: [{ name: 'Ben Osei', email: 'ben@northside.example', role: 'manager' as RoleKey }],
}

const asked = {
  'gap.check': (desk: Desk, job: string) => desk.call('gap.check', { at: 'location:riverton' as PlaceId, job }),
  'setup.plan': (desk: Desk, job: string) => desk.call('setup.plan', { setup, job }),
}

describe.each(Object.keys(asked) as (keyof typeof asked)[])('%s', (operation) => {
  it('stops half-way on request, and leaves nothing behind', async () => {
    const told: { job: string; done: number; total: number }[] = []
    let cancelAfter = Infinity
    const { desk, folder } = await aStaffedOrg('prokeep', people, [], {
      emit: (event, news) => {
        if (event !== 'job.progress') return
        told.push(news as (typeof told)[number])
        if (told.length === cancelAfter) void desk.call('job.cancel', { job: 'one' })
      },
    })
    // A clock on which every slice of work ends after one step.
    let clock = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000))

    const whole = value(await asked[operation](desk, 'whole'))
    const steps = told.length
    expect(steps).toBeGreaterThan(3)
    expect(told.every(({ done, total }) => done <= total)).toBe(true)

    const before = { info: value(await desk.call('org.info', {})), files: readdirSync(folder) }
    const writes = () => desk.org!.store.db.one('SELECT total_changes() AS count')
    const written = writes()
    for (const half of [1, 2, Math.floor(steps / 2), steps - 1]) {
      told.length = 0
      cancelAfter = half
      expect(failure(await asked[operation](desk, 'one')).code, `after step ${half}`).toBe('cancelled')
      expect(told, `after step ${half}`).toHaveLength(half)
      expect(told.at(-1)!.done).toBeGreaterThan(0)
    }
    cancelAfter = Infinity
    expect({ info: value(await desk.call('org.info', {})), files: readdirSync(folder) }).toEqual(before)
    expect(writes()).toEqual(written)
    expect(value(await desk.call('setup.readDraft', {}))).toEqual({ draft: null, savedAtMs: null })
    // The next one is no longer cancelled, under the same name too.
    expect(value(await asked[operation](desk, 'one'))).toEqual(whole)
  })
})
