import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../src/main/exchange/bundle'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'

async function aClosedOrg() {
  const { desk, folder, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(await desk.call('org.close', {}))
  return { desk, folder, path }
}

const bytesOf = (path: string) => sha256Hex(readFileSync(path))

describe('a file that cannot be used is answered with a sentence and stays as it is', () => {
  it('a JPEG with our ending', async () => {
    const folder = aFolder()
    const path = join(folder, 'photo.rolecall')
    writeFileSync(path, Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(4000, 7)]))
    const before = bytesOf(path)
    expect(failure(await aDesk(folder).call('org.open', { path })).code).toBe('not-an-org')
    expect(bytesOf(path)).toBe(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('photo'))).toEqual(['photo.rolecall'])
  })

  it('another program’s SQLite file', async () => {
    const folder = aFolder()
    const path = join(folder, 'other.rolecall')
    const other = new Database(path)
    other.exec('CREATE TABLE t (a)')
    other.close()
    expect(failure(await aDesk(folder).call('org.open', { path })).code).toBe('not-an-org')
  })

  it('a file of a newer version', async () => {
    const { desk, path } = await aClosedOrg()
    const newer = new Database(path)
    newer.pragma('user_version = 99')
    newer.pragma('wal_checkpoint(TRUNCATE)')
    newer.close()
    const before = bytesOf(path)
    expect(failure(await desk.call('org.open', { path }))).toMatchObject({
      code: 'newer-version',
      message: expect.stringMatching(/Update Rolecall/),
    })
    expect(bytesOf(path)).toBe(before)
  })

  it('a file that was cut short', async () => {
    const { desk, path } = await aClosedOrg()
    truncateSync(path, 40_000)
    const before = bytesOf(path)
    expect(failure(await desk.call('org.open', { path })).code).toBe('damaged')
    expect(bytesOf(path)).toBe(before)
  })

  it('a file that another program keeps locked', async () => {
    const { desk, path } = await aClosedOrg()
    const other = new Database(path)
    other.pragma('locking_mode = EXCLUSIVE')
    other.exec('BEGIN EXCLUSIVE')
    expect(failure(await desk.call('org.open', { path })).code).toBe('locked')
    other.exec('ROLLBACK')
    other.close()
  })

  it('a file with a trigger that is not ours', async () => {
    const { desk, path } = await aClosedOrg()
    const other = new Database(path)
    other.exec("CREATE TRIGGER grab AFTER UPDATE ON staff BEGIN UPDATE staff SET role = 'administrator'; END")
    other.close()
    expect(failure(await desk.call('org.open', { path }))).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/trigger “grab”/),
    })
  })

  it('no file at all', async () => {
    const folder = aFolder()
    expect(failure(await aDesk(folder).call('org.open', { path: join(folder, 'none.rolecall') })).code).toBe(
      'file-not-found',
    )
  })
})

it('reads a write-protected file through a private copy', async () => {
  const { desk, path } = await aClosedOrg()
  chmodSync(path, 0o444)
  const info = value(await desk.call('org.open', { path }))
  expect(info).toMatchObject({ mode: 'read-only', readOnlyBecause: expect.stringMatching(/write-protected/) })
  expect(existsSync(`${path}-wal`)).toBe(false)
})

it('never replaces a file that exists', async () => {
  const { desk, path } = await aClosedOrg()
  const before = bytesOf(path)
  const created = await desk.call('org.create', {
    path,
    name: 'X',
    blueprint: 'prokeep',
    ownerName: 'Y',
    ownerEmail: 'y@x.example',
  })
  expect(failure(created).code).toBe('file-exists')
  expect(bytesOf(path)).toBe(before)
})

it('undoes everything when the disk is full in the middle of a batch', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  const before = value(await desk.call('org.info', {}))
  const db = desk.org!.store.db
  const pages = db.one<{ page_count: number }>('PRAGMA page_count')!.page_count
  db.all(`PRAGMA max_page_count = ${pages + 8}`)
  const people = Array.from({ length: 1000 }, (_, i) => ({
    name: `Person ${i}`,
    email: `p${i}@northside.example`,
    role: 'member' as never,
  }))
  expect(failure(await desk.call('staff.add', { people })).code).toBe('disk-full')
  expect(value(await desk.call('org.info', {})).counts).toEqual(before.counts)
  expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  value(await desk.call('org.open', { path }))
  expect(value(await desk.call('org.info', {})).revision).toEqual(before.revision)
})

it('sees what a second process has written, and both go on', async () => {
  const { desk, folder, path } = await aDeskWithOrg('prokeep')
  const second = aDesk(folder)
  value(await second.call('org.open', { path }))
  value(await second.call('place.add', { kind: 'location', name: 'Riverton' }))
  expect(value(await desk.call('place.list', {})).map((place) => place.name)).toEqual(['Riverton'])
  value(await desk.call('place.add', { kind: 'location', name: 'Oakdale' }))
  expect(value(await second.call('org.verify', {}))).toMatchObject({ ok: true, entries: 3 })
})

it('opens with the pragmas that keep a file safe, every time', async () => {
  const { desk, path } = await aClosedOrg()
  value(await desk.call('org.open', { path }))
  const pragma = (name: string) => Object.values(desk.org!.store.db.one<Record<string, unknown>>(`PRAGMA ${name}`)!)[0]
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('trusted_schema')).toBe(0)
  expect(pragma('cell_size_check')).toBe(1)
})

it('opens a copied file on a desktop without its keys for reading only', async () => {
  const { path } = await aClosedOrg()
  const elsewhere = aFolder()
  const copy = join(elsewhere, 'copy.rolecall')
  copyFileSync(path, copy)
  const info = value(await aDesk(elsewhere).call('org.open', { path: copy }))
  expect(info).toMatchObject({ mode: 'read-only', actor: null })
})
