import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDesk, aFolder, value } from '../../helpers/aDesk'

it('tells in the history neither how many people somebody may not see nor what a note says of them (S0.14)', async () => {
  const folder = aFolder()
  const desk = aDesk(folder)
  const path = join(folder, 'sample.rolecall')
  value(await desk.call('org.sample', { path, blueprint: 'prokeep', people: 60, seed: 1 }))
  value(await desk.call('org.open', { path }))
  const items = value(await desk.call('log.list', { limit: 100 })).items
  const cover = items.find(({ note }) => note?.startsWith('Cover for ') === true)!
  const bulk = items.find(({ title, rows }) => rows > 20 && /^added \d+ people$/.test(title))!
  const managers = value(await desk.call('staff.list', { roles: ['manager' as RoleKey], states: ['active'] })).rows
  const manager = managers.find(({ at }) => at.length > 0)!
  const asManager = await actAs(folder, path, manager.id, manager.email!)
  const seen = value(
    await asManager.call('staff.list', { limit: 1000, states: ['active', 'invited', 'removed'] }),
  ).rows.map(({ id }) => id)
  const theirs = value(await asManager.call('log.list', { limit: 100 })).items
  expect(theirs.find(({ item }) => item === cover.item)!.note).toBeNull()
  const added = theirs.find(({ item }) => item === bulk.item)!
  expect(added.title).toBe('added several people')
  expect(added.rows).toBeGreaterThan(0)
  expect(added.rows).toBeLessThanOrEqual(seen.length)
  const removed = theirs.filter(({ title }) => title === 'removed several people')
  for (const { details } of removed) expect(new Set(details).size).toBe(details.length)
})
