import { describe, expect, it } from 'vitest'
import type { Desk } from '../../../src/main/operations/desk'
import { layPeopleReady, searchPeople } from '../../../src/main/operations/searchPeople'
import { seenBy } from '../../../src/main/operations/seenBy'
import { staffQuestion } from '../../../src/main/operations/staffQuestion'
import type { PlaceId } from '../../../src/shared/domain/ids'
import { staffFilter } from '../../../src/shared/operations/shapes'
import { actAs } from '../../helpers/actAs'
import { value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'

const people = [
  { name: 'Miranda', role: 'manager', at: ['location:riverton'] },
  { name: 'Roberta', role: 'member', at: ['location:riverton'] },
  { name: 'Halliday', role: 'member', at: ['location:harbor'] },
  { name: 'Idabelle', role: 'administrator' },
]

async function find(desk: Desk, search: string, more: { near?: boolean; searchPlaces?: boolean } = {}) {
  const { rows, total, isNear } = value(await desk.call('staff.list', { search, ...more }))
  expect(rows).toHaveLength(total)
  return { names: rows.map(({ name }) => name), isNear }
}

describe('the search for people', () => {
  it('finds whoever is assigned to a place of that name, or under it', async () => {
    const { desk } = await aStaffedOrg('prokeep', people)
    value(await desk.call('place.add', { kind: 'group', name: 'Yard', parent: 'location:harbor' as PlaceId }))
    const { rows } = value(await desk.call('staff.list', { search: 'roberta' }))
    value(await desk.call('staff.assign', { staffId: rows[0]!.id, add: ['group:yard' as PlaceId] }))
    expect((await find(desk, 'harb', { searchPlaces: true })).names).toEqual(['Halliday', 'Roberta'])
    expect((await find(desk, 'yard', { searchPlaces: true })).names).toEqual(['Roberta'])
    // Each word has to be found, in the name or in a place.
    expect((await find(desk, 'rob yard', { searchPlaces: true })).names).toEqual(['Roberta'])
    expect((await find(desk, 'hal yard', { searchPlaces: true })).names).toEqual([])
    expect((await find(desk, 'harb')).names).toEqual([])
    // What is done with everybody whom it finds is about the same people.
    const deed = { who: { filter: { search: 'harbor', searchPlaces: true } }, do: { kind: 'remove' as const } }
    expect(value(await desk.call('staff.previewBulk', deed))).toMatchObject({ people: 2 })
  })

  it('finds names that are close when nothing is written so, and says so', async () => {
    const { desk } = await aStaffedOrg('prokeep', people)
    expect(await find(desk, 'haliday', { near: true })).toEqual({ names: ['Halliday'], isNear: true })
    expect(await find(desk, 'idabelel', { near: true })).toEqual({ names: ['Idabelle'], isNear: true })
    expect(await find(desk, 'halliday', { near: true })).toEqual({ names: ['Halliday'], isNear: false })
    expect(await find(desk, 'haliday')).toEqual({ names: [], isNear: false })
    expect(await find(desk, 'zzzzzz', { near: true })).toEqual({ names: [], isNear: false })
    // Somebody who came, or is called otherwise, a moment ago.
    const { rows } = value(await desk.call('staff.list', { search: 'halliday' }))
    value(await desk.call('staff.edit', { staffId: rows[0]!.id, name: 'Wilhelmina' }))
    expect((await find(desk, 'wilhlemina', { near: true })).names).toEqual(['Wilhelmina'])
    expect((await find(desk, 'haliday', { near: true })).names).toEqual([])
  })

  it('finds nobody whom the reader may not see, close or not (S0.14)', async () => {
    const { folder, path, idOf } = await aStaffedOrg('prokeep', people)
    const miranda = await actAs(folder, path, idOf.Miranda!, 'miranda@northside.example')
    for (const search of ['haliday', 'idabele', 'harbor', 'robni shaw']) {
      expect(await find(miranda, search, { near: true, searchPlaces: true })).toEqual({ names: [], isNear: false })
    }
    expect((await find(miranda, 'robetra', { near: true })).names).toEqual(['Roberta'])
  })

  it('finds a masked person by name alone, not by a place or an address (S4.6)', async () => {
    const { folder, path, idOf, desk } = await aStaffedOrg('staff-ladder', [{ name: 'Umberto', role: 'admin' }])
    value(await desk.call('place.add', { kind: 'location', name: 'Lighthouse' }))
    const { rows } = value(await desk.call('staff.list', { search: 'robin' }))
    value(await desk.call('staff.assign', { staffId: rows[0]!.id, add: ['location:lighthouse' as PlaceId] }))
    expect((await find(desk, 'lighthouse', { searchPlaces: true })).names).toEqual(['Robin Shaw'])
    const umberto = await actAs(folder, path, idOf.Umberto!, 'umberto@northside.example')
    expect(await find(umberto, 'lighthouse', { near: true, searchPlaces: true })).toEqual({ names: [], isNear: false })
    expect((await find(umberto, 'robni', { near: true })).names).toEqual(['Robin Shaw'])
    expect((await find(umberto, 'northside')).names).toEqual(['Umberto'])
    expect((await find(umberto, 'robin@')).names).toEqual([])
    // The same from memory, as the staff list asks while somebody types.
    const org = umberto.org!
    const input = (search: string) => ({
      ...staffFilter.parse({ search, searchPlaces: true }),
      ...({ sort: 'name', descending: false, offset: 0, limit: 9 } as const),
    })
    await layPeopleReady(org, staffQuestion(org, input('')), seenBy(org))
    const inMemory = (question: ReturnType<typeof staffQuestion<ReturnType<typeof input>>>) =>
      searchPeople(org, question, seenBy(org)).ids.map((id) => org.state().staff.get(id)!.name)
    expect(inMemory(staffQuestion(org, input('robin')))).toEqual(['Robin Shaw'])
    for (const search of ['lighthouse', 'robin@']) expect(inMemory(staffQuestion(org, input(search)))).toEqual([])
    const near = staffQuestion(org, input('shwa'))
    near.meanings.set('shwa', { near: ['shaw'] })
    expect(inMemory(near)).toEqual(['Robin Shaw'])
  })
})
