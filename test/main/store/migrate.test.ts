import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { WritableDb } from '../../../src/main/store/database'
import { migrate, readVersion } from '../../../src/main/store/migrate'
import { migrations } from '../../../src/main/store/migrations'
import { createMemoryStore, createStore, openStore } from '../../../src/main/store/openStore'
import { aFolder } from '../../helpers/aDesk'
import { value } from '../../helpers/value'

const next = (up: (db: WritableDb) => void) => [...migrations, { version: migrations.length + 1, name: 'next', up }]

it('numbers its steps without a gap', () => {
  expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, i) => i + 1))
})

it('backs up before the first step of a file that holds something, and never a new one', () => {
  const backups: number[] = []
  const store = createMemoryStore()
  migrate(store.db, (from) => backups.push(from))
  expect(backups).toEqual([])
  migrate(
    store.db,
    (from) => backups.push(from),
    next((db) => db.script('CREATE TABLE later (a TEXT) STRICT')),
  )
  expect(backups).toEqual([migrations.length])
  expect(readVersion(store.db)).toBe(migrations.length + 1)
  store.close()
})

it('undoes a step that fails, and leaves the version where it was', () => {
  const store = createMemoryStore()
  const failing = next((db) => {
    db.script('CREATE TABLE later (a TEXT) STRICT')
    db.script('SELECT nonsense')
  })
  expect(() => migrate(store.db, () => {}, failing)).toThrow(/nonsense/)
  expect(readVersion(store.db)).toBe(migrations.length)
  expect(store.db.all("SELECT name FROM sqlite_schema WHERE name = 'later'")).toEqual([])
  store.close()
})

it('opens what it created, with nothing left beside the file after a clean close', () => {
  const path = join(aFolder(), 'new.rolecall')
  createStore(path).close()
  const header = readFileSync(path)
  expect(header.readUInt32BE(68)).toBe(0x524f4c45)
  value(openStore(path)).close()
  expect(existsSync(`${path}-wal`)).toBe(false)
  copyFileSync(path, `${path}.copy`)
  value(openStore(`${path}.copy`)).close()
})
