import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk } from '../../src/main/operations/desk'
import type { OperationCall, OperationName, OperationOutput } from '../../src/shared/operations/contract'

// A console that works until it is killed. What it was told is done, it tells on standard output, line by line.

const [mode, home, path, run, file] = process.argv.slice(2) as [string, string, string, string, string | undefined]
// When the kill comes is chance too, so a seed would repeat nothing.
const random = Math.random
// With mode `backup` each edit is made a day after the one before, so that each is followed by a backup.
const startMs = mode === 'backup' ? Date.UTC(2030, 0, 1) + Number(run) * 1000 * 86_400_000 : 0
let day = 0
const desk = createDesk({
  home,
  version: 'test',
  runtime: 'test',
  keepsBackups: mode === 'backup',
  emit: (event, news) => {
    if (event === 'job.progress') tellOfLongWork((news as { phase: string }).phase)
  },
  sources: {
    random: (count) => new Uint8Array(randomBytes(count)),
    now: () => (mode === 'backup' ? startMs + day * 86_400_000 : Date.now()),
  },
})
const tell = (line: string): void => void writeSync(1, `${line}\n`)

let hasToldOfWork = false
function tellOfLongWork(phase: string): void {
  if (hasToldOfWork || !['Settling what waits', 'Taking what was settled elsewhere'].includes(phase)) return
  hasToldOfWork = true
  tell('working')
}

async function call<Name extends OperationName>(
  name: Name,
  input: OperationCall<Name>,
): Promise<OperationOutput<Name>> {
  const answer = await desk.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
  return answer.value as OperationOutput<Name>
}

tell('ready')
await call('org.open', { path, ...(mode === 'exchange' || mode === 'settle' ? { as: process.argv[7]! } : {}) })
tell('open')
if (mode === 'exchange') await exchangeAgainAndAgain()
else if (mode === 'settle') await settleOnce()
else if (mode === 'backup') await backUpAgainAndAgain()
else if (mode === 'import') await importOnce()
else if (mode === 'edit') await editAgainAndAgain(desk)
// With mode `open` it only opens, which takes an older file to today's version.
else await new Promise((resolve) => setTimeout(resolve, 60_000))

/** Small edits of every sort, one history item each. */
async function editAgainAndAgain({ org }: Desk): Promise<never> {
  for (let round = 0; ; round += 1) {
    const name = `Person ${run} ${round}`
    const role = org!.state().blueprint.roles.at(-1)!.key
    const people = [{ name, email: `p${run}-${round}@northside.example`, role }]
    const added = await call('staff.add', { people, active: true })
    tell(`done ${added.item}`)
    const staffId = added.staffIds[0]!
    if (random() < 0.5) tell(`done ${(await call('staff.edit', { staffId, name: `${name} again` })).item}`)
    if (random() < 0.3) {
      const place = await call('place.add', { kind: 'location', name: `Place ${run} ${round}` })
      tell(`done ${place.item}`)
      tell(`done ${(await call('staff.assign', { staffId, add: [place.place] })).item}`)
    }
    if (random() < 0.3) {
      tell(`done ${(await call('staff.remove', { staffIds: [staffId] })).item}`)
      if (random() < 0.5) tell(`done ${(await call('change.undo', {})).item}`)
    }
  }
}

/** Edits, each brought to the folder at once. What was told is done must be there even when no exchange followed. */
async function exchangeAgainAndAgain(): Promise<never> {
  for (let round = 0; ; round += 1) {
    const people = [{ name: `Person ${run} ${round}`, email: `p${run}-${round}@northside.example` }]
    const role = desk.org!.state().blueprint.roles.at(-1)!.key
    const added = await call('staff.add', { people: people.map((one) => ({ ...one, role })), active: true })
    tell(`done ${added.item}`)
    const did = await call('sync.exchange', { folder: file! })
    tell(`exchanged ${did.sent + did.settled}`)
  }
}

/** One exchange, in which a large batch is settled, or comes back settled; `working` once that is under way. */
async function settleOnce(): Promise<void> {
  await call('sync.exchange', { folder: file!, job: 'sync' })
  tell('exchanged')
  await new Promise((resolve) => setTimeout(resolve, 60_000))
}

/** An edit a day; the backup of the day follows by itself. */
async function backUpAgainAndAgain(): Promise<never> {
  for (let round = 0; ; round += 1) {
    day += 1
    tell(`done ${(await call('place.add', { kind: 'location', name: `Place ${run} ${round}` })).item}`)
    await new Promise((resolve) => setTimeout(resolve, random() * 40))
  }
}

/** A file of many people: all of it or nothing. */
async function importOnce(): Promise<void> {
  const read = await call('import.read', { path: file! })
  await call('import.preview', { importId: read.importId, mapping: read.mapping })
  tell('importing')
  tell(`done ${(await call('import.apply', { importId: read.importId })).item}`)
}
