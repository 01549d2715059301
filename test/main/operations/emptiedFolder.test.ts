import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folderTransport } from '../../../src/main/sync/folder/folderTransport'
import { nodeFiles } from '../../../src/main/sync/folder/nodeFiles'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'

const exchange = (one: Console, input: object = {}) => one.desk.call('sync.exchange', input)
const filesIn = (folder: string) => readdirSync(folder, { recursive: true })

async function addPerson(one: Console, name: string) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: 'member' as never }]
  value(await one.desk.call('staff.add', { people, active: true }))
}

/** Two that have met on a stick, which is out now: the folder where it was mounted is there, and empty. */
async function withoutTheStick() {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = join(aFolder(), 'stick')
  mkdirSync(folder)
  for (const one of [office, mel, office]) value(await exchange(one, { folder }))
  const stick = `${folder} in a pocket`
  renameSync(folder, stick)
  mkdirSync(folder)
  return { office, mel, folder, stick }
}

it('writes nothing into the folder where a stick was, says so, and goes on once it is back', async () => {
  const { office, mel, folder, stick } = await withoutTheStick()
  await addPerson(office, 'Ben')
  await addPerson(mel, 'Cleo')
  const { last: before } = value(await office.desk.call('sync.status', {}))
  for (const one of [office, mel]) {
    // Also where the folder is not named again.
    const { code, message } = failure(await exchange(one))
    expect(code).toBe('place-emptied')
    expect(message).toMatch(
      /^Nothing of this organization lies in the folder “.*stick”, although it was exchanged there on \d+ \w+ 20\d\d, \d\d:\d\d\. .*connect it and exchange again.*begins anew\.$/,
    )
    expect(filesIn(folder)).toEqual([])
  }
  const { last } = value(await office.desk.call('sync.status', {}))
  expect(last).toMatchObject({ ok: false, code: 'place-emptied', lastGoodMs: before!.atMs })
  // Folders alone are nothing: somebody deleted the files, or a copy has just begun.
  cpSync(stick, folder, { recursive: true, filter: (path) => !path.endsWith('.json') && !path.endsWith('.jsonl') })
  const bare = filesIn(folder)
  expect(bare.length).toBeGreaterThan(0)
  expect(failure(await exchange(office)).code).toBe('place-emptied')
  expect(filesIn(folder)).toEqual(bare)

  rmSync(folder, { recursive: true })
  renameSync(stick, folder)
  for (const one of [mel, office, mel]) value(await exchange(one))
  expect(mel.org.line.pending()).toEqual([])
  expect(mel.org.revision()).toEqual(office.org.revision())
})

it('begins anew in an emptied folder when that is said expressly, with the whole line', async () => {
  const { office, mel, folder } = await withoutTheStick()
  await addPerson(mel, 'Cleo')
  // Whoever does not settle leaves what is pending, and others find something of the organization again.
  expect(value(await exchange(mel, { folder, beginAnew: true }))).toMatchObject({ sent: 1 })
  expect(value(await exchange(office))).toMatchObject({ settled: 1 })
  expect(value(await exchange(mel))).toMatchObject({ pending: 0 })
  const there = value(
    await folderTransport(nodeFiles(folder), office.org.orgId).readEnd((n) => office.org.line.hashOf(n)),
  )
  expect(there.n).toBe(office.org.revision().n)
})

it('writes nothing either where the stick is pulled in the middle of an exchange', async () => {
  const { office, folder, stick } = await withoutTheStick()
  const files = nodeFiles(folder)
  const place = (met: string | null) => folderTransport(files, office.org.orgId, undefined, met)
  const entries = office.org.line.entriesAfter(0, 10)
  const by = office.org.line.speaker!.id
  expect(failure(await place('it was there').append({ n: 0, hash: null }, entries, by))).toMatchObject({
    code: 'place-emptied',
    message: expect.stringContaining(', although it was there.'),
  })
  expect(filesIn(folder)).toEqual([])
  // What another organization left there is nothing of this one.
  cpSync(join(stick, office.org.orgId), join(folder, 'f'.repeat(64)), { recursive: true })
  expect(failure(await place('it was there').readGreetings()).code).toBe('place-emptied')
})

it('knows of an exchange that was begun there and did not come to its end', async () => {
  const { office } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const folder = aFolder()
  office.org.line.notes.addMarks(folder, ['entries something'])
  expect(failure(await exchange(office, { folder })).message).toContain(
    ', although an exchange was begun there before.',
  )
  expect(filesIn(folder)).toEqual([])
  // Another folder is begun without a word.
  value(await exchange(office, { folder: aFolder() }))
})

it('begins anew only in a folder', async () => {
  const { office } = await consoles('prokeep', [])
  const hub = 'postgres://console_anna@127.0.0.1:1/rolecall'
  expect(failure(await exchange(office, { hub, beginAnew: true }))).toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('only a folder begins anew'),
  })
  expect(failure(await exchange(office, { file: 'letter.zip', beginAnew: true })).code).toBe('bad-input')
  value(await office.desk.call('sync.setPlace', { place: { hub } }))
  expect(failure(await exchange(office, { beginAnew: true }))).toMatchObject({ code: 'no-place' })
})
