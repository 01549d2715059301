import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backUpDaily, listBackups } from '../../../src/main/org/backups'
import type { Desk } from '../../../src/main/operations/desk'
import type { RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDesk, aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const dayMs = 86_400_000
const place = async (desk: Desk, name: string) => value(await desk.call('place.add', { kind: 'location', name }))

/** An organization whose clock is set by hand. */
async function anOrg() {
  const made = await aDeskWithOrg('prokeep')
  let nowMs = Date.UTC(2026, 10, 22, 9, 15)
  const home = join(made.folder, 'home')
  const org = { ...made.desk.org!, now: () => nowMs, revision: () => made.desk.org!.revision() }
  const passDays = (days: number) => (nowMs += days * dayMs)
  return { ...made, home, passDays, backUp: () => backUpDaily(org, home) }
}

it('takes one a day, when something happened, and keeps seven', async () => {
  const { desk, home, passDays, backUp } = await anOrg()
  expect(await backUp()).toBe('taken')
  await place(desk, 'Riverton')
  expect(await backUp()).toBe('there')
  passDays(1)
  expect(await backUp()).toBe('taken')
  passDays(1)
  expect(await backUp()).toBe('unchanged')
  for (let i = 0; i < 8; i++) {
    await place(desk, `Place ${i}`)
    passDays(1)
    expect(await backUp()).toBe('taken')
  }
  const kept = listBackups(home, desk.org!.orgId)
  expect(kept.map(({ n }) => n)).toEqual([10, 9, 8, 7, 6, 5, 4])
  expect(kept[0]).toMatchObject({ id: '2026-12-02T091500-n10', takenAtMs: Date.UTC(2026, 11, 2, 9, 15), people: 1 })
})

it('is named after the last entry in it, also when somebody works while it is made', async () => {
  const { desk, home } = await anOrg()
  const org = desk.org!
  const copyTo = async (path: string) => {
    await place(desk, 'Riverton')
    await org.copyTo(path)
  }
  await backUpDaily({ ...org, copyTo }, home)
  expect(listBackups(home, org.orgId)).toMatchObject([{ id: expect.stringMatching(/-n2$/), n: 2, places: 1 }])
})

it('says how far each is behind, and restores to a new file only, which is for reading', async () => {
  const { desk, folder, path, backUp } = await anOrg()
  await place(desk, 'Riverton')
  await backUp()
  await place(desk, 'Harbor')
  const [newest] = value(await desk.call('backup.list', {})).backups
  expect(newest).toMatchObject({ revision: { n: 2 }, people: 1, places: 1, changesSince: 1 })
  expect(failure(await desk.call('backup.restore', { id: newest!.id, to: path })).code).toBe('file-exists')
  expect(failure(await desk.call('backup.restore', { id: '2020-01-01T000000-n1', to: `${path}2` })).code).toBe(
    'no-such-backup',
  )
  const to = join(folder, 'restored.rolecall')
  expect(value(await desk.call('backup.restore', { id: newest!.id, to })).path).toBe(to)
  const opened = value(await desk.call('org.open', { path: to }))
  expect(opened).toMatchObject({ mode: 'read-only', revision: { n: 2 } })
  expect(value(await desk.call('org.verify', {})).problems).toEqual([])
})

it('is found for a file that cannot be read any more, and takes its place when it holds everything', async () => {
  const { desk, folder, path, backUp } = await anOrg()
  await backUp()
  value(await desk.call('org.close', {}))
  truncateSync(path, 4096)
  expect(failure(await desk.call('org.open', { path })).code).toBe('damaged')
  const { backups } = value(await desk.call('backup.list', { path }))
  expect(backups).toMatchObject([{ revision: { n: 1 }, changesSince: null }])
  const to = join(folder, 'restored.rolecall')
  value(await desk.call('backup.restore', { path, id: backups[0]!.id, to }))
  expect(value(await desk.call('org.open', { path: to })).mode).toBe('edit')
})

it('leaves the earlier ones when a backup was cut short, and clears what was left of it', async () => {
  const { desk, home, passDays, backUp } = await anOrg()
  await backUp()
  const folder = join(home, 'backups', desk.org!.orgId)
  writeFileSync(join(folder, '2026-11-23T091500-n9.partial'), 'half')
  writeFileSync(join(folder, '2026-11-23T091501-n9.rolecall'), 'not a database')
  expect(listBackups(home, desk.org!.orgId)).toHaveLength(1)
  rmSync(join(folder, '2026-11-23T091501-n9.rolecall'))
  await place(desk, 'Riverton')
  passDays(1)
  await backUp()
  expect(readdirSync(folder).filter((name) => !name.endsWith('.rolecall'))).toEqual([])
  expect(listBackups(home, desk.org!.orgId)).toHaveLength(2)
})

it('is taken by the app on opening, and not by the command line', async () => {
  const { desk, folder, path } = await anOrg()
  const { orgId } = desk.org!
  expect(existsSync(join(folder, 'home', 'backups'))).toBe(false)
  const app = aDesk(folder, { keepsBackups: true })
  value(await app.call('org.open', { path }))
  await expect.poll(() => listBackups(join(folder, 'home'), orgId).length).toBe(1)
})

it('is not for people who may not take everything out', async () => {
  const { desk, folder, path, backUp } = await anOrg()
  await backUp()
  const people = [{ name: 'Mia', email: 'mia@northside.example', role: 'manager' as RoleKey }]
  const mia = value(await desk.call('staff.add', { people, active: true })).staffIds[0]!
  const acting = await actAs(folder, path, mia, 'mia@northside.example')
  expect(failure(await acting.call('backup.list', {})).code).toBe('not-allowed')
  expect(failure(await acting.call('backup.list', { path })).code).toBe('not-allowed')
  expect(failure(await acting.call('backup.restore', { path, id: 'x', to: join(folder, 'y') })).code).toBe(
    'not-allowed',
  )
})
