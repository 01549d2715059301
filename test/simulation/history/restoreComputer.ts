import { changeIdOf } from '../oracle/readSettled'
import { type Desk } from './Desk'
import { forgetSeenFrom } from './lookForChangedPast'
import { approve, askForKeys } from './manageKeys'
import { backUp, takeBack } from './restoreBackup'
import { countFault, type Run } from './Run'
import { settledIn } from './settledIn'
import { replaceSettler } from './replaceSettler'
import { settlerOf } from './settlerOf'
import { sitDownAt } from './sitDownAt'

/** A whole computer goes back, with the keys and all that it knew of itself, and goes on under the numbers that it had then. */
export async function restoreComputer(run: Run, isLast: boolean): Promise<void> {
  const { chance, desks } = run
  const desk = desks.find(({ hasBackup, hasGoneBack }) => hasBackup || hasGoneBack)
  if (desk === undefined) {
    const kept = chance.isHit(0.4) ? (settlerOf(run) ?? chance.pick(desks)) : chance.pick(desks)
    backUp(kept)
    await sitDownAt(run, kept)
    if (!isLast) return
  }
  if (desk?.hasGoneBack === true) {
    askAnew(run, desk)
    return
  }
  const back = desk ?? desks.find(({ hasBackup }) => hasBackup)!
  const known = Math.max(run.place.lastN(), ...desks.filter((one) => one !== back).map(({ org }) => org.revision().n))
  // The same edit in the same moment would be the same change.
  run.clockMs += 60_000
  const before = ownAt(run, back)
  takeBack(run, back, goneWith(run, back, known), null)
  const kept = new Set(ownAt(run, back).map(({ id }) => id))
  back.forgotten = before.map(({ id }) => id).filter((id) => !kept.has(id))
  back.hasGoneBack = true
  run.place.showRivals()
  forgetSeenFrom(run, known + 1)
  countFault(run, 'computer went back')
  await sitDownAt(run, back)
}

/** Changes of a desk’s operator that nobody else can settle: not brought, behind such, or made on what nobody else has. */
function goneWith(run: Run, desk: Desk, known: number): string[] {
  const waiting = new Set(run.place.waiting().map(changeIdOf))
  for (const { org } of run.desks.filter((one) => one !== desk)) {
    for (const { id } of org.line.proposals()) waiting.add(id)
  }
  const made = ownAt(run, desk).filter(({ n }) => n > known)
  const baseOf = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()).base.n as number
  const end = made.findIndex(({ id, bytes }) => !waiting.has(id) || baseOf(bytes) > known)
  return end === -1 ? [] : made.slice(end).map(({ id }) => id)
}

interface OwnChange {
  readonly id: string
  readonly seq: number
  readonly bytes: Uint8Array
  /** Its number in the line; none while it waits. */
  readonly n: number
}

/** What the operator of a desk changed there, by number. */
function ownAt(run: Run, { org, operator }: Desk): OwnChange[] {
  const settled = settledIn(run, org).filter(({ key }) => key === operator.id)
  const proposed = org.line.proposals().filter(({ key }) => key === operator.id)
  return [
    ...settled.map(({ changeId, seq, changeBytes, n }) => ({ id: changeId as string, seq, bytes: changeBytes, n })),
    ...proposed.map(({ id, seq, bytes }) => ({ id: id as string, seq, bytes, n: Infinity })),
  ].toSorted((one, other) => one.seq - other.seq)
}

/** Once its file says that it is a copy, somebody asks for keys there, and somebody else approves them. */
function askAnew(run: Run, desk: Desk): void {
  if (desk.org.line.halt?.code !== 'copied-file') return
  if (desk.asked === null) askForKeys(run, desk)
  for (const other of run.desks) if (other !== desk && desk.asked !== null) approve(run, other)
}

/** At the end: keys for whoever went back, and somebody else who settles. Answers whether anything was done. */
export async function followGoneBack(run: Run): Promise<boolean> {
  const desk = run.desks.find(({ hasGoneBack }) => hasGoneBack)
  const halt = desk?.org.line.halt
  if (desk === undefined || halt == null) return false
  if (!/enrol|ask for a key/.test(halt.text)) run.wrong.push(`desk ${desk.number} does not say what to do`)
  if (await replaceSettler(run, desk)) return true
  if (desk.asked !== null || halt.code !== 'copied-file') return false
  askAnew(run, desk)
  return true
}
