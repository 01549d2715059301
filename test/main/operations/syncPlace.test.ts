import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { DeskEvents } from '../../../src/shared/operations/contract'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { consoles } from '../../helpers/consoles'
import { seededSources } from '../../helpers/seededSources'

it('remembers the place of this desktop and not in the file, and forgets it', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const folder = aFolder()
  expect(value(await office.desk.call('sync.place', {}))).toEqual({ place: null, byItself: true })
  const place = { kind: 'folder', address: folder }
  expect(value(await office.desk.call('sync.setPlace', { place: { folder } }))).toEqual({ place, byItself: true })
  expect(value(await office.desk.call('sync.setPlace', { byItself: false }))).toEqual({ place, byItself: false })
  expect(value(await others[0]!.desk.call('sync.place', {}))).toEqual({ place: null, byItself: true })
  expect(value(await office.desk.call('sync.setPlace', { place: null }))).toEqual({ place: null, byItself: false })
})

it('takes only a place that can be one', async () => {
  const { office } = await consoles('prokeep', [])
  const set = (place: { folder: string } | { hub: string }) => office.desk.call('sync.setPlace', { place })
  expect(failure(await set({ folder: join(office.folder, 'nowhere') }))).toMatchObject({ code: 'place-not-found' })
  expect(failure(await set({ folder: office.path })).code).toBe('place-not-found')
  expect(failure(await set({ hub: 'http://x' })).code).toBe('bad-url')
  expect(value(await office.desk.call('sync.place', {})).place).toBeNull()
})

it('keeps the password of a hub out of every file', async () => {
  const { office } = await consoles('prokeep', [])
  const hub = 'postgres://console_anna:s3cret%2F@127.0.0.1:1/rolecall'
  const { place } = value(await office.desk.call('sync.setPlace', { place: { hub } }))
  expect(place).toEqual({ kind: 'hub', address: 'postgres://console_anna@127.0.0.1:1/rolecall' })
  expect(readFileSync(join(office.folder, 'home', 'places.json'), 'utf8')).not.toContain('s3cret')
})

it('exchanges by itself while both have the organization open: soon after a change, until it is told not to', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const folder = aFolder()
  const news: DeskEvents['sync.exchanged'][] = []
  const again = (one: { folder: string; path: string }, as: string, listens: boolean) => {
    const desk = aDesk(one.folder, {
      sources: { ...seededSources(as), now: () => Date.now() },
      exchangesEveryMs: 400,
      emit: (name, detail) => {
        if (listens && name === 'sync.exchanged') news.push(detail as never)
      },
    })
    return { desk, open: async () => value(await desk.call('org.open', { path: one.path, as })) }
  }
  office.desk.close()
  others[0]!.desk.close()
  const robin = again(office, 'robin@northside.example', false)
  const mel = again(others[0]!, 'mel@northside.example', true)
  await robin.open()
  await mel.open()
  for (const { desk } of [robin, mel]) value(await desk.call('sync.setPlace', { place: { folder } }))
  const people = [{ name: 'Ben', email: 'ben@northside.example', role: 'member' as never }]
  expect(value(await mel.desk.call('staff.add', { people, active: true })).pending).toBe(true)
  const until = async (isSo: () => boolean) => {
    for (let tries = 0; tries < 2000 && !isSo(); tries += 1) await wait(50)
    expect(isSo()).toBe(true)
  }
  const counts = () => [robin, mel].map(({ desk }) => desk.org!.state().staff.size)
  await until(() => counts().every((count) => count === counts()[0]) && mel.desk.org!.line.pending().length === 0)
  await until(() => news.some(({ did }) => did?.moved.some(({ verdict }) => verdict === 'applied') === true))
  expect(existsSync(join(folder, robin.desk.org!.orgId))).toBe(true)
  for (const { desk } of [robin, mel]) value(await desk.call('sync.setPlace', { byItself: false }))
  // Waits for its turn, so for what ran by itself.
  value(await mel.desk.call('sync.exchange', { folder }))
  news.length = 0
  await wait(900)
  expect(news).toEqual([])
})

it('is quiet while nothing comes, and hears at once what comes to a stick that was pulled and is back', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = join(aFolder(), 'stick')
  mkdirSync(folder)
  const ended: boolean[] = []
  let changes = 0
  office.desk.close()
  const robin = aDesk(office.folder, {
    sources: { ...seededSources('robin'), now: () => Date.now() },
    exchangesEveryMs: 12_000,
    emit: (name, detail) => {
      if (name === 'sync.exchanged') ended.push((detail as DeskEvents['sync.exchanged']).failure === null)
      if (name === 'org.changed') changes += 1
    },
  })
  value(await robin.call('org.open', { path: office.path, as: 'robin@northside.example' }))
  value(await robin.call('sync.exchange', { folder }))
  value(await robin.call('sync.setPlace', { place: { folder } }))
  const next = async (isGood: boolean) => {
    ended.length = 0
    await expect.poll(() => ended, { timeout: 120_000 }).toContain(isGood)
  }
  await next(true)
  // It settles for everybody: having looked in vain it keeps quiet until the clock says so.
  ended.length = 0
  changes = 0
  await wait(2500)
  expect([ended, changes]).toEqual([[], 0])
  cpSync(folder, `${folder} pulled`, { recursive: true })
  rmSync(folder, { recursive: true })
  // Where it is mounted, an empty folder stays.
  mkdirSync(folder)
  await next(false)
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
  renameSync(`${folder} pulled`, folder)
  await next(true)
  const count = robin.org!.state().staff.size
  const people = [{ name: 'Ben', email: 'ben@northside.example', role: 'member' as never }]
  value(await mel.desk.call('staff.add', { people, active: true }))
  value(await mel.desk.call('sync.exchange', { folder }))
  // The next look by the clock is 12 s after the last one.
  await expect.poll(() => robin.org!.state().staff.size, { timeout: 9000 }).toBe(count + 1)
})
