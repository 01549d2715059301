import { expect, it } from 'vitest'
import { createMemoryStore } from '../../../src/main/store/openStore'
import { readState } from '../../../src/main/store/queries/readState'

it('reads where people are, with and without an end, in the order of their places', () => {
  const { db, close } = createMemoryStore()
  db.script(`
    INSERT INTO org (name, time_zone, created_at_ms, sequencer, registrar, recovery_public_key, blueprint)
      VALUES ('Northside', 'UTC', 0, 'registrar', 'k', 'r', '{}');
    INSERT INTO staff (id, name, email, email_key, search_key, name_key, role, role_rank, state, added_at_ms) VALUES
      ('zoe', 'Zoe', NULL, NULL, 'zoe', 'zoe', 'teammate', 1, 'active', 0),
      ('ana', 'Ana', NULL, NULL, 'ana', 'ana', 'teammate', 1, 'active', 0),
      ('ben', 'Ben', NULL, NULL, 'ben', 'ben', 'teammate', 1, 'active', 0);
    INSERT INTO assignment (staff_id, place, until_ms) VALUES
      ('zoe', 'project:quay', NULL), ('ana', 'project:quay', 1700), ('ana', 'location:harbor', NULL),
      ('ana', 'project:mill', NULL), ('ana', 'project:gate', 1800), ('zoe', 'location:harbor', 0);
  `)
  const { staff } = readState(db)!
  expect([...staff.keys()]).toEqual(['zoe', 'ana', 'ben'])
  const held = Object.fromEntries([...staff].map(([id, { assignments }]) => [id, assignments]))
  expect(held).toEqual({
    zoe: [
      { place: 'location:harbor', untilMs: 0 },
      { place: 'project:quay', untilMs: null },
    ],
    ana: [
      { place: 'location:harbor', untilMs: null },
      { place: 'project:gate', untilMs: 1800 },
      { place: 'project:mill', untilMs: null },
      { place: 'project:quay', untilMs: 1700 },
    ],
    ben: [],
  })
  close()
})

it('reads everybody’s places, however many people there are', () => {
  const { db, close } = createMemoryStore()
  const people = 25_001
  db.script(`
    INSERT INTO org (name, time_zone, created_at_ms, sequencer, registrar, recovery_public_key, blueprint)
      VALUES ('Northside', 'UTC', 0, 'registrar', 'k', 'r', '{}');
    CREATE TEMP TABLE number AS
      WITH RECURSIVE counted (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < ${people}) SELECT n FROM counted;
    INSERT INTO staff (id, search_key, name_key, role, role_rank, state, added_at_ms)
      SELECT 'p' || n, '', '', 'teammate', 1, 'active', 0 FROM number;
    INSERT INTO assignment (staff_id, place, until_ms) SELECT 'p' || n, 'location:' || (n % 7), NULL FROM number;
  `)
  const { staff } = readState(db)!
  expect(staff.size).toBe(people)
  const wrong = [...staff.values()].filter(
    ({ id, assignments }) =>
      JSON.stringify(assignments) !== `[{"place":"location:${+id.slice(1) % 7}","untilMs":null}]`,
  )
  expect(wrong.length).toBe(0)
  close()
})
