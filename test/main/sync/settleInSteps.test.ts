import Database from 'better-sqlite3'
import { fc } from '../../helpers/fastCheck'
import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Intent, PersonalValue } from '../../../src/shared/domain/change'
import type { PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import { toHex, personalValue } from '../../../src/main/org/personalValues'
import { runAtOnce } from '../../../src/main/org/runInSteps'
import { exchange } from '../../../src/main/sync/exchange'
import { folderTransport } from '../../../src/main/sync/folder/folderTransport'
import { nodeFiles } from '../../../src/main/sync/folder/nodeFiles'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles, openedAgain } from '../../helpers/consoles'
import { seededSources } from '../../helpers/seededSources'

const sources = seededSources('people of the steps')
const member = 'member' as RoleKey
const never = { isCancelled: () => false }
let count = 0

// A clock on which every slice of work ends after one step: a quick machine would be done within one.
beforeEach(() => {
  let clock = 0
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000))
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** One batch: so many changes that each add so many people. */
function additions(changes: number, rowsEach: number): { intents: Intent[]; personal: PersonalValue[] } {
  const personal: PersonalValue[] = []
  const hashed = (staffId: StaffId, field: 'name' | 'email', text: string) => {
    const made = personalValue(sources, staffId, field, text)
    personal.push(made)
    return { hash: made.hash }
  }
  const intents = Array.from({ length: changes }, (): Intent => {
    const rows = Array.from({ length: rowsEach }, () => {
      count += 1
      const staffId = toHex(sources.random(16)) as StaffId
      const name = hashed(staffId, 'name', `Person ${count}`)
      const email = hashed(staffId, 'email', `person${count}@northside.example`)
      return { staffId, from: null, to: { name, email, role: member, state: 'active' as const, assignments: [] } }
    })
    return { kind: 'staff.add', body: { rows } }
  })
  return { intents, personal }
}

/** Everything that waits at one console, by hand to another. */
function bring(from: Console, to: Console): void {
  const staff = [...from.org.state().staff.keys()]
  const values = new Map(from.org.line.personalOf(staff).map((one) => [one.hash, one]))
  value(to.org.line.receive(from.org.line.proposals()))
  value(to.org.line.keepPersonal(runAtOnce(to.org.line.lacksOfProposals()), values))
}

/** The office as it is now, on another computer whose clock stands. */
async function twinOf(office: Console): Promise<Pick<Console, 'desk' | 'org'>> {
  const folder = aFolder()
  cpSync(office.folder, folder, { recursive: true })
  rmSync(join(folder, 'home', 'orgs'), { recursive: true, force: true })
  const stands = { ...seededSources('twin'), now: () => Date.UTC(2030, 0, 1) }
  const desk = aDesk(folder, { sources: stands })
  value(await desk.call('org.open', { path: join(folder, 'northside.rolecall'), as: 'robin@northside.example' }))
  return { desk, org: desk.org! }
}

const verify = async (one: Pick<Console, 'desk'>) =>
  expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])

async function threeConsoles() {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  return { office, mel: others[0]!, kim: others[1]! }
}

it('settles in steps what it settles at once, whatever was edited and wherever it is cut', async () => {
  const edit = fc.oneof(
    fc.record({ by: fc.boolean(), changes: fc.integer({ min: 1, max: 4 }), rows: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ by: fc.boolean(), about: fc.nat(4), role: fc.constantFrom('manager', 'administrator', 'member') }),
    fc.record({ by: fc.boolean(), removes: fc.nat(4) }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(edit, { minLength: 1, maxLength: 10 }),
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
      async (edits, limits) => {
        const { office, mel, kim } = await threeConsoles()
        const { n } = office.org.revision()
        const known = [...mel.org.state().staff.keys()]
        for (const one of edits) {
          const { desk, org } = one.by ? mel : kim
          // What is refused at the desk is no edit at all.
          if ('changes' in one) await org.applyInSteps(additions(one.changes, one.rows))
          else if ('about' in one) {
            await desk.call('staff.setRole', { staffId: known[one.about % known.length]!, role: one.role as RoleKey })
          } else await desk.call('staff.remove', { staffIds: [known[one.removes % known.length]!] })
        }
        for (const one of [mel, kim]) bring(one, office)
        const [atOnce, inSteps] = [await twinOf(office), await twinOf(office)]
        while (value(atOnce.org.line.settle(1000, true)).entries.length > 0);
        for (let at = 0; ; at += 1) {
          const limit = limits[at % limits.length]!
          if (value(await inSteps.org.line.settleInSteps(limit, true, never)).entries.length === 0) break
        }
        expect(atOnce.org.revision().n).toBeGreaterThanOrEqual(n)
        // The hash of the last entry holds every entry before it, byte for byte.
        expect(inSteps.org.revision()).toEqual(atOnce.org.revision())
        expect(inSteps.org.state()).toEqual(atOnce.org.state())
        await verify(inSteps)
      },
    ),
    { numRuns: 10 },
  )
})

it('shows nothing of a batch before all of it is settled, and lets an edit of the desk go first', async () => {
  const { office, mel } = await threeConsoles()
  const { item } = value(await mel.org.applyInSteps(additions(4, 300)))
  bring(mel, office)
  const { n } = office.org.revision()
  const before = office.org.state().staff.size
  const heads: number[] = []
  let turns = 0
  let isAdded = false
  office.org.onChanged(({ n: now }) => heads.push(now))
  const settling = office.org.line.settleInSteps(250, true, {
    isCancelled: () => {
      turns += 1
      return false
    },
  })
  while (turns < 4) await new Promise(setImmediate)
  expect(office.org.revision().n).toBe(n)
  expect(office.org.state().staff.size).toBe(before)
  expect(value(await office.desk.call('staff.list', {})).total).toBe(before)
  const ben = [{ name: 'Ben', email: 'ben@northside.example', role: member }]
  value(await office.desk.call('staff.add', { people: ben, active: true }))
  isAdded = office.org.revision().n === n + 1
  expect(isAdded).toBe(true)
  expect(value(await settling).entries).toHaveLength(4)
  // The edit, then the batch whole.
  expect(heads).toEqual([n + 1, n + 5])
  expect(office.org.state().staff.size).toBe(before + 1 + 4 * 300)
  expect(value(await office.desk.call('log.list', {})).items.map((one) => one.item)).toContain(item)
  await verify(office)
})

it('settles nothing of a batch that it is stopped in, and all of it with the next exchange', async () => {
  const { office, mel } = await threeConsoles()
  const folder = aFolder()
  const place = () => folderTransport(nodeFiles(folder), office.org.orgId)
  value(await exchange(office.org, place()))
  value(await mel.desk.call('staff.edit', { staffId: mel.staffId, name: 'Melanie' }))
  const { item } = value(await mel.org.applyInSteps(additions(4, 300)))
  value(await exchange(mel.org, place()))
  const { n } = office.org.revision()
  const told: [string, number][] = []
  let isStopped = false
  const stopped = failure(
    await exchange(
      office.org,
      place(),
      () => isStopped,
      (phase, done) => {
        told.push([phase, done])
        // The small change in front is settled by then, and the batch is under way.
        isStopped ||= phase === 'Settling what waits' && done >= 3
      },
    ),
  )
  expect(stopped.code).toBe('cancelled')
  expect(office.org.revision().n).toBe(n + 1)
  expect(office.org.line.proposals()).toHaveLength(4)
  const counts = told.flatMap(([phase, done]) => (phase === 'Settling what waits' ? [done] : []))
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(value(await exchange(office.org, place())).settled).toBe(4)
  expect(value(await exchange(mel.org, place())).arrived).toBe(5)
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.line.pending()).toEqual([])
  expect(value(await mel.desk.call('log.list', {})).items.map((one) => one.item)).toContain(item)
  for (const one of [office, mel]) await verify(one)
})

it('takes many changes back that were made here, lifting and laying what is pending once', async () => {
  const { office, mel } = await threeConsoles()
  const folder = aFolder()
  const place = () => folderTransport(nodeFiles(folder), office.org.orgId)
  value(await mel.org.applyInSteps(additions(5, 300)))
  value(await exchange(mel.org, place()))
  value(await exchange(office.org, place()))
  value(await mel.desk.call('staff.edit', { staffId: mel.staffId, name: 'Melanie' }))
  const { n } = mel.org.revision()
  const heads = new Set<number>()
  mel.org.onChanged((revision) => heads.add(revision.n))
  const { moved, arrived } = value(await exchange(mel.org, place()))
  expect(arrived).toBe(5)
  expect([...heads]).toEqual([n + 5])
  expect(moved.filter(({ now }) => now === 'settled').map(({ outlook }) => outlook.verdict)).toEqual(
    Array.from({ length: 5 }, () => 'applied'),
  )
  expect(mel.org.state().staff.get(mel.staffId)?.name).toBe('Melanie')
  expect(mel.org.line.settledState().staff.get(mel.staffId)?.name).toBe('Mel')
  await verify(mel)
})

it('takes nothing of what it is stopped in, and all of it with the next exchange', async () => {
  const { office, mel } = await threeConsoles()
  const folder = aFolder()
  const place = () => folderTransport(nodeFiles(folder), office.org.orgId)
  value(await mel.org.applyInSteps(additions(5, 300)))
  value(await exchange(mel.org, place()))
  value(await exchange(office.org, place()))
  const before = { revision: mel.org.revision(), stamp: mel.org.stamp(), pending: mel.org.line.pending() }
  let isStopped = false
  const stopAfterTwo = (phase: string, done: number) => {
    isStopped ||= phase === 'Taking what was settled elsewhere' && done >= 2
  }
  const stopped = failure(await exchange(mel.org, place(), () => isStopped, stopAfterTwo))
  expect([stopped.code, isStopped]).toEqual(['cancelled', true])
  expect(mel.org.revision()).toEqual(before.revision)
  expect(mel.org.stamp()).toBe(before.stamp)
  expect(mel.org.line.pending()).toEqual(before.pending)
  await verify(mel)
  expect(value(await exchange(mel.org, place())).arrived).toBe(5)
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.line.pending()).toEqual([])
  await verify(mel)
})

it('lets an edit go first where own changes are taken back, and lays it over them', async () => {
  const { office, mel } = await threeConsoles()
  const folder = aFolder()
  const place = () => folderTransport(nodeFiles(folder), office.org.orgId)
  value(await mel.org.applyInSteps(additions(5, 300)))
  value(await exchange(mel.org, place()))
  value(await exchange(office.org, place()))
  const { n } = mel.org.revision()
  const heads: number[] = []
  mel.org.onChanged(({ n: now }) => heads.push(now))
  const edit = () => mel.desk.call('staff.edit', { staffId: mel.staffId, name: 'Melanie' })
  let edited: ReturnType<typeof edit> | null = null
  const editAfterTwo = (phase: string, done: number) => {
    if (phase === 'Taking what was settled elsewhere' && done >= 2) edited ??= edit()
  }
  expect(value(await exchange(mel.org, place(), () => false, editAfterTwo)).arrived).toBe(5)
  expect(value(await edited!).pending).toBe(true)
  // The edit moves no revision; then all five at once.
  expect(heads).toEqual([n, n + 5])
  expect(mel.org.line.pending().map(({ kind }) => kind)).toEqual(['staff.edit'])
  expect(mel.org.state().staff.get(mel.staffId)?.name).toBe('Melanie')
  expect(mel.org.line.settledState().staff.get(mel.staffId)?.name).toBe('Mel')
  await verify(mel)
})

it('gives way to three edits and then goes on to its end, and keeps small notes until then', async () => {
  const { office, mel } = await threeConsoles()
  value(await mel.org.applyInSteps(additions(4, 300)))
  bring(mel, office)
  const { n } = office.org.revision()
  const heads: number[] = []
  office.org.onChanged(({ n: now }) => heads.push(now))
  const ends: string[] = []
  const notes: boolean[] = []
  const { notes: kept } = office.org.line
  const settled = await office.org.line.settleInSteps(250, true, {
    onProgress: () => {
      const place = `location:place-${ends.length}` as PlaceId
      const rows = [{ place, from: null, to: { name: `Place ${ends.length}`, parent: null } }]
      const edit = office.org.apply({ intents: [{ kind: 'place.create', body: { rows } }], personal: [] })
      ends.push(edit.ok ? 'applied' : edit.error.code)
      if (ends.length < 4) return
      kept.addMarks('place', [`mark ${ends.length}`])
      notes.push(kept.hasMark('place', `mark ${ends.length}`))
    },
  })
  expect(value(settled).entries).toHaveLength(4)
  expect(ends.slice(0, 4)).toEqual(['applied', 'applied', 'applied', 'conflict'])
  expect(new Set(ends.slice(4))).toEqual(new Set(ends.length > 4 ? ['conflict'] : []))
  expect(heads).toEqual([n + 1, n + 2, n + 3, n + 7])
  expect(new Set(notes)).toEqual(new Set([false]))
  expect(notes.map((_, i) => kept.hasMark('place', `mark ${i + 4}`))).toEqual(notes.map(() => true))
  await verify(office)
})

it('leaves nothing of a batch in the file when the organization is closed in the middle', async () => {
  const { office, mel } = await threeConsoles()
  value(await mel.org.applyInSteps(additions(4, 300)))
  bring(mel, office)
  const { n } = office.org.revision()
  const { org } = office
  const ended = await org.line.settleInSteps(250, true, {
    onProgress: (_phase, done) => {
      if (done >= 2 && office.desk.org !== null) office.desk.close()
    },
  })
  expect(failure(ended).code).toBe('cancelled')
  const again = await openedAgain(office.folder, 'robin@northside.example')
  expect(again.org.revision().n).toBe(n)
  expect(again.org.line.proposals()).toHaveLength(4)
  expect(value(await again.org.line.settleInSteps(250, true, never)).entries).toHaveLength(4)
  await verify(again)
})

it('has a long batch in the file itself when it says that it is done, and lets edits go on before', async () => {
  const { office } = await threeConsoles()
  let edited: ReturnType<typeof office.org.apply> | null = null
  office.org.onChanged(() => {
    // As soon as it is seen.
    queueMicrotask(() => (edited ??= office.org.apply(additions(1, 1))))
  })
  const { revision } = value(await office.org.applyInSteps(additions(2, 300)))
  value(edited!)
  const alone = join(aFolder(), 'alone.rolecall')
  copyFileSync(office.path, alone)
  const file = new Database(alone, { readonly: true })
  expect(file.prepare('SELECT max(n) FROM entry').pluck().get()).toBeGreaterThanOrEqual(revision.n)
  file.close()
})
