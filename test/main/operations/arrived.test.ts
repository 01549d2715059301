import { afterEach, expect, it, vi } from 'vitest'
import type { PermissionKey, PlaceId, RoleKey } from '../../../src/shared/domain/ids'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'

afterEach(() => void vi.restoreAllMocks())

const role = (key: string) => key as RoleKey
const dayMs = 24 * 3600 * 1000

async function addPerson(one: Console, name: string, at: readonly string[] = []) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: role('member'), at: at as PlaceId[] }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

async function meet(folder: string, ...desks: readonly Console[]) {
  for (const one of desks) value(await one.desk.call('sync.exchange', { folder }))
}

async function arrivedAt(one: Console, sinceMs?: number) {
  const arrived = value(await one.desk.call('sync.arrived', sinceMs === undefined ? {} : { sinceMs }))
  const { compareId } = arrived
  const people = compareId === null ? [] : value(await one.desk.call('compare.people', { compareId })).rows
  return { arrived, people, ways: Object.fromEntries(people.map(({ name, way }) => [name, way])) }
}

it('tells what arrived as people and permissions, at the console that settles too, and nothing of one’s own', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = aFolder()
  const [bo, cleo] = [await addPerson(office, 'Bo'), await addPerson(office, 'Cleo')]
  await addPerson(office, 'Dora')
  await meet(folder, office, mel)
  const melsSinceMs = mel.org.now() + 1
  const sinceMs = office.org.now() + 1
  expect((await arrivedAt(office, sinceMs)).arrived).toMatchObject({ compareId: null, counts: { people: 0 } })

  value(await mel.desk.call('staff.remove', { staffIds: [bo] }))
  value(await mel.desk.call('staff.setRole', { staffId: cleo, role: role('manager') }))
  await addPerson(mel, 'Ann')
  await addPerson(office, 'Otto')
  await meet(folder, mel, office, mel)

  const there = await arrivedAt(office, sinceMs)
  expect(there.ways).toEqual({ Bo: 'left', Cleo: 'moved', Ann: 'joined' })
  expect(there.arrived.counts).toMatchObject({ people: 3, joined: 1, left: 1, moved: 1, losing: 1, rules: 0 })
  expect(there.arrived.withOwn).toBe(false)
  expect(there.people.find(({ name }) => name === 'Bo')!.entries).toHaveLength(1)
  const sinceThen = value(await office.desk.call('sync.status', { sinceMs })).arrived
  expect(sinceThen.items.map(({ by }) => by.name)).toEqual(['Mel', 'Mel', 'Mel'])

  await addPerson(office, 'Pia')
  const later = await arrivedAt(office, sinceMs)
  expect([later.ways, later.arrived.withOwn]).toEqual([there.ways, true])

  // What Mel did came back settled to Mel: that did not arrive.
  const here = await arrivedAt(mel, melsSinceMs)
  expect(here.ways).toEqual({ Otto: 'joined' })
  const entries = value(await mel.desk.call('sync.status', { sinceMs: melsSinceMs })).arrived.items
  expect(new Set(entries.map(({ by }) => by.name))).toEqual(new Set(['Robin Shaw']))
})

it('tells who has more or less of a permission by a role that was edited elsewhere, page by page', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = aFolder()
  for (const name of ['Bo', 'Cleo', 'Dora']) await addPerson(office, name)
  await meet(folder, office, mel)
  const sinceMs = office.org.now() + 1
  const permission = 'users.delete' as PermissionKey
  value(await mel.desk.call('grant.set', { edits: [{ role: role('member'), permission, reach: 'all' }] }))
  await meet(folder, mel, office)
  const { arrived, people } = await arrivedAt(office, sinceMs)
  expect(people.map(({ name, way }) => [name, way])).toEqual([
    ['Bo', null],
    ['Cleo', null],
    ['Dora', null],
  ])
  expect(arrived.permissions.find((one) => one.permission === permission)).toMatchObject({ gaining: 3, losing: 0 })
  expect(arrived.counts).toMatchObject({ gaining: 3, losing: 0, rules: 1 })
  const compareId = arrived.compareId!
  const page = { compareId, permission, limit: 2, offset: 2 }
  expect(value(await office.desk.call('compare.people', page))).toMatchObject({ total: 3, rows: [{ name: 'Dora' }] })
  expect(value(await office.desk.call('compare.people', { compareId, only: 'joined' })).total).toBe(0)
  // Nothing moved on: the same comparison answers.
  expect((await arrivedAt(office, sinceMs)).arrived.compareId).toBe(compareId)
  await addPerson(office, 'Ella')
  expect((await arrivedAt(office, sinceMs)).arrived.compareId).not.toBe(compareId)
  // What ends by itself did not arrive.
  expect((await arrivedAt(office, sinceMs - dayMs)).arrived.counts.people).toBeGreaterThan(0)
})

it('tells a manager of nobody whom they may not see (S0.14)', async () => {
  const { office, others } = await consoles(
    'prokeep',
    [
      { name: 'Mel', role: 'manager', at: ['location:riverton'] },
      { name: 'Kim', role: 'administrator' },
    ],
    async (desk) => {
      for (const name of ['Riverton', 'Harbor']) value(await desk.call('place.add', { kind: 'location', name }))
    },
  )
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  await meet(folder, office, mel, kim)
  const sinceMs = mel.org.now() + 1
  await addPerson(kim, 'Bo', ['location:riverton'])
  await addPerson(kim, 'Cyril', ['location:harbor'])
  await meet(folder, kim, office, mel)
  const seen = await arrivedAt(mel, sinceMs)
  // That Mel is there stood in the copy of the file already, signed at the office.
  expect(seen.ways).toEqual({ Bo: 'joined', Mel: 'joined' })
  expect(JSON.stringify(seen)).not.toMatch(/Cyril|Kim/)
  expect(seen.arrived.counts).toMatchObject({ people: 2, joined: 2 })
})

it('stops in each of its phases on request, and answers whole when it is asked anew', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = aFolder()
  for (let i = 0; i < 12; i += 1) await addPerson(office, `Old${i}`)
  await meet(folder, office, mel)
  const sinceMs = office.org.now() + 1
  for (let i = 0; i < 12; i += 1) await addPerson(mel, `New${i}`)
  await meet(folder, mel, office)
  office.desk.close()
  const told: { phase: string; done: number; total: number }[] = []
  let stopAt = Infinity
  const again = aDesk(office.folder, {
    emit: (event, news) => {
      if (event !== 'job.progress') return
      told.push(news as (typeof told)[number])
      if (told.length === stopAt) void again.call('job.cancel', { job: 'one' })
    },
  })
  value(await again.call('org.open', { path: office.path, as: 'robin@northside.example' }))
  // A clock on which every slice of work ends after one step.
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000))
  const ask = () => again.call('sync.arrived', { sinceMs, job: 'one' })
  // Each question is about a moment of its own: what is kept answers no second one.
  const forget = async () => value(await again.call('place.add', { kind: 'location', name: `Place ${(clock += 1)}` }))
  expect(value(await ask()).counts).toMatchObject({ people: 12, joined: 12 })
  const phases = told.map(({ phase }) => phase)
  expect([...new Set(phases)]).toEqual(['Going back in time', 'Comparing', 'Counting'])
  for (const [i, phase] of phases.entries()) {
    // What is told at its end stops nothing any more.
    if (phases[i] !== phases[i + 1] && i + 1 === phases.length) break
    await forget()
    told.length = 0
    stopAt = i + 1
    expect(failure(await ask()).code, `stopped in ${phase}`).toBe('cancelled')
    expect(told).toHaveLength(stopAt)
  }
  stopAt = Infinity
  await forget()
  const { people, joined } = value(await ask()).counts
  expect({ people, joined }).toEqual({ people: 12, joined: 12 })
})
