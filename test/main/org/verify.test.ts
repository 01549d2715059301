import Database from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { aDesk, aDeskWithOrg, aFolder, value } from '../../helpers/aDesk'

async function verifyAfter(tamper: (db: Database.Database) => void) {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('place.add', { kind: 'location', name: 'Riverton' }))
  value(
    await desk.call('staff.add', {
      people: [
        {
          name: 'Ben Osei',
          email: 'ben@northside.example',
          role: 'member' as never,
          at: ['location:riverton' as never],
        },
      ],
    }),
  )
  value(
    await desk.call('grant.set', {
      edits: [{ role: 'manager' as never, permission: 'contacts.unblock' as never, reach: 'assigned' }],
    }),
  )
  value(await desk.call('org.close', {}))
  const db = new Database(path)
  tamper(db)
  db.close()
  value(await desk.call('org.open', { path }))
  return value(await desk.call('org.verify', {}))
}

it('verifies what nobody touched', async () => {
  expect(await verifyAfter(() => {})).toEqual({ ok: true, entries: 4, changes: 4, problems: [] })
})

it.each([
  [
    'a person given a higher role',
    "UPDATE staff SET role = 'administrator' WHERE name = 'Ben Osei'",
    /staff.*role is "administrator".*"member"/,
  ],
  [
    'a grant nobody made',
    "INSERT INTO role_grant VALUES ('member', 'users.view', 'all')",
    /role_grant holds “member users\.view”/,
  ],
  ['an assignment taken away', 'DELETE FROM assignment', /assignment lacks/],
  [
    'a changed e-mail',
    "UPDATE personal SET value = 'eve@northside.example' WHERE value = 'ben@northside.example'",
    /was altered/,
  ],
  [
    'a byte of a change',
    "UPDATE change SET bytes = replace(bytes, '\"riverton\"', '\"rivertoN\"') WHERE 0; UPDATE change SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Riverton', 'Rivertom') AS BLOB) WHERE kind = 'place.create'",
    /Entry 2/,
  ],
  ['an entry cut out', 'DELETE FROM entry WHERE n = 3', /Entry 3.*entry 4/],
  [
    'two entries swapped',
    'UPDATE entry SET n = -3 WHERE n = 3; UPDATE entry SET n = 3 WHERE n = 4; UPDATE entry SET n = 4 WHERE n = -3',
    /Entry 3/,
  ],
  [
    'a signature of another change',
    'UPDATE change SET signature = (SELECT signature FROM change WHERE seq = 2) WHERE seq = 3',
    /Entry 3.*signature/,
  ],
  [
    'the blueprint',
    'UPDATE org SET blueprint = replace(blueprint, \'"locked":true\', \'"locked":false\')',
    /org.*blueprint/,
  ],
])('finds %s and names the place', async (_, sql, problem) => {
  const verified = await verifyAfter((db) => db.exec(sql))
  expect(verified.ok).toBe(false)
  expect(verified.problems.map((one) => one.text).join('\n')).toMatch(problem)
})

it('verifies the file as it was when it began, whatever is edited meanwhile', async () => {
  const folder = aFolder()
  const path = join(folder, 'sample.rolecall')
  const desk = aDesk(folder)
  value(await desk.call('org.sample', { path, people: 600, blueprint: 'prokeep' }))
  value(await desk.call('org.open', { path }))
  const entries = desk.org!.revision().n
  // A clock on which every slice of work ends after one step: a quick machine would be done within one.
  let clock = 0
  const slices = vi.spyOn(performance, 'now').mockImplementation(() => (clock += 1000))
  onTestFinished(() => slices.mockRestore())
  let isOver = false
  const verifying = desk.call('org.verify', {}).finally(() => (isOver = true))
  let count = 0
  for (; !isOver; count += 1) {
    await new Promise(setImmediate)
    if (count < 200) value(await desk.call('place.add', { kind: 'location', name: `Place ${count}` }))
  }
  expect(value(await verifying)).toEqual({ ok: true, entries, changes: entries, problems: [] })
  expect(count).toBeGreaterThan(1)
  expect(value(await desk.call('org.verify', {}))).toMatchObject({ ok: true, entries: entries + Math.min(count, 200) })
})
