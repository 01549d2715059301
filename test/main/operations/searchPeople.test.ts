import { join } from 'node:path'
import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { layPeopleReady, searchPeople } from '../../../src/main/operations/searchPeople'
import { seenBy } from '../../../src/main/operations/seenBy'
import { nearStaffQuestion, staffQuestion } from '../../../src/main/operations/staffQuestion'
import type { Org } from '../../../src/main/org/Org'
import { throughLens } from '../../../src/main/org/lens'
import type { PlaceId } from '../../../src/shared/domain/ids'
import { listStaff } from '../../../src/main/store/queries/listStaff'
import { staffStates } from '../../../src/shared/domain/staff'
import { searchWords } from '../../../src/shared/domain/searchKey'
import { staffFilter } from '../../../src/shared/operations/shapes'
import { aDesk, aFolder, value } from '../../helpers/aDesk'
import { aStaffedOrg } from '../../helpers/aStaffedOrg'
import { seededSources } from '../../helpers/seededSources'

async function aSample(blueprint: string) {
  const desk = aDesk(aFolder())
  const path = join(aFolder(), 'sample.rolecall')
  value(await desk.call('org.sample', { path, blueprint, people: 300, seed: 5 }))
  value(await desk.call('org.open', { path }))
  return { desk, org: desk.org! }
}

/** Somebody of this role with a place, so that places decide whom they see. */
function asOne(org: Org, role: string): Org {
  const one = [...org.state().staff.values()].find(
    (person) => person.role === role && person.state === 'active' && person.assignments.length > 0,
  )!
  return throughLens(org, { kind: 'person', staffId: one.id, name: one.name! })
}

const sorts = ['name', 'email', 'role', 'state', 'added'] as const
const anyFilter = fc.record({
  searchPlaces: fc.boolean(),
  states: fc.subarray(
    staffStates.filter((state) => state !== 'purged'),
    { minLength: 1 },
  ),
  sort: fc.constantFrom(...sorts),
  descending: fc.boolean(),
  noPlace: fc.boolean(),
})
const anySearch = fc.constantFrom(
  '',
  'a',
  'ar',
  'an o',
  'son',
  'example',
  'river',
  'har',
  'al river',
  'qqqq',
  'jhon',
  'smtih',
  'jhon smtih',
  'al smtih river',
)
/** Typed key by key, with a letter too many that is taken back. */
const anyTyping = fc
  .constantFrom('river', 'anna', 'harbor lane', 'an a an', 'example')
  .map((whole) => [...beginnings(whole), `${whole}q`, whole])
const anySearches = fc
  .array(
    fc.oneof(
      anyTyping,
      anySearch.map((search) => [search]),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((searches) => searches.flat())
/** Words that are taken for close: parts of names, within one and across none. */
const anyNear = fc.array(fc.constantFrom('an', 'son', 'smith', 'ar', 'jo', 'lee', 'ana', 'qqqq', 'river', 'o'), {
  maxLength: 4,
})

function beginnings(whole: string): string[] {
  return Array.from(whole, (_, at) => whole.slice(0, at + 1))
}

/** The same organization, counting what is asked of its file. */
function counting(org: Org) {
  const { db } = org.store
  const asked = { times: 0 }
  const all: typeof db.all = (sql, ...values) => {
    asked.times += 1
    return db.all(sql, ...values)
  }
  return { org: { ...org, store: { ...org.store, db: { ...db, all } } }, asked }
}

describe('people searched in memory', () => {
  it.each([
    ['prokeep', 'manager'],
    ['prokeep', null],
    ['staff-ladder', 'admin'],
    ['propel', 'manager'],
  ] as const)('are those whom the file finds: %s, seen by %s', async (blueprint, role) => {
    const { org: whole } = await aSample(blueprint)
    const { org, asked } = counting(role === null ? whole : asOne(whole, role))
    const seen = seenBy(org)
    let found = 0
    await fc.assert(
      fc.asyncProperty(anyFilter, anySearches, anyNear, async (filter, searches, near) => {
        const inputOf = (search: string, offset: number) => ({
          ...staffFilter.parse({ ...filter, search }),
          sort: filter.sort,
          descending: filter.descending,
          offset,
          limit: 7,
        })
        await layPeopleReady(org, staffQuestion(org, inputOf('', 0)), seen)
        for (const search of searches) {
          for (const offset of [0, 7]) {
            const input = inputOf(search, offset)
            const takenForClose = staffQuestion(org, input)
            for (const word of searchWords(search)) {
              takenForClose.meanings.set(word, { ...takenForClose.meanings.get(word), near })
            }
            for (const question of [staffQuestion(org, input), nearStaffQuestion(org, input), takenForClose]) {
              if (question === null) continue
              asked.times = 0
              const inMemory = searchPeople(org, question, seen)
              expect(asked.times).toBe(0)
              expect(inMemory).toEqual(listStaff(org.store.db, question, seen))
              found += inMemory.ids.length
            }
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(found).toBeGreaterThan(20)
  })

  it('are read again from the file after an edit, also of somebody’s name alone', async () => {
    const { desk, org } = await aSample('prokeep')
    const find = (search: string) => {
      const input = { ...staffFilter.parse({ search }), sort: 'name', descending: false, offset: 0, limit: 5 } as const
      return {
        question: staffQuestion(org, input),
        found: () => searchPeople(org, staffQuestion(org, input), seenBy(org)),
      }
    }
    await layPeopleReady(org, find('').question, seenBy(org))
    const [first] = find('').found().ids
    expect(find('wilhelmina').found().total).toBe(0)
    value(await desk.call('staff.edit', { staffId: first!, name: 'Wilhelmina Quist' }))
    expect(find('wilhelmina quist').found()).toEqual({ total: 1, ids: [first] })
  })

  it('are read again from the file when a dated place has ended by itself', async () => {
    let nowMs = Date.UTC(2026, 5, 1, 12)
    const { desk, idOf } = await aStaffedOrg('prokeep', [{ name: 'Roberta', role: 'member' }], [], {
      sources: { ...seededSources('ends'), now: () => nowMs },
    })
    const org = desk.org!
    const untilMs = nowMs + 60_000
    value(await desk.call('staff.assign', { staffId: idOf.Roberta!, add: ['location:harbor' as PlaceId], untilMs }))
    const input = {
      ...staffFilter.parse({ search: 'rob', at: 'location:harbor' }),
      ...({ sort: 'name', descending: false, offset: 0, limit: 5 } as const),
    }
    const find = () => searchPeople(org, staffQuestion(org, input), seenBy(org)).ids
    await layPeopleReady(org, staffQuestion(org, input), seenBy(org))
    nowMs = untilMs - 1
    expect(find()).toEqual([idOf.Roberta])
    nowMs = untilMs
    expect(find()).toEqual([])
  })
})
