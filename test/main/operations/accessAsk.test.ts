import { describe, expect, it } from 'vitest'
import type { PermissionKey, PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const who = 'robin@northside.example'

describe('access.ask', () => {
  it.each(['prokeep', 'lines-and-products', 'pronto', 'propel', 'staff-ladder'])(
    'answers every permission of %s, each as access.can does',
    async (blueprint) => {
      const { desk } = await aDeskWithOrg(blueprint)
      const permissions = value(await desk.call('org.blueprint', {})).permissions
      const asked = value(await desk.call('access.ask', { who }))
      expect(asked.map(({ permission }) => permission)).toEqual(permissions.map(({ key }) => key))
      for (const { permission, answer } of asked) {
        expect(answer).toEqual(value(await desk.call('access.can', { who, do: permission })))
        expect(answer.because.length + answer.wouldNeed.length).toBeGreaterThan(0)
      }
    },
  )

  it('answers one permission, and says what is wrong with a question', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const view = 'users.view' as PermissionKey
    expect(value(await desk.call('access.ask', { who, do: view }))).toMatchObject([
      { permission: view, answer: { allowed: true, reach: 'all' } },
    ])
    const at = ['location:nowhere' as PlaceId]
    expect(failure(await desk.call('access.ask', { who, on: who, at }))).toMatchObject({ code: 'bad-question' })
    expect(failure(await desk.call('access.ask', { who, at }))).toMatchObject({ code: 'unknown-place' })
    expect(failure(await desk.call('access.ask', { who: 'nobody@x.org' }))).toMatchObject({ code: 'no-such-person' })
  })

  it('answers for a moment: cover that has ended by then counts no more', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
    const ben = { name: 'Ben Osei', email: 'ben@northside.example', role: 'member' as RoleKey }
    const staffId = value(await desk.call('staff.add', { people: [ben], active: true })).staffIds[0]!
    const at = ['location:riverton' as PlaceId]
    const untilMs = Date.UTC(2026, 5, 1)
    value(await desk.call('staff.assign', { staffId, add: at, untilMs }))
    const allowedAt = async (atMs: number) =>
      value(await desk.call('access.ask', { who: ben.email, do: 'inbox.access' as PermissionKey, at, atMs }))[0]?.answer
        .allowed
    expect(await allowedAt(untilMs - 1)).toBe(true)
    expect(await allowedAt(untilMs)).toBe(false)
  })

  it('says nothing about the one whose details are theirs alone (S4.6)', async () => {
    const { desk, folder, path } = await aDeskWithOrg('staff-ladder')
    const ada = { name: 'Ada', email: 'ada@northside.example', role: 'admin' as RoleKey }
    const staffId = value(await desk.call('staff.add', { people: [ada], active: true })).staffIds[0]!
    const owner = value(await desk.call('org.info', {})).actor!.staffId
    const admin = await actAs(folder, path, staffId, ada.email)
    expect(failure(await admin.call('access.ask', { who: owner }))).toMatchObject({ code: 'no-such-person' })
    expect(value(await admin.call('access.ask', { who: ada.email })).length).toBeGreaterThan(5)
  })
})
