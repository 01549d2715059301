import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { wrapDatabase } from '../../../src/main/store/database'
import { migrate } from '../../../src/main/store/migrate'
import { migrations } from '../../../src/main/store/migrations'
import { findDraft, listKeptDrafts } from '../../../src/main/store/queries/drafts'

it('keeps the one draft of a file that comes from before named drafts (0005)', () => {
  const connection = new Database(':memory:')
  const db = wrapDatabase(connection)
  migrate(db, () => {}, migrations.slice(0, 4))
  db.run("INSERT INTO local_draft VALUES ('ana', '[]', 'ask Grace', 1000)")
  migrate(db, () => {}, migrations.slice(0, 5))
  expect(findDraft(db, 'ana')).toEqual({ name: '', edits: '[]', note: 'ask Grace', savedAtMs: 1000 })
  expect(listKeptDrafts(db, 'ana')).toEqual([])
  connection.close()
})
