import { describe, expect, it } from 'vitest'
import type { Expectation } from '../../../src/shared/domain/expectation'
import { parsePermissionKey, parsePlaceId, parseRoleKey } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const noMemberBroadcasts: Expectation = {
  title: 'No Member sends broadcasts',
  must: 'must-not',
  who: { kind: 'everyone', role: parseRoleKey.parse('member') },
  permission: parsePermissionKey.parse('broadcast.send'),
  where: { kind: 'anywhere' },
}

describe('an expectation', () => {
  it('is written down as a change, holds, and names a counterexample for the edit that would break it', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    value(
      await desk.call('staff.add', {
        people: [{ name: 'Mo Member', email: 'mo@northside.example', role: parseRoleKey.parse('member') }],
        active: true,
      }),
    )
    const { key, item } = value(await desk.call('expectation.set', { expectation: noMemberBroadcasts }))
    expect(key).toBe('no-member-sends-broadcasts')
    expect(value(await desk.call('expectation.list', {}))).toMatchObject([
      { key, verdict: 'holds', because: null, sentence: expect.stringMatching(/^No Member has “.+”\.$/) },
    ])
    const edits = [
      {
        role: parseRoleKey.parse('member'),
        permission: parsePermissionKey.parse('broadcast.send'),
        reach: 'all' as const,
      },
    ]
    const preview = value(await desk.call('grant.preview', { edits }))
    expect(preview.expectations).toMatchObject([{ key, isNew: true, verdict: 'broken' }])
    expect(preview.expectations[0]!.because).toMatch(/^Mo Member has/)
    value(await desk.call('grant.set', { edits }))
    expect(value(await desk.call('expectation.list', {}))).toMatchObject([{ key, verdict: 'broken' }])
    value(await desk.call('expectation.remove', { key }))
    expect(value(await desk.call('expectation.list', {}))).toEqual([])
    expect(failure(await desk.call('expectation.remove', { key })).code).toBe('not-found')
    expect(item).not.toBe('')
  })

  it('about every place names the place where nobody is', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    value(await desk.call('place.add', { kind: 'location', key: 'riverton', name: 'Riverton' }))
    const expectation: Expectation = {
      ...noMemberBroadcasts,
      title: 'A Member in every location',
      must: 'must',
      who: { kind: 'someone', role: parseRoleKey.parse('member') },
      permission: parsePermissionKey.parse('inbox.access'),
      where: { kind: 'every', placeKind: 'location' },
    }
    const checked = value(await desk.call('expectation.check', { expectation }))
    expect(checked.verdict).toBe('broken')
    expect(checked.because).toContain('at Riverton')
    value(
      await desk.call('staff.add', {
        people: [
          {
            name: 'Mo Member',
            email: 'mo@northside.example',
            role: parseRoleKey.parse('member'),
            at: [parsePlaceId.parse('location:riverton')],
          },
        ],
        active: true,
      }),
    )
    expect(value(await desk.call('expectation.check', { expectation })).verdict).toBe('holds')
  })

  it('says in words what it does not know', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const wrong = { ...noMemberBroadcasts, permission: parsePermissionKey.parse('no.such') }
    expect(failure(await desk.call('expectation.set', { expectation: wrong })).code).toBe('unknown-permission')
    const nowhere: Expectation = { ...noMemberBroadcasts, where: { kind: 'every', placeKind: 'planet' } }
    expect(failure(await desk.call('expectation.set', { expectation: nowhere })).message).toContain('location')
  })
})
