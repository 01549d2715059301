import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Console, consoles } from '../../helpers/consoles'

const send = async (one: Console, file: string) => value(await one.desk.call('sync.exchange', { file }))

async function twoConsoles() {
  const { office, others } = await consoles('prokeep', [{ name: 'Mel', role: 'administrator' }])
  return { office, mel: others[0]!, folder: aFolder() }
}

async function addPerson(one: Console, name: string) {
  const people = [{ name, email: `${name.toLowerCase()}@northside.example`, role: 'member' as never }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

it('carries edits there and back in one file, which the second time holds only what the other lacks', async () => {
  const { office, mel, folder } = await twoConsoles()
  const ben = await addPerson(mel, 'Ben')
  const letter = join(folder, 'to-office.zip')
  expect(await send(mel, letter)).toMatchObject({ sent: 1, pending: 1 })
  expect(await send(office, letter)).toMatchObject({ settled: 1 })
  // The answer goes back in the same file.
  expect(await send(mel, letter)).toMatchObject({ arrived: 1, pending: 0 })
  await send(office, letter)
  expect(mel.org.revision()).toEqual(office.org.revision())
  await addPerson(office, 'Cem')
  const next = join(folder, 'to-mel.zip')
  await send(office, next)
  expect(statSync(next).size).toBeLessThan(statSync(letter).size)
  const lines = Object.entries(unzipSync(readFileSync(next))).filter(([name]) => name.endsWith('.jsonl'))
  const { n } = office.org.revision()
  expect(lines.map(([name]) => name.split('/').at(-1)!.startsWith(`${n}-${n}-`))).toEqual([true])
  // Twice does no harm, and a copy under another name is as good.
  copyFileSync(next, join(folder, 'copy.zip'))
  expect(await send(mel, join(folder, 'copy.zip'))).toMatchObject({ arrived: 1 })
  expect(await send(mel, next)).toMatchObject({ arrived: 0, missing: [] })
  expect(mel.org.revision()).toEqual(office.org.revision())
  expect(mel.org.state().staff.get(ben)?.name).toBe('Ben')
  expect(value(await mel.desk.call('org.verify', {})).problems).toEqual([])
})

it('carries edits and verdicts between whom meets elsewhere and who gets letters only, whoever settles', async () => {
  const { office, others } = await consoles('prokeep', [
    { name: 'Mel', role: 'administrator' },
    { name: 'Kim', role: 'administrator' },
  ])
  const [mel, kim] = [others[0]!, others[1]!]
  const folder = aFolder()
  const inFolder = async (one: Console) => value(await one.desk.call('sync.exchange', { folder }))
  const ben = await addPerson(kim, 'Ben')
  const letter = join(aFolder(), 'from-kim.zip')
  await send(kim, letter)
  await send(mel, letter)
  for (const one of [mel, office, mel]) await inFolder(one)
  await addPerson(office, 'Cem')
  for (const one of [office, mel]) await inFolder(one)
  // Mel settles nothing, and is the only one who writes to Kim.
  await send(mel, join(folder, 'to-kim.zip'))
  expect(await send(kim, join(folder, 'to-kim.zip'))).toMatchObject({ pending: 0 })
  expect(kim.org.revision()).toEqual(office.org.revision())
  expect(office.org.state().staff.get(ben)?.name).toBe('Ben')
  // Kim settles from now on, and nobody in the folder ever meets Kim.
  const from = office.org.state().settings.registrar
  const to = kim.org.line.speaker!.id
  value(office.org.apply({ intents: [{ kind: 'registrar.set', body: { rows: [{ from, to }] } }], personal: [] }))
  for (const one of [office, mel]) await inFolder(one)
  await send(mel, join(folder, 'turn.zip'))
  await send(kim, join(folder, 'turn.zip'))
  await addPerson(kim, 'Dee')
  await send(kim, join(folder, 'back.zip'))
  await send(mel, join(folder, 'back.zip'))
  for (const one of [mel, office]) await inFolder(one)
  expect(office.org.revision()).toEqual(kim.org.revision())
  expect(mel.org.revision()).toEqual(kim.org.revision())
})

it('takes nothing from a file that is none of ours, and leaves it as it is', async () => {
  const { mel, folder } = await twoConsoles()
  const file = join(folder, 'letter.zip')
  writeFileSync(file, 'no zip at all')
  expect(failure(await mel.desk.call('sync.exchange', { file }))).toMatchObject({ code: 'wrong-place' })
  expect(readFileSync(file, 'utf8')).toBe('no zip at all')
  writeFileSync(file, zipSync({ '../../evil': strToU8('x'), 'a.txt': strToU8('y') }))
  expect(await send(mel, file)).toMatchObject({ arrived: 0, ignored: 0 })
  expect(existsSync(join(folder, '..', '..', 'evil'))).toBe(false)
  const gone = join(folder, 'nowhere', 'letter.zip')
  expect(failure(await mel.desk.call('sync.exchange', { file: gone }))).toMatchObject({
    code: 'place-not-found',
    message: `There is no folder “${join(folder, 'nowhere')}” for this file. Choose another place for it.`,
  })
})
