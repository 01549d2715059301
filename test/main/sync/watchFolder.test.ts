import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { watchFolder } from '../../../src/main/sync/folder/watchFolder'
import { aFolder } from '../../helpers/aDesk'

it('says of a folder that is gone, or that another one took the place of, that it has to be watched anew', async () => {
  const folder = join(aFolder(), 'stick')
  const news: (string | null)[] = []
  const watching = () => watchFolder(folder, (name) => news.push(name))
  expect(await watching()).toBeNull()
  mkdirSync(join(folder, 'drawer'), { recursive: true })
  const first = (await watching())!
  writeFileSync(join(folder, 'drawer', 'a'), 'a')
  await expect.poll(() => news).toContain(join('drawer', 'a'))
  expect(await first.isOver()).toBe(false)

  renameSync(folder, `${folder} pulled`)
  expect(await first.isOver()).toBe(true)
  expect(await watching()).toBeNull()
  // It stays over: what the stick holds when it is back is not told by a watcher of before.
  renameSync(`${folder} pulled`, folder)
  expect(await first.isOver()).toBe(true)
  first.close()

  const second = (await watching())!
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  expect(await second.isOver()).toBe(true)
  second.close()
  const third = (await watching())!
  news.length = 0
  writeFileSync(join(folder, 'b'), 'b')
  await expect.poll(() => news).toContain('b')
  expect(await third.isOver()).toBe(false)
  third.close()
})
