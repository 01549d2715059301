import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exchange } from '../../../src/main/sync/exchange'
import { folderTransport } from '../../../src/main/sync/folder/folderTransport'
import { nodeFiles } from '../../../src/main/sync/folder/nodeFiles'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'

const role = (key: string) => key as never

async function meet(one: Console, folder: string) {
  return value(await exchange(one.org, folderTransport(nodeFiles(folder), one.org.orgId)))
}

async function addPerson(one: Console, name: string) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: role('member') }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

const jsonl = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.jsonl'))
    .map((path) => join(folder, path))

async function threeConsoles() {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  return { office, mel: others[0]!, kim: others[1]!, folder: aFolder() }
}

it('promotes Bo here and removes Bo there, offline: the promotion waits in every inbox', async () => {
  const { office, mel, kim, folder } = await threeConsoles()
  const bo = await addPerson(office, 'Bo')
  for (const one of [office, mel, kim]) await meet(one, folder)
  value(await mel.desk.call('staff.remove', { staffIds: [bo] }))
  await meet(mel, folder)
  value(await kim.desk.call('staff.setRole', { staffId: bo, role: role('manager') }))
  await meet(office, folder)
  await meet(kim, folder)
  for (const one of [office, mel, kim]) await meet(one, folder)
  for (const one of [office, mel, kim]) {
    expect(one.org.revision()).toEqual(office.org.revision())
    expect(one.org.state().staff.get(bo)).toMatchObject({ state: 'removed', role: 'member' })
    const inbox = [...one.org.state().inbox.values()]
    expect(inbox.map(({ author, rows }) => [author, rows[0]!.because])).toEqual([[kim.staffId, 'removed']])
    expect(one.org.line.pending()).toEqual([])
    expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])
  }
})

it('passes over half-copied, altered, renamed and doubled files, and takes them once they are whole', async () => {
  const { office, mel, folder } = await threeConsoles()
  await addPerson(mel, 'Ben')
  await meet(mel, folder)
  const [file] = jsonl(folder)
  const whole = readFileSync(file!)
  truncateSync(file!, whole.length - 40)
  copyFileSync(file!, file!.replace('.jsonl', ' (conflicted copy).jsonl'))
  expect(await meet(office, folder)).toMatchObject({ settled: 0 })
  writeFileSync(file!, whole.toString().replace('member', 'memb3r'))
  expect(await meet(office, folder)).toMatchObject({ settled: 0 })
  writeFileSync(file!, whole)
  writeFileSync(`${file!}.tmp`, whole.subarray(0, 100))
  expect(await meet(office, folder)).toMatchObject({ settled: 1 })
  expect(await meet(office, folder)).toMatchObject({ settled: 0 })
  expect(await meet(mel, folder)).toMatchObject({ arrived: 1, sent: 0 })
})

it('erases the personal file of a purged person, and copies of it', async () => {
  const { office, mel, folder } = await threeConsoles()
  const ben = await addPerson(office, 'Ben')
  for (const one of [office, mel]) await meet(one, folder)
  const file = join(folder, office.org.orgId, 'personal', `${ben}.json`)
  copyFileSync(file, file.replace('.json', ' (conflicted copy).json'))
  value(await office.desk.call('staff.remove', { staffIds: [ben] }))
  value(await office.desk.call('staff.purge', { staffId: ben, confirm: true }))
  await meet(office, folder)
  expect(readdirSync(join(folder, office.org.orgId, 'personal')).filter((name) => name.startsWith(ben))).toEqual([])
  expect(existsSync(file)).toBe(false)
  await meet(mel, folder)
  expect(mel.org.state().staff.get(ben)).toMatchObject({ state: 'purged', name: null })
})

it('says that a folder is gone, and does nothing', async () => {
  const { mel } = await threeConsoles()
  const gone = folderTransport(nodeFiles('/nowhere/at-all'), mel.org.orgId)
  expect(failure(await exchange(mel.org, gone)).code).toBe('place-not-found')
})

it('is not stopped by an entry that nobody who settles has signed', async () => {
  const { office, mel, folder } = await threeConsoles()
  await addPerson(office, 'Ben')
  const [entry] = office.org.line.entriesAfter(mel.org.revision().n, 1)
  const forged = { ...entry!, entrySignature: Buffer.alloc(64, 7) }
  const place = folderTransport(nodeFiles(folder), mel.org.orgId)
  const { n, head } = mel.org.revision()
  value(await place.append({ n, hash: head }, [forged], '0'.repeat(64) as never))
  await meet(mel, folder)
  expect(mel.org.line.halt).toBe(null)
  expect(mel.org.revision().n).toBe(n)
})

it('exchanges from the desk, and says what is pending', async () => {
  const { office, mel, folder } = await threeConsoles()
  await addPerson(mel, 'Ben')
  expect(value(await mel.desk.call('org.info', {})).counts.pending).toBe(1)
  expect(value(await mel.desk.call('sync.exchange', { folder }))).toMatchObject({ sent: 1, pending: 1 })
  expect(value(await office.desk.call('sync.exchange', { folder }))).toMatchObject({ settled: 1 })
  expect(value(await mel.desk.call('sync.exchange', { folder }))).toMatchObject({ arrived: 1, pending: 0 })
})

it('waits for nobody whose values a much later entry purged', async () => {
  const { office, mel, folder } = await threeConsoles()
  const ben = await addPerson(office, 'Ben')
  for (let round = 0; round < 260; round += 1) {
    value(await office.desk.call('staff.edit', { staffId: office.staffId, name: `Robin ${round}` }))
  }
  value(await office.desk.call('staff.remove', { staffIds: [ben] }))
  value(await office.desk.call('staff.purge', { staffId: ben, confirm: true }))
  await meet(office, folder)
  await meet(mel, folder)
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.state().staff.get(ben)).toMatchObject({ state: 'purged', name: null })
  expect(value(await mel.desk.call('org.verify', {})).problems).toEqual([])
})
