import { describe, expect, it } from 'vitest'
import type { PermissionKey, PlaceId } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'
import { seededSources } from '../../helpers/seededSources'

const may = (key: string) => key as PermissionKey
const place = (id: string) => id as PlaceId
const minuteMs = 60_000

/** A clock that a test can move. */
function aClock() {
  const sources = seededSources('clock')
  let extraMs = 0
  return {
    sources: { random: sources.random, now: () => sources.now() + extraMs },
    skip: (ms: number) => {
      extraMs += ms
    },
  }
}

const people = [
  { name: 'Mia', role: 'manager', at: ['location:riverton'] },
  { name: 'Rob', role: 'member', at: ['location:riverton'] },
  { name: 'Hal', role: 'member', at: ['location:harbor'] },
]

describe('a personal grant (blueprints.md, "Right over rights")', () => {
  it('gives what the source allows to one person, and revoking takes only that (S0.11)', async () => {
    const { desk, idOf } = await aStaffedOrg('prokeep', people)
    const labels = may('labels.manage')
    const can = async () => value(await desk.call('access.can', { who: idOf.Mia!, do: labels })).allowed
    expect(await can()).toBe(false)
    value(await desk.call('staff.grant', { staffId: idOf.Mia!, permission: labels }))
    expect(await can()).toBe(true)
    const revoked = value(await desk.call('staff.revoke', { staffId: idOf.Mia!, permission: labels }))
    expect(await can()).toBe(false)
    value(await desk.call('change.undo', { item: revoked.item }))
    expect(await can()).toBe(true)
    expect(failure(await desk.call('staff.revoke', { staffId: idOf.Rob!, permission: labels })).code).toBe(
      'nothing-to-change',
    )
  })

  it('holds at its own places only', async () => {
    const { desk, idOf } = await aStaffedOrg('prokeep', people)
    value(
      await desk.call('staff.grant', {
        staffId: idOf.Rob!,
        permission: may('reports.view'),
        at: [place('location:harbor')],
      }),
    )
    const at = async (id: string) =>
      value(await desk.call('access.can', { who: idOf.Rob!, do: may('reports.view'), at: [place(id)] })).allowed
    expect([await at('location:harbor'), await at('location:riverton')]).toEqual([true, false])
  })

  it('is refused with a reach, a place or an end that makes no sense', async () => {
    const { desk, idOf } = await aStaffedOrg('prokeep', people)
    const grant = async (more: object) =>
      failure(await desk.call('staff.grant', { staffId: idOf.Rob!, permission: may('reports.view'), ...more } as never))
        .code
    expect(await grant({ reach: 'own' })).toBe('reach-not-allowed')
    expect(await grant({ reach: 'all', at: ['location:harbor'] })).toBe('reach-not-allowed')
    expect(await grant({ at: ['location:nowhere'] })).toBe('unknown-place')
    expect(await grant({ untilMs: 1000 })).toBe('until-past')
    expect(await grant({ permission: 'reports.fly' })).toBe('unknown-permission')
    expect(await grant({ permission: 'settings.personal' })).toBe('reach-not-allowed')
  })

  it('cannot be given by somebody without the right over rights', async () => {
    const { folder, path, idOf } = await aStaffedOrg('prokeep', people)
    const mia = await actAs(folder, path, idOf.Mia!, 'mia@northside.example')
    const given = await mia.call('staff.grant', { staffId: idOf.Rob!, permission: may('dashboard.view') })
    expect(failure(given).code).toBe('refused')
    const hidden = await mia.call('staff.grant', { staffId: idOf.Hal!, permission: may('dashboard.view') })
    expect(failure(hidden).code).toBe('no-such-person')
  })
})

describe('cover: grants and places with an end, never a role', () => {
  it('holds until its last minute and not one longer, shows while active, and stays in the history', async () => {
    const clock = aClock()
    const { desk, idOf, show } = await aStaffedOrg('prokeep', people, [], { sources: clock.sources })
    const untilMs = clock.sources.now() + 60 * minuteMs
    const made = value(
      await desk.call('staff.cover', {
        staffId: idOf.Rob!,
        places: [place('location:harbor')],
        grants: [{ permission: may('users.view') }],
        untilMs,
      }),
    )
    expect(made.changes).toHaveLength(2)
    const covered = async () =>
      value(await desk.call('access.can', { who: idOf.Rob!, do: may('users.view'), at: [place('location:harbor')] }))
        .allowed
    const list = async (more: object) => value(await desk.call('staff.list', { ...more })).rows.map(({ name }) => name)
    expect(await covered()).toBe(true)
    expect((await show('Rob')).person).toMatchObject({ coverUntilMs: untilMs, role: { key: 'member' } })
    expect(value(await desk.call('org.info', {})).nextEndMs).toBe(untilMs)
    expect(await list({ endsBeforeMs: untilMs + 1 })).toEqual(['Rob'])
    expect(await list({ at: 'location:harbor' })).toEqual(['Hal', 'Rob'])

    clock.skip(59 * minuteMs)
    expect(await covered()).toBe(true)
    clock.skip(minuteMs)
    expect(await covered()).toBe(false)
    expect((await show('Rob')).person).toMatchObject({ coverUntilMs: null, at: [{ place: 'location:riverton' }] })
    expect((await show('Rob')).personalGrants).toMatchObject([{ isOver: true }])
    expect(value(await desk.call('org.info', {})).nextEndMs).toBeNull()
    expect(await list({ endsBeforeMs: untilMs * 2 })).toEqual([])
    expect(await list({ at: 'location:harbor' })).toEqual(['Hal'])
    const [item] = value(await desk.call('log.list', { about: idOf.Rob! })).items
    expect(item!.title).toMatch(/^gave Rob cover until .* \(ended\)$/)
  })

  it('cuts nothing short that somebody has for good, and ends early in one step that can be undone', async () => {
    const clock = aClock()
    const { desk, idOf, show } = await aStaffedOrg('prokeep', people, [], { sources: clock.sources })
    const untilMs = clock.sources.now() + 60 * minuteMs
    const cover = { staffId: idOf.Rob!, places: [place('location:riverton'), place('location:harbor')], untilMs }
    value(await desk.call('staff.cover', cover))
    expect((await show('Rob')).person.at).toMatchObject([
      { place: 'location:harbor', untilMs },
      { place: 'location:riverton', untilMs: null },
    ])
    expect(failure(await desk.call('staff.cover', cover)).code).toBe('nothing-to-change')
    const ended = value(await desk.call('staff.endCover', { staffId: idOf.Rob! }))
    expect((await show('Rob')).person.at).toMatchObject([{ place: 'location:riverton' }])
    value(await desk.call('change.undo', { item: ended.item }))
    expect((await show('Rob')).person.coverUntilMs).toBe(untilMs)
  })

  it('suggests what one person lacks to stand in for another', async () => {
    const { desk, idOf } = await aStaffedOrg('prokeep', people)
    const lacks = value(await desk.call('staff.previewCover', { staffId: idOf.Hal!, for: idOf.Mia! }))
    expect(lacks.places.map(({ id }) => id)).toEqual(['location:riverton'])
    expect(lacks.grants.map(({ permission }) => permission)).toContain('users.edit')
    expect(lacks.grants.map(({ permission }) => permission)).not.toContain('inbox.access')
  })
})
