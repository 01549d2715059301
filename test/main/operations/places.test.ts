import { beforeEach, describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/main/operations/desk'
import type { PlaceId, StaffId } from '../../../src/shared/domain/ids'
import type { OperationCall } from '../../../src/shared/operations/contract'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const id = (text: string) => text as PlaceId
let desk: Desk
let folder: string
let path: string
let people: Record<string, StaffId>

const add = async (key: string, name: string, parent: string | null = null) => {
  const [kind, rest] = key.split(':') as [string, string]
  value(await desk.call('place.add', { kind, key: rest, name, parent: parent as PlaceId | null }))
}
const atOf = async (name: string) =>
  value(await desk.call('staff.show', { staffId: people[name]! })).person.at.map((one) => one.place)

beforeEach(async () => {
  ;({ desk, folder, path } = await aDeskWithOrg('prokeep'))
  await add('location:north', 'North')
  await add('location:riverton', 'Riverton', 'location:north')
  await add('location:riverton-2', 'Rivertown', 'location:north')
  await add('group:sales', 'Sales', 'location:riverton-2')
  const wanted = [
    { name: 'Mia Manager', email: 'mia@x.example', role: 'manager', at: ['location:riverton', 'location:riverton-2'] },
    { name: 'Ben Member', email: 'ben@x.example', role: 'member', at: ['location:riverton-2'] },
    { name: 'Cy Member', email: 'cy@x.example', role: 'member', at: ['location:north'] },
    { name: 'Di Member', email: 'di@x.example', role: 'member', at: ['group:sales'] },
  ] as OperationCall<'staff.add'>['people']
  const { staffIds } = value(await desk.call('staff.add', { people: wanted, active: true }))
  people = Object.fromEntries(wanted.map(({ name }, index) => [name, staffIds[index]!]))
})

describe('merging two places', () => {
  const merge = { from: id('location:riverton-2'), into: id('location:riverton') }

  it('moves people, grants and what lies under it as one history item, and undo brings all back', async () => {
    expect(value(await desk.call('place.previewMerge', merge))).toMatchObject({
      people: 2,
      grants: 0,
      children: 1,
      inRestore: 0,
      archives: false,
      refusedBecause: [],
    })
    const merged = value(await desk.call('place.merge', merge))
    expect(merged).toMatchObject({ people: 2, children: 1 })
    expect(await atOf('Mia Manager')).toEqual(['location:riverton'])
    expect(await atOf('Ben Member')).toEqual(['location:riverton'])
    expect(value(await desk.call('place.show', { place: id('group:sales') })).path.map((one) => one.name)).toEqual([
      'North',
      'Riverton',
    ])
    expect(failure(await desk.call('place.show', { place: merge.from })).code).toBe('unknown-place')
    const { items } = value(await desk.call('log.list', { limit: 1 }))
    expect(items[0]).toMatchObject({
      item: merged.item,
      title: 'merged a place into another',
      note: 'Merged Rivertown into Riverton.',
    })
    value(await desk.call('change.undo', { item: merged.item }))
    expect(await atOf('Mia Manager')).toEqual(['location:riverton', 'location:riverton-2'])
    expect(await atOf('Ben Member')).toEqual(['location:riverton-2'])
    expect(value(await desk.call('place.show', { place: id('group:sales') })).path.at(-1)!.name).toBe('Rivertown')
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  })

  it('archives the place that people in Restore still have', async () => {
    value(await desk.call('staff.remove', { staffIds: [people['Ben Member']!] }))
    expect(value(await desk.call('place.previewMerge', merge))).toMatchObject({ people: 1, inRestore: 1 })
    value(await desk.call('place.merge', merge))
    expect(value(await desk.call('place.show', { place: merge.from })).place.isArchived).toBe(true)
  })

  it('is refused between kinds, into itself, and into what lies under it', async () => {
    const bad = async (from: string, into: string) =>
      failure(await desk.call('place.merge', { from: id(from), into: id(into) }))
    expect(await bad('group:sales', 'location:north')).toMatchObject({
      code: 'bad-merge',
      message: 'Sales is a group and North a location. Merge places of one kind.',
    })
    expect((await bad('location:north', 'location:north')).code).toBe('bad-merge')
    expect((await bad('location:north', 'location:riverton')).message).toMatch(/Merge the other way round/)
    expect((await bad('location:nowhere', 'location:riverton')).code).toBe('unknown-place')
  })

  it('tells nobody of people whom they may not see (S0.14)', async () => {
    const mia = await actAs(folder, path, people['Mia Manager']!, 'mia@x.example')
    // Mia may edit the place because she is assigned to it: it is archived, so that her own edit leaves her that right.
    expect(value(await mia.call('place.previewMerge', merge))).toMatchObject({
      people: 2,
      archives: true,
      refusedBecause: [],
    })
    const owner = value(await desk.call('staff.find', { email: 'robin@northside.example' }))
    value(await desk.call('staff.assign', { staffId: owner.id, add: [merge.from] }))
    for (const answer of [await mia.call('place.previewMerge', merge), await mia.call('place.merge', merge)]) {
      expect(failure(answer)).toEqual({
        code: 'not-allowed',
        message: 'These places cannot be merged by you. Ask somebody of the top role.',
      })
    }
    expect(value(await mia.call('place.access', { place: merge.from })).rows.map((row) => row.name)).not.toContain(
      'Robin Shaw',
    )
    expect(value(await mia.call('place.show', { place: merge.from })).peopleUnder).toBe(3)
  })

  it('is refused to those who may not edit both places', async () => {
    const ben = await actAs(folder, path, people['Ben Member']!, 'ben@x.example')
    expect((await ben.call('place.merge', merge)).ok).toBe(false)
    expect(value(await desk.call('place.show', { place: merge.from })).place.name).toBe('Rivertown')
  })
})

describe('the places that are not the actor’s to give', () => {
  it('are those beside and above their own, with the reason; nobody of the top role has any', async () => {
    expect(value(await desk.call('place.refused', {}))).toEqual([])
    const mia = await actAs(folder, path, people['Mia Manager']!, 'mia@x.example')
    expect(value(await mia.call('place.refused', {}))).toEqual([
      { place: 'location:north', because: 'North is not a place of Mia Manager; one gives only places of one’s own.' },
    ])
  })

  it('are products that are off, for everybody (S1.22)', async () => {
    const other = (await aDeskWithOrg('lines-and-products')).desk
    expect(value(await other.call('place.refused', {}))).toEqual([])
    value(await other.call('feature.set', { key: 'blast', on: false }))
    expect(value(await other.call('place.refused', {}))).toEqual([
      { place: 'product:blast', because: expect.stringContaining('is not active for this organization') },
    ])
  })
})

describe('what an edit of a place does', () => {
  it('names who loses what by archiving, also those who come to it from above', async () => {
    const preview = value(
      await desk.call('place.preview', { place: id('location:riverton-2'), archived: true, limit: 1000 }),
    )
    const losing = new Set(preview.lose.map((one) => one.name))
    expect([...losing].toSorted()).toEqual(['Ben Member', 'Cy Member', 'Mia Manager'])
    expect(preview.peopleLosing).toBe(3)
    const cy = preview.lose.find((one) => one.name === 'Cy Member')
    expect(cy?.places).toEqual([{ id: 'location:riverton-2', kind: 'location', name: 'Rivertown' }])
    expect(preview.gain).toEqual([])
    expect(value(await desk.call('place.show', { place: id('location:riverton-2') })).place.isArchived).toBe(false)
  })

  it('names who gains by moving a place under another', async () => {
    await add('location:south', 'South')
    const preview = value(
      await desk.call('place.preview', { place: id('location:riverton-2'), parent: id('location:south') }),
    )
    expect([...new Set(preview.lose.map((one) => one.name))]).toEqual(['Cy Member'])
    const loop = value(
      await desk.call('place.preview', { place: id('location:north'), parent: id('location:riverton') }),
    )
    expect(loop.refusedBecause[0]!.code).toBe('bad-parent')
  })
})

describe('reading places', () => {
  it('gives the tree in pages, and finds parents that are possible', async () => {
    const tree = value(await desk.call('place.tree', { limit: 2 }))
    expect(tree.total).toBe(4)
    expect(tree.lines.map(({ place, level }) => [place.name, level, place.people])).toEqual([
      ['North', 1, 1],
      ['Riverton', 2, 1],
    ])
    expect(tree.counts).toMatchObject({ all: 4, archived: 0 })
    const found = value(await desk.call('place.search', { text: 'river', parentFor: id('location:riverton') }))
    expect(found.map(({ name, path }) => [name, path])).toEqual([['Rivertown', ['North']]])
    expect(value(await desk.call('place.search', { parentFor: id('location:north') }))).toEqual([])
  })

  it('says what the people of a place may do there', async () => {
    const access = value(await desk.call('place.access', { place: id('location:riverton-2') }))
    expect(access.rows.map(({ name, through }) => [name, through])).toEqual([
      ['Mia Manager', ['Rivertown']],
      ['Ben Member', ['Rivertown']],
      ['Cy Member', ['North']],
    ])
    const reachOf = (row: number, key: string) =>
      access.rows[row]!.reaches[access.permissions.findIndex((permission) => permission.key === key)]
    expect(reachOf(0, 'users.view')).toBe('assigned')
    expect(reachOf(1, 'users.view')).toBe('none')
    expect(reachOf(1, 'inbox.access')).toBe('assigned')
  })
})
