import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, it } from 'vitest'
import { exchange } from '../../../src/main/sync/exchange'
import { folderTransport } from '../../../src/main/sync/folder/folderTransport'
import { nodeFiles } from '../../../src/main/sync/folder/nodeFiles'
import type { PersonalValue } from '../../../src/shared/domain/change'
import type { StaffId } from '../../../src/shared/domain/ids'
import { personalValue } from '../../../src/main/org/personalValues'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'
import { seededSources } from '../../helpers/seededSources'

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

const first = (path: string) => Number(basename(path).split('-')[0])
const readText = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8')
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json')).length

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

it('erases a purged person from every file that holds them, and from copies, and leaves the others', async () => {
  const { office, mel, folder } = await threeConsoles()
  const ben = await addPerson(office, 'Ben')
  for (const one of [office, mel]) await meet(one, folder)
  const drawer = join(folder, office.org.orgId, 'personal', ben.slice(0, 2))
  const drawerOf = (holder: string) => readdirSync(drawer).filter((name) => readText(drawer, name).includes(holder))
  // Somebody else whose values lie in the same file.
  const [file] = drawerOf(ben)
  const ann = `${ben.slice(0, 2)}${'0'.repeat(30)}` as StaffId
  const place = folderTransport(nodeFiles(folder), office.org.orgId)
  const annsName = personalValue(seededSources('ann'), ann, 'name', 'Ann')
  const shared = [...(JSON.parse(readText(drawer, file!)) as PersonalValue[]), annsName]
  rmSync(join(drawer, file!))
  value(await place.writePersonal(shared))
  const [both] = drawerOf(ann)
  copyFileSync(join(drawer, both!), join(drawer, both!.replace('.json', ' (conflicted copy).json')))
  writeFileSync(join(drawer, `${both!}.tmp`), readText(drawer, both!).slice(0, 200))
  value(await office.desk.call('staff.remove', { staffIds: [ben] }))
  value(await office.desk.call('staff.purge', { staffId: ben, confirm: true }))
  await meet(office, folder)
  expect(drawerOf(ben)).toEqual([])
  expect(value(await place.readPersonal([annsName]))).toEqual([annsName])
  // A file that comes back is looked through again, a whole one under its own name too.
  value(await place.writePersonal(shared))
  expect(drawerOf(ben)).toHaveLength(1)
  await meet(office, folder)
  expect(drawerOf(ben)).toEqual([])
  await meet(mel, folder)
  expect(mel.org.state().staff.get(ben)).toMatchObject({ state: 'purged', name: null })
})

it('keeps the values of many people in few files, and makes small ones one', async () => {
  const { office, folder } = await threeConsoles()
  const place = folderTransport(nodeFiles(folder), office.org.orgId)
  const sources = seededSources('many')
  const ids = Array.from({ length: 600 }, () => Buffer.from(sources.random(16)).toString('hex') as StaffId)
  const values = ids.map((staffId, i) => personalValue(sources, staffId, 'name', `Person ${i}`))
  value(await place.writePersonal(values))
  const personal = join(folder, office.org.orgId, 'personal')
  expect(filesIn(personal)).toBeLessThanOrEqual(256)
  value(await place.writePersonal(values))
  expect(filesIn(personal)).toBeLessThanOrEqual(256)
  const more = Array.from({ length: 40 }, (_, i) => personalValue(sources, ids[0]!, 'name', `Name ${i}`))
  for (const one of more) value(await place.writePersonal([one]))
  expect(readdirSync(join(personal, ids[0]!.slice(0, 2))).length).toBeLessThanOrEqual(9)
  const again = folderTransport(nodeFiles(folder), office.org.orgId)
  const found = value(await again.readPersonal([...values, ...more]))
  expect(new Map(found.map((one) => [one.hash, one]))).toEqual(
    new Map([...values, ...more].map((one) => [one.hash, one])),
  )
})

it('reads no file twice, and knows where the line has a gap', async () => {
  const { office, mel, folder } = await threeConsoles()
  for (const name of ['Ann', 'Ben', 'Cem']) {
    await addPerson(office, name)
    value(await office.desk.call('sync.exchange', { folder }))
  }
  value(await mel.desk.call('sync.exchange', { folder }))
  const lines = jsonl(folder).filter((path) => readFileSync(path, 'utf8').includes('"kind":"entries"'))
  expect(lines.length).toBe(3)
  const read: string[] = []
  const plain = nodeFiles(folder)
  const { notes } = mel.org.line
  const watched = folderTransport(
    { ...plain, read: (path, limit) => (read.push(path), plain.read(path, limit)) },
    mel.org.orgId,
    { has: (mark) => notes.hasMark(plain.root, mark), add: (marks) => notes.addMarks(plain.root, marks) },
  )
  value(await exchange(mel.org, watched))
  expect(read.filter((path) => path.endsWith('.jsonl'))).toEqual([])
  // What comes in behind the end is looked at all the same: the end of the line is where its first gap is.
  const { n } = office.org.revision()
  const hashOf = (number: number) => office.org.line.hashOf(number)
  expect(value(await watched.readEnd(hashOf))).toEqual({ n })
  const middle = lines.toSorted((a, b) => first(a) - first(b))[1]!
  rmSync(middle)
  expect(value(await watched.readEnd(hashOf))).toEqual({ n: first(middle) - 1 })
  value(await office.desk.call('sync.exchange', { folder }))
  expect(existsSync(middle)).toBe(true)
  // A copy that was cut short has another size: it is found out, and written again.
  truncateSync(middle, 200)
  expect(value(await watched.readEnd(hashOf))).toEqual({ n: first(middle) - 1 })
  value(await office.desk.call('sync.exchange', { folder }))
  expect(value(await watched.readEnd(hashOf))).toEqual({ n })
})

it('says that a folder is gone, and does nothing', async () => {
  const { mel } = await threeConsoles()
  const gone = folderTransport(nodeFiles('/nowhere/at-all'), mel.org.orgId)
  expect(failure(await exchange(mel.org, gone)).code).toBe('place-not-found')
})

it('finds by a signed end that the line was cut short, and that there is another one', async () => {
  const { office, mel, folder } = await threeConsoles()
  await meet(office, folder)
  await meet(mel, folder)
  const own = join(folder, office.org.orgId, office.org.line.speaker!.id)
  const warnings = async () => value(await mel.desk.call('sync.status', {})).warnings
  const before = new Set(readdirSync(own))
  expect(await warnings()).toEqual([])
  await addPerson(office, 'Ben')
  await addPerson(office, 'Cleo')
  await meet(office, folder)
  for (const name of readdirSync(own)) if (!before.has(name)) rmSync(join(own, name))
  await meet(mel, folder)
  const text = /has 2 entries that did not come here: .* files were taken out/
  expect(await warnings()).toEqual([expect.stringMatching(text)])
  const { consoles: seen } = value(await mel.desk.call('sync.status', {}))
  expect(seen.map((one) => one.text)).toContain('2 entries ahead')
  // Whoever settles brings again what was taken out.
  await meet(office, folder)
  await meet(mel, folder)
  expect(await warnings()).toEqual([])

  const { notes } = mel.org.line
  const heard = notes.heard().find(({ key }) => key === office.org.line.speaker!.id)!
  const said = JSON.parse(Buffer.from(heard.bytes).toString()) as { head: object }
  const other = { ...said, head: { ...said.head, hash: 'f'.repeat(64) } }
  notes.addHeard({ ...heard, bytes: Buffer.from(JSON.stringify(other)) })
  expect(await warnings()).toEqual([
    expect.stringMatching(/has another entry \d+ than this desktop: two lines were settled/),
  ])
})

it('says what a stick or a share has against being used, and leaves nothing where it was', async () => {
  const folder = join(aFolder(), 'stick')
  const files = nodeFiles(folder)
  await expect(files.writeWhole('org/key/a.jsonl', Buffer.from('a'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect(existsSync(folder)).toBe(false)
  const saysOf = async (errno: string) => {
    const refuse = () => Promise.reject(Object.assign(new Error(errno), { code: errno }))
    const place = folderTransport({ ...files, isThere: () => Promise.resolve(true), list: refuse }, 'f'.repeat(64))
    const { code, message } = failure(await place.readProposals(() => false))
    expect(message).toContain(folder)
    return [code, message]
  }
  expect(await saysOf('ENOENT')).toEqual(['place-not-found', expect.stringMatching(/^There is no folder/)])
  expect(await saysOf('EIO')).toEqual(['place-not-found', expect.stringMatching(/Plug the stick in/)])
  expect(await saysOf('EROFS')).toEqual(['cannot-write', expect.stringMatching(/can only be read/)])
  expect(await saysOf('EACCES')).toEqual(['cannot-write', expect.stringMatching(/leave to read and write/)])
  expect(await saysOf('ENOSPC')).toEqual(['disk-full', expect.stringMatching(/is full/)])
  expect(await saysOf('EMFILE')).toEqual(['cannot-write', expect.stringMatching(/cannot be used \(EMFILE\)/)])
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

it('brings what others laid something else in the place of', async () => {
  const { office, mel, folder } = await threeConsoles()
  await addPerson(office, 'Ben')
  await addPerson(mel, 'Cleo')
  const outside = folderTransport(nodeFiles(folder), mel.org.orgId)
  const [own] = mel.org.line.proposals()
  value(await outside.publish([{ ...own!, key: own!.key as never, signature: Buffer.alloc(64, 7) }]))
  const { n } = mel.org.revision()
  const [entry] = office.org.line.entriesAfter(n, 1)
  const altered = { ...entry!, changeSignature: Buffer.alloc(64, 7) }
  value(await outside.append({ n, hash: null }, [altered], office.org.line.speaker!.id))
  await meet(mel, folder)
  await meet(office, folder)
  expect(await meet(mel, folder)).toMatchObject({ arrived: 2 })
  expect(mel.org.line.pending()).toEqual([])
  expect(mel.org.revision().head).toBe(office.org.revision().head)
})

it('carries what was settled from folder to folder, by whoever meets others in both', async () => {
  const { office, mel, kim: zed, folder } = await threeConsoles()
  const other = aFolder()
  await addPerson(office, 'Ben')
  await meet(office, folder)
  await meet(mel, folder)
  await meet(mel, other)
  await meet(zed, other)
  expect(zed.org.revision().head).toBe(office.org.revision().head)
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

it('stops between two large steps when it is told to, keeps what came, and goes on from there', async () => {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  const mel = others[0]!
  const folder = aFolder()
  await meet(office, folder)
  await meet(mel, folder)
  for (const part of [0, 1, 2]) {
    const people = Array.from({ length: 900 }, (_, i) => ({
      name: `P${part} ${i}`,
      email: `p${part}-${i}@northside.example`,
      role: role('member'),
    }))
    value(await office.desk.call('staff.add', { people, active: true }))
  }
  await meet(office, folder)
  const { n } = mel.org.revision()
  const stopped = failure(
    await exchange(mel.org, folderTransport(nodeFiles(folder), mel.org.orgId), () => mel.org.revision().n > n),
  )
  expect([stopped.code, mel.org.revision().n]).toEqual(['cancelled', n + 1])
  expect((await meet(mel, folder)).arrived).toBe(2)
  expect(mel.org.revision()).toEqual(office.org.revision())
})
