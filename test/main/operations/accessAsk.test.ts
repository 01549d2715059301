import { describe, expect, it } from 'vitest'
import type { PermissionKey, PlaceId } from '../../../src/shared/domain/ids'
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
})
