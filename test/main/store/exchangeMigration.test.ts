import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { wrapDatabase } from '../../../src/main/store/database'
import { migrate } from '../../../src/main/store/migrate'
import { migrations } from '../../../src/main/store/migrations'

it('keeps the settled line of a file that comes from before exchanging (0003)', () => {
  const connection = new Database(':memory:')
  connection.pragma('foreign_keys = ON')
  const db = wrapDatabase(connection)
  migrate(db, () => {}, migrations.slice(0, 2))
  db.script(`
    INSERT INTO change VALUES ('c1', x'01', x'02', 'staff.add', 'ana', 'k', 1, 7, 'c1');
    INSERT INTO entry VALUES (1, 'h1', 'c1', 1000, 'applied', x'03', x'04');
  `)
  migrate(db, () => {}, migrations.slice(0, 3))
  expect(db.all('SELECT n, hash, change_id, applied_rows, arrived_at_ms FROM entry')).toEqual([
    { n: 1, hash: 'h1', change_id: 'c1', applied_rows: 7, arrived_at_ms: null },
  ])
  expect(db.all('SELECT id, row_count, item FROM change')).toEqual([{ id: 'c1', row_count: 7, item: 'c1' }])
  // Two changes of one number are the proof that a key wrote two lines.
  db.run("INSERT INTO change VALUES ('c2', x'01', x'02', 'staff.add', 'ana', 'k', 1, 1, 'c2')")
  expect(() => db.run("INSERT INTO entry VALUES (2, 'h2', 'nowhere', 1, 'applied', x'', x'', 1, NULL)")).toThrow(
    /FOREIGN/,
  )
  connection.close()
})
