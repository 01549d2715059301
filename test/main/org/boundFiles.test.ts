import { copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Desk } from '../../../src/main/operations/desk'
import { takeOver } from '../../../src/main/org/takeOver'
import { aDesk, aFolder, failure, value } from '../../helpers/aDesk'
import { seededSources } from '../../helpers/seededSources'

async function anOrg() {
  const folder = aFolder()
  const desk = aDesk(folder)
  const path = join(folder, 'northside.rolecall')
  const owner = { ownerName: 'Robin Shaw', ownerEmail: 'robin@northside.example' }
  const created = value(await desk.call('org.create', { path, name: 'Northside', blueprint: 'prokeep', ...owner }))
  await edit(desk, path, 'First')
  return { folder, desk, path, words: created.recoveryWords.join(' '), copy: join(folder, 'copy.rolecall') }
}

let places = 0

/** Opens a file, writes a change and closes it, as a run of the command line does. */
async function edit(desk: Desk, path: string, name = `Place ${places++}`) {
  value(await desk.call('org.open', { path }))
  const added = await desk.call('place.add', { kind: 'location', name })
  value(await desk.call('org.close', {}))
  return added
}

const reading = async (desk: Desk, path: string) => value(await desk.call('org.open', { path })).readOnlyBecause

it('signs in the original only, and says so of a copy', async () => {
  const { desk, path, copy } = await anOrg()
  copyFileSync(path, copy)
  expect(await reading(desk, copy)).toMatch(/“copy\.rolecall” is a copy of “.*northside\.rolecall”.*reading only/)
  expect(value(await desk.call('org.info', {})).actor?.name).toBe('Robin Shaw')
  expect(failure(await edit(desk, copy)).code).toBe('read-only')
  value(await edit(desk, path))
})

it('takes no bundle for a second file either', async () => {
  const { desk, folder, path, copy } = await anOrg()
  const bundle = join(folder, 'all.json')
  value(await desk.call('org.open', { path }))
  value(await desk.call('org.export', { path: bundle }))
  value(await desk.call('org.openInto', { bundle, path: copy }))
  expect(failure(await edit(desk, copy)).message).toMatch(/is a copy of/)
  value(await edit(desk, path))
  rmSync(path)
  expect(await reading(desk, copy)).toMatch(/older than the last change that was signed on this desktop/)
})

it('opens a bundle that holds everything in the place of a lost file', async () => {
  const { desk, folder, path, copy } = await anOrg()
  const bundle = join(folder, 'all.json')
  value(await desk.call('org.open', { path }))
  value(await desk.call('org.export', { path: bundle }))
  value(await desk.call('org.close', {}))
  rmSync(path)
  value(await desk.call('org.openInto', { bundle, path: copy }))
  value(await edit(desk, copy))
})

it('follows a file that was moved or renamed, and comes back with it', async () => {
  const { desk, folder, path } = await anOrg()
  mkdirSync(join(folder, 'moved'))
  const moved = join(folder, 'moved', 'north.rolecall')
  renameSync(path, moved)
  value(await edit(desk, moved))
  copyFileSync(moved, path)
  expect(await reading(desk, path)).toMatch(/is a copy of “.*north\.rolecall”/)
  value(await desk.call('org.close', {}))
  rmSync(moved)
  value(await edit(desk, path))
})

it('does not go on in a backup that was copied over the file', async () => {
  const { desk, path, copy } = await anOrg()
  copyFileSync(path, copy)
  value(await edit(desk, path))
  copyFileSync(copy, path)
  expect(await reading(desk, path)).toMatch(/restored from a backup or copied back.*reading only/)
})

it('reads a copy byte for byte, whatever it is', async () => {
  const { desk, path, copy } = await anOrg()
  copyFileSync(path, copy)
  value(await desk.call('org.open', { path: copy, readOnly: true }))
  value(await desk.call('org.close', {}))
  value(await edit(desk, path))
})

it('lets samples of the same seed stand side by side, each of them once', async () => {
  const folder = aFolder()
  const desk = aDesk(folder)
  const [one, two, copy] = ['one', 'two', 'copy'].map((name) => join(folder, `${name}.rolecall`)) as [
    string,
    string,
    string,
  ]
  for (const path of [one, two]) {
    value(await desk.call('org.sample', { path, blueprint: 'prokeep', people: 5 }))
    value(await edit(desk, path))
  }
  value(await edit(desk, one))
  copyFileSync(one, copy)
  expect(failure(await edit(desk, copy)).code).toBe('read-only')
  value(await edit(desk, two))
})

it('enrols anew with the recovery words, and leaves the old keys behind', async () => {
  const { desk, folder, path, words, copy } = await anOrg()
  copyFileSync(path, copy)
  value(await edit(desk, path))
  const wanted = { home: join(folder, 'home'), sources: seededSources('anew') }
  const others = 'abandon '.repeat(11) + 'about'
  expect(failure(takeOver(copy, { ...wanted, words: others })).code).toBe('wrong-words')
  expect(failure(takeOver(copy, { ...wanted, words, email: 'mel@northside.example' })).code).toBe('no-such-person')
  expect(failure(await edit(desk, copy)).code).toBe('read-only')
  expect(value(takeOver(copy, { ...wanted, words })).revoked).toBe(2)
  value(await edit(desk, copy))
  expect(value(await desk.call('org.open', { path: copy })).mode).toBe('edit')
  expect(value(await desk.call('org.verify', {})).problems).toEqual([])
  value(await desk.call('org.close', {}))
  expect(await reading(desk, path)).toMatch(/is a copy of “.*copy\.rolecall”/)
})
