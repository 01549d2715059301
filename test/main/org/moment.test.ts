import { describe, expect, it } from 'vitest'
import { copyState } from '../../../src/main/org/rollForward'
import { runAtOnce } from '../../../src/main/org/runInSteps'
import { compareTables } from '../../../src/main/store/queries/compareTables'
import type { OrgState } from '../../../src/shared/domain/orgState'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const role = (key: string) => key as RoleKey
const riverton = 'location:riverton' as PlaceId
const harbor = 'location:harbor' as PlaceId

/** An organization that has seen every kind of change, and what it was after each entry. */
async function aLife() {
  const made = await aDeskWithOrg('prokeep')
  const { desk } = made
  const states: OrgState[] = []
  const keep = () => {
    const n = value_n()
    states[n] = copyState(desk.org!.state())
  }
  const value_n = () => desk.org!.revision().n
  keep()
  const done = async (answer: Promise<{ ok: boolean }>) => {
    expect(await answer).toMatchObject({ ok: true })
    keep()
  }
  await done(desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  await done(desk.call('place.add', { kind: 'location', name: 'Harbor' }))
  const added = value(
    await desk.call('staff.add', {
      people: [
        { name: 'Mia Park', email: 'mia@northside.example', role: role('manager'), at: [riverton] },
        { name: 'Ben Osei', email: 'ben@northside.example', role: role('member'), at: [riverton] },
        { name: 'Ada Stone', email: 'ada@northside.example', role: role('administrator') },
      ],
      active: true,
    }),
  ).staffIds
  keep()
  const [mia, ben, ada] = added as [StaffId, StaffId, StaffId]
  await done(desk.call('staff.edit', { staffId: ben, name: 'Benjamin Osei' }))
  await done(desk.call('staff.assign', { staffId: ben, add: [harbor], remove: [riverton] }))
  const stock = 'labels.manage' as PermissionKey
  await done(
    desk.call('grant.set', { edits: [{ role: role('manager'), permission: stock, reach: 'all' }], note: 'why' }),
  )
  await done(desk.call('feature.set', { key: 'broadcast', on: false }))
  await done(desk.call('place.edit', { place: harbor, name: 'Harbour' }))
  await done(desk.call('staff.setRole', { staffId: ada, role: role('member') }))
  await done(desk.call('staff.remove', { staffIds: [ada] }))
  return { ...made, states, mia, ben, ada }
}

describe('going back in time', () => {
  it('leads to the state that was, at every entry, forwards, backwards and from one moment to the next', async () => {
    const { desk, states } = await aLife()
    const newest = desk.org!.revision().n
    const order = [newest, 1, 4, 5, 3, ...Array.from({ length: newest }, (_, i) => i + 1)]
    for (const n of order) {
      const info = value(await desk.call('org.travel', { to: String(n) }))
      expect(info).toMatchObject({ revision: { n }, asOf: { n }, mode: 'read-only' })
      const counts = value(await desk.call('staff.list', { states: ['active', 'invited', 'removed'] }))
      const then = states[n]!
      expect(
        counts.rows.map(({ id, name, email, role: is, state }) => ({ id, name, email, role: is.key, state })),
      ).toEqual(
        [...then.staff.values()]
          .map(({ id, name, email, role: was, state }) => ({ id, name, email, role: was, state }))
          .toSorted((a, b) => (a.name! < b.name! ? -1 : 1)),
      )
      expect(
        value(await desk.call('place.list', {}))
          .map((place) => place.name)
          .toSorted(),
      ).toEqual([...then.places.values()].map((place) => place.name).toSorted())
      expect(value(await desk.call('log.list', {})).items[0]).toMatchObject({ lastN: n })
    }
    const today = value(await desk.call('org.travel', { to: null }))
    expect(today).toMatchObject({ asOf: null, mode: 'edit', revision: { n: newest } })
  })

  it('lays out the same tables as the file has, when it goes to the newest entry', async () => {
    const { openMoment } = await import('../../../src/main/org/openMoment')
    const { desk } = await aLife()
    const today = desk.org!
    const then = (await openMoment(today, { n: today.revision().n, atMs: today.now() }, {}))!
    expect(runAtOnce(compareTables(today.store.db, then.store.db))).toEqual([])
    expect(runAtOnce(compareTables(then.store.db, today.store.db))).toEqual([])
    then.close()
  })

  it('lays out the same tables from a copy of today as from nothing, at every entry', async () => {
    const { openMoment } = await import('../../../src/main/org/openMoment')
    const { fillStore } = await import('../../../src/main/store/fillStore')
    const { createMemoryStore } = await import('../../../src/main/store/openStore')
    const { copyLog } = await import('../../../src/main/store/queries/log')
    const { writeState } = await import('../../../src/main/store/queries/writeState')
    const { desk, states } = await aLife()
    const today = desk.org!
    for (let n = 5; n <= today.revision().n; n += 1) {
      const then = (await openMoment(today, { n, atMs: today.now() }, {}))!
      const anew = createMemoryStore()
      runAtOnce(
        fillStore(
          anew.db,
          (function* () {
            yield* writeState(anew.db, states[n]!)
            yield* copyLog(today.store.db, anew.db, n, [])
            return null
          })(),
        ),
      )
      expect(runAtOnce(compareTables(anew.db, then.store.db)), `entry ${n}`).toEqual([])
      expect(then.store.db.one('SELECT count(*) AS count, max(n) AS n FROM entry')).toEqual({ count: n, n })
      expect(then.store.db.one('SELECT count(*) AS count FROM change')).toEqual({ count: n })
      then.close()
      anew.close()
    }
  })

  it('answers questions as of then: rights, names, cover, history', async () => {
    const { desk, ben, mia } = await aLife()
    const at = [riverton]
    const may = 'inbox.access' as PermissionKey
    const can = async () => value(await desk.call('access.can', { who: ben, do: may, at })).allowed
    expect(await can()).toBe(false)
    value(await desk.call('org.travel', { to: '4' }))
    expect(await can()).toBe(true)
    expect(value(await desk.call('staff.show', { staffId: ben })).person.name).toBe('Ben Osei')
    expect(failure(await desk.call('staff.remove', { staffIds: [mia] }))).toMatchObject({ code: 'read-only' })
    value(await desk.call('org.travel', { to: null }))
    expect(value(await desk.call('staff.show', { staffId: ben })).person.name).toBe('Benjamin Osei')
  })

  it('takes entries, instants and dates; a date is the end of that day in the organization’s time zone', async () => {
    const { desk } = await aLife()
    const log = value(await desk.call('log.list', {})).items
    const fifth = log.find((item) => item.n === 5)!
    const to = async (moment: string) => value(await desk.call('org.travel', { to: moment })).revision.n
    expect(await to(new Date(fifth.settledAtMs).toISOString())).toBe(5)
    expect(await to(new Date(fifth.settledAtMs - 1).toISOString())).toBe(4)
    expect(await to('2026-01-05')).toBe(log[0]!.lastN)
    const refused = async (moment: string) => failure(await desk.call('org.travel', { to: moment })).message
    expect(await refused('2025-12-31')).toMatch(/did not exist then: it was created on 2026-01-05/)
    expect(await refused('2031-01-01')).toBe('2031-01-01 has not come yet.')
    expect(await refused('99')).toMatch(/There is no entry 99/)
    expect(await refused('last week')).toMatch(/is no moment/)
  })

  it('counts a dated place that had ended by then as no place of theirs (S0.14)', async () => {
    const { desk, folder, path, mia, ben } = await aLife()
    const tomorrow = '2026-01-06T12:00:00Z'
    const untilMs = Date.parse(tomorrow)
    value(await desk.call('staff.assign', { staffId: ben, add: [riverton], remove: [], untilMs }))
    const lentAt = desk.org!.revision().n
    value(await desk.call('staff.edit', { staffId: ben, name: 'Ben Osei-Lund' }))
    const asMia = await actAs(folder, path, mia, 'mia@northside.example')
    desk.close()
    const { seeingIn } = await import('../../../src/main/operations/seenBy')
    const { openMoment } = await import('../../../src/main/org/openMoment')
    const today = asMia.org!
    const then = (await openMoment(today, { n: lentAt, atMs: today.now() }, {}))!
    expect(then.state().staff.get(ben)!.assignments).toContainEqual({ place: riverton, untilMs })
    expect(seeingIn(today, then.state(), ben, untilMs - 1)).toBe('full')
    expect(seeingIn(today, then.state(), ben, untilMs)).toBe('hidden')
    then.close()
  })

  it('keeps who may see whom as it is today, whatever somebody was then (S0.14)', async () => {
    const { desk, folder, path, mia, ben, ada } = await aLife()
    // Mia may not see administrators; Ben has left her places; Ada was an administrator once.
    const asMia = await actAs(folder, path, mia, 'mia@northside.example')
    desk.close()
    value(await asMia.call('org.travel', { to: '4' }))
    const seen = value(await asMia.call('staff.list', {}))
    expect(seen.rows.map((row) => row.name)).toEqual(['Mia Park'])
    expect(seen.total).toBe(1)
    for (const staffId of [ben, ada]) {
      expect(failure(await asMia.call('staff.show', { staffId }))).toMatchObject({ code: 'no-such-person' })
    }
    const info = value(await asMia.call('org.info', {}))
    expect(info.counts).toMatchObject({ people: 1, byRole: { manager: 1, member: 0 } })
    expect(info.actor).toMatchObject({ name: 'Mia Park' })
    const whoCan = value(await asMia.call('access.whoCan', { do: 'inbox.access' as PermissionKey }))
    expect(whoCan.map((one) => one.name)).toEqual(['Mia Park'])
    expect(JSON.stringify(value(await asMia.call('log.list', {})))).not.toMatch(/Ben|Ada|Robin/)
  })
})
