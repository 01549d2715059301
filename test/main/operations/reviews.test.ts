import { describe, expect, it } from 'vitest'
import type { PermissionKey, PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { documentLimit } from '../../../src/shared/domain/documents'
import { actAs } from '../../helpers/actAs'
import { failure, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

const riverton = 'location:riverton' as PlaceId
const harbor = 'location:harbor' as PlaceId

function anOffice() {
  return aStaffedOrg('prokeep', [
    { name: 'Ben Ode', role: 'member', at: [riverton, harbor] },
    { name: 'Ana Lind', role: 'manager', at: [riverton] },
    { name: 'Cai Moss', role: 'member', at: [harbor] },
  ])
}

describe('an access review', () => {
  it('freezes who is in scope, and goes on showing them as they were', async () => {
    const { desk, idOf } = await anOffice()
    const scope = { kind: 'place' as const, place: riverton }
    expect(value(await desk.call('review.preview', { scope })).people).toBe(2)
    const { key, people } = value(await desk.call('review.start', { scope }))
    expect(people).toBe(2)
    value(await desk.call('staff.assign', { staffId: idOf['Cai Moss']!, add: [riverton] }))
    value(await desk.call('staff.setRole', { staffId: idOf['Ben Ode']!, role: 'manager' as RoleKey }))
    const { rows } = value(await desk.call('review.people', { key }))
    expect(rows.map(({ name, role, places }) => ({ name, role, places }))).toEqual([
      { name: 'Ana Lind', role: 'Manager', places: ['Riverton'] },
      { name: 'Ben Ode', role: 'Member', places: ['Harbor', 'Riverton'] },
    ])
    expect(rows[1]!.since).toEqual(['role is Manager now'])
    const held = value(await desk.call('review.holding', { key, staffId: idOf['Ben Ode']! }))
    expect(held.length).toBeGreaterThan(0)
  })

  it('keeps progress, acts on nobody, and stages what fits the scope', async () => {
    const { desk, idOf, show } = await anOffice()
    const { key } = value(await desk.call('review.start', { scope: { kind: 'place', place: riverton } }))
    const ids = [idOf['Ben Ode']!]
    value(await desk.call('review.decide', { key, who: { ids }, decision: 'remove', reason: 'Works at Harbor' }))
    expect(value(await desk.call('review.read', { key }))).toMatchObject({ people: 2, decided: 1, remove: 1, keep: 0 })
    expect((await show('Ben Ode')).person.at).toHaveLength(2)
    const edits = value(await desk.call('review.edits', { key }))
    expect(edits).toMatchObject({ total: 1, open: 1, made: 0 })
    expect(edits.rows[0]).toMatchObject({
      name: 'Ben Ode',
      email: expect.stringMatching(/^ben/),
      text: 'Takes Riverton away from them',
      status: 'open',
    })
    const { item } = value(await desk.call('review.apply', { key }))
    expect((await show('Ben Ode')).person.at.map(({ place }) => place)).toEqual([harbor])
    expect(value(await desk.call('review.edits', { key }))).toMatchObject({ open: 0, made: 1 })
    expect(failure(await desk.call('review.apply', { key })).code).toBe('nothing-to-change')
    value(await desk.call('change.undo', { item }))
    expect((await show('Ben Ode')).person.at).toHaveLength(2)
    expect(value(await desk.call('review.edits', { key }))).toMatchObject({ open: 1, made: 0 })
  })

  it('ends a personal grant of a permission, and removes only whom the role gives it', async () => {
    const { desk, idOf, show } = await anOffice()
    const permission = 'users.add' as PermissionKey
    value(await desk.call('staff.grant', { staffId: idOf['Cai Moss']!, permission, reach: 'all' }))
    const { key } = value(await desk.call('review.start', { scope: { kind: 'permission', permission } }))
    const { rows } = value(await desk.call('review.people', { key }))
    const cai = rows.find(({ name }) => name === 'Cai Moss')!
    expect(cai.removal).toMatch(/^Ends their personal grant of /)
    expect(rows.find(({ name }) => name === 'Robin Shaw')!.removal).toMatch(/^Moves them to Restore, since the role /)
    value(await desk.call('review.decide', { key, who: { ids: [cai.staffId] }, decision: 'remove' }))
    value(await desk.call('review.apply', { key }))
    const { person } = await show('Cai Moss')
    expect(person.state).toBe('active')
    expect(value(await desk.call('review.edits', { key })).rows[0]).toMatchObject({ status: 'made' })
    expect(failure(await desk.call('review.apply', { key })).code).toBe('nothing-to-change')
  })

  it('moves people of a role to Restore', async () => {
    const { desk, idOf, show } = await anOffice()
    const scope = { kind: 'role' as const, role: 'member' as RoleKey }
    const { key, people } = value(await desk.call('review.start', { scope }))
    expect(people).toBe(2)
    value(await desk.call('review.decide', { key, who: { filter: {} }, decision: 'keep' }))
    value(await desk.call('review.decide', { key, who: { ids: [idOf['Cai Moss']!] }, decision: 'remove' }))
    expect(value(await desk.call('review.apply', { key }))).toMatchObject({ changed: 1, refused: 0 })
    expect((await show('Cai Moss')).person.state).toBe('removed')
    expect((await show('Ben Ode')).person.state).toBe('active')
  })

  it('asks for a reason about oneself, and leaves oneself out of a decision about many', async () => {
    const { desk } = await anOffice()
    const permission = 'users.view' as PermissionKey
    const { key, people } = value(await desk.call('review.start', { scope: { kind: 'permission', permission } }))
    const own = value(await desk.call('review.people', { key })).rows.find(({ isSelf }) => isSelf)!
    const who = { ids: [own.staffId] }
    expect(failure(await desk.call('review.decide', { key, who, decision: 'keep' })).code).toBe('reason-needed')
    const many = value(await desk.call('review.decide', { key, who: { filter: {} }, decision: 'keep' }))
    expect(many).toMatchObject({ decided: people - 1, ownLeftOut: true })
    expect(failure(await desk.call('review.finish', { key })).code).toBe('undecided')
    value(await desk.call('review.decide', { key, who, decision: 'keep', reason: 'Owner of the organization' }))
    value(await desk.call('review.finish', { key }))
    const again = await desk.call('review.decide', { key, who, decision: 'remove', reason: 'No' })
    expect(failure(again).code).toBe('review-finished')
    expect(failure(await desk.call('review.discard', { key })).code).toBe('review-finished')
  })

  it('comes first in the next one for those who changed since, and in a comparison', async () => {
    const { desk, idOf } = await anOffice()
    const scope = { kind: 'role' as const, role: 'member' as RoleKey }
    const first = value(await desk.call('review.start', { scope }))
    value(await desk.call('review.finish', { key: first.key, withUndecided: true }))
    value(await desk.call('staff.assign', { staffId: idOf['Cai Moss']!, remove: [harbor] }))
    const second = value(await desk.call('review.start', { scope }))
    const { rows } = value(await desk.call('review.people', { key: second.key }))
    expect(rows.map(({ name, isChanged }) => [name, isChanged])).toEqual([
      ['Cai Moss', true],
      ['Ben Ode', false],
    ])
    const compared = value(await desk.call('compare.run', { before: { moment: '3' }, after: {} }))
    expect(compared.review).toMatchObject({ key: first.key })
  })

  it('is only for those who manage the console, and never mentions whom they may not see', async () => {
    const { desk, folder, path, idOf } = await anOffice()
    const { key } = value(await desk.call('review.start', { scope: { kind: 'place', place: riverton } }))
    desk.close()
    const ben = await actAs(folder, path, idOf['Ben Ode']!, 'ben.ode@northside.example')
    for (const answer of [
      await ben.call('review.list', {}),
      await ben.call('review.people', { key }),
      await ben.call('review.preview', { scope: { kind: 'role', role: 'admin' as RoleKey } }),
      await ben.call('review.decide', { key, who: { filter: {} }, decision: 'keep' }),
    ]) {
      expect(failure(answer).code).toBe('not-allowed')
    }
  })

  it('is struck out whole, and undone whole', async () => {
    const { desk } = await anOffice()
    const started = value(await desk.call('review.start', { scope: { kind: 'place', place: riverton } }))
    const { item } = value(await desk.call('review.discard', { key: started.key }))
    expect(value(await desk.call('review.list', {}))).toEqual([])
    const { items } = value(await desk.call('log.list', {}))
    expect(items.slice(0, 2).map(({ title }) => title)).toEqual([
      'struck out the access review “Access review of Riverton”',
      'froze the access review “Access review of Riverton”',
    ])
    value(await desk.call('change.undo', { item }))
    expect(value(await desk.call('review.people', { key: started.key })).total).toBe(2)
  })

  it('holds no name and no address, and no document that is too long', async () => {
    const many = Array.from({ length: 700 }, (_, i) => ({ name: `Person ${i}`, role: 'member', at: [riverton] }))
    const { desk } = await aStaffedOrg('prokeep', many)
    const scope = { kind: 'place' as const, place: riverton }
    const { key } = value(await desk.call('review.start', { scope }))
    value(await desk.call('review.decide', { key, who: { filter: {} }, decision: 'ask', reason: '"'.repeat(200) }))
    const documents = [...desk.org!.state().documents.values()]
    expect(documents.length).toBeGreaterThan(8)
    for (const { value: document } of documents) {
      const text = JSON.stringify(document)
      expect(text.length).toBeLessThan(documentLimit)
      expect(text).not.toMatch(/Person \d|@northside/)
    }
    expect(value(await desk.call('review.read', { key }))).toMatchObject({ people: 700, ask: 700 })
  })
})
