import { signEnrolment } from '../../../src/main/org/keys/signClaims'
import { personalValue } from '../../../src/main/org/personalValues'
import { copyState } from '../../../src/main/org/rollForward'
import { atDesk } from './atDesk'
import { type Desk, newDesk } from './Desk'
import { freshKeys } from './freshKeys'
import { openDesk, sourcesOf } from './openDesk'
import { backUp, pendingAt, restoreBackup } from './restoreBackup'
import { countFault, type Run } from './Run'
import { takeDatabase } from './takeDatabase'
import { takeOver } from './takeOver'

/** Keys are asked for at a desk, which may have gone back to a backup, and approved at another; or somebody takes over. */
export async function manageKeys(run: Run, desk: Desk): Promise<void> {
  const what = run.chance.next()
  if (what < 0.3) askForKeys(run, desk)
  else if (what < 0.45) openCopy(run)
  else if (what < 0.75) backUpOrRestore(run, desk)
  else if (what < 0.9 && !desk.isLost) await takeOver(run, desk)
  const other = run.chance.pick(run.desks)
  if (what < 0.75 || what >= 0.9) await atDesk(run, other, () => approve(run, other))
}

export function askForKeys(run: Run, desk: Desk): void {
  const { base, chance } = run
  const staffId = chance.isHit(0.7) ? desk.staffId : chance.pick(base.people)
  desk.asked = { staffId, ...freshKeys(run) }
}

/** An older copy of the file is opened on a desktop that has no key: somebody asks for keys there. */
function openCopy(run: Run): void {
  const { base, chance, copyNumber, desks, place } = run
  if (desks.some(({ number }) => number === copyNumber)) return
  const { operator, console } = freshKeys(run)
  const staffId = chance.pick(base.people)
  const desk = {
    ...newDesk,
    number: copyNumber,
    places: [place],
    staffId,
    consoleKey: console,
    operator,
    consoles: [],
    held: new Set([operator.id]),
    skewMs: 0,
    isForeign: true,
    database: takeDatabase(base),
    asked: { staffId, operator, console },
  }
  desks.push(openDesk(run, desk, copyState(base.state)))
  countFault(run, 'copied')
}

/**
 * A desk's file goes back to a backup, and it asks for new keys. A console that anybody ever wanted to settle keeps its
 * file: it would take the recovery words.
 */
function backUpOrRestore(run: Run, desk: Desk): void {
  const settles = desk.consoles.some(({ id }) => id === run.base.consoles[0]!.id || run.named.has(id))
  if (!desk.hasBackup && run.chance.isHit(0.4)) {
    backUp(desk)
    return
  }
  if (settles || desk.isLost || desk.isForeign || run.hasTakenOver) return
  restoreBackup(run, desk, pendingAt(desk))
  countFault(run, 'restored')
  askForKeys(run, desk)
}

/** Somebody enrols the keys that a desk asks for, or only those with which it signs. */
export function approve(run: Run, desk: Desk): void {
  const { base, chance, desks } = run
  const asking = desks.filter(({ asked }) => asked !== null)
  if (asking.length === 0) return
  const { staffId, operator, console } = chance.pick(asking).asked!
  const name = personalValue(sourcesOf(run, desk), staffId, 'device', 'new desk')
  const pairs = [['operator', operator] as const, ['console', console] as const]
  const rows = (chance.isHit(0.8) ? pairs : pairs.slice(0, 1)).map(([kind, key]) => ({
    staffId,
    key: key.id,
    from: null,
    to: { kind, publicKey: key.publicKey, name: { hash: name.hash } },
    proof: signEnrolment(key, base.orgId, staffId, kind),
  }))
  run.values.set(name.hash, name)
  const applied = desk.org.apply({ intents: [{ kind: 'key.enroll', body: { rows } }], personal: [name] })
  if (applied.ok) for (const id of applied.value.changes) run.promised.add(id)
}
