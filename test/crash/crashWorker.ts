import { randomBytes } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createDesk } from '../../src/main/operations/createDesk'
import type { Desk } from '../../src/main/operations/desk'
import type { OperationCall, OperationName, OperationOutput } from '../../src/shared/operations/contract'

// A console that works until it is killed. What it was told is done, it tells on standard output, line by line.

const [mode, home, path, run, file] = process.argv.slice(2) as [string, string, string, string, string | undefined]
// When the kill comes is chance too, so a seed would repeat nothing.
const random = Math.random
const desk = createDesk({
  home,
  version: 'test',
  runtime: 'test',
  sources: { random: (count) => new Uint8Array(randomBytes(count)), now: () => Date.now() },
})
const tell = (line: string): void => void writeSync(1, `${line}\n`)

async function call<Name extends OperationName>(
  name: Name,
  input: OperationCall<Name>,
): Promise<OperationOutput<Name>> {
  const answer = await desk.call(name, input)
  if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`)
  return answer.value as OperationOutput<Name>
}

tell('ready')
await call('org.open', { path })
tell('open')
if (mode === 'import') await importOnce()
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

/** A file of many people: all of it or nothing. */
async function importOnce(): Promise<void> {
  const read = await call('import.read', { path: file! })
  await call('import.preview', { importId: read.importId, mapping: read.mapping })
  tell('importing')
  tell(`done ${(await call('import.apply', { importId: read.importId })).item}`)
}
