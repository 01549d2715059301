import { exchange } from '../../../src/main/sync/exchange'
import type { Place } from '../memoryPlace'
import { CutShort } from './atDesk'
import type { Desk } from './Desk'
import { openDesk } from './openDesk'
import { countFault, type Run } from './Run'

/** Visits the place where a desk meets others, or one of its places. */
export async function visitSomewhere(run: Run, desk: Desk): Promise<void> {
  await visitPlace(run, desk, desk.places.length === 1 ? desk.places[0]! : run.chance.pick(desk.places))
}

/** Exchanges with a place. Errors: `CutShort`, where that ends too early. */
export async function visitPlace(run: Run, desk: Desk, place: Place): Promise<void> {
  const { notes } = desk.org.line
  const marks = {
    has: (mark: string) => notes.hasMark('folder', mark),
    add: (fresh: readonly string[]) => notes.addMarks('folder', fresh),
  }
  const went = await exchange(desk.org, place.seenBy(desk.number, marks, desk.org))
  // Others have gone on without what it had.
  const mayStop = desk.isLost || desk.hasGoneBack || run.hubBackTo !== null
  if (mayStop && desk.org.line.halt?.code === 'two-stories') {
    if (!desk.isOut) countFault(run, 'found and stopped')
    desk.isOut = true
    return
  }
  if (!went.ok) throw new CutShort(went.error.message)
  if (run.repertoire === 'whole') followKeys(run, desk)
}

/** Signs with the keys that were enrolled, and settles with the key whose turn it is, as a desktop that is opened anew. */
function followKeys(run: Run, desk: Desk): void {
  const { keys, settings } = desk.org.line.settledState()
  const { asked } = desk
  const before = [desk.operator, desk.consoleKey]
  if (asked !== null && keys.get(asked.operator.id)?.isRevoked === false) {
    countFault(run, 'enrolled anew')
    desk.staffId = asked.staffId
    desk.operator = asked.operator
    desk.held.add(asked.operator.id)
    Object.assign(desk, { asked: null, readOnlyBecause: null, isForeign: false })
    if (keys.get(asked.console.id)?.isRevoked === false) desk.consoles.push(asked.console)
  }
  const usable = desk.consoles.filter(({ id }) => keys.get(id)?.isRevoked === false)
  desk.consoleKey = usable.find(({ id }) => id === settings.registrar) ?? usable.at(-1) ?? desk.consoleKey
  if (desk.operator !== before[0] || desk.consoleKey !== before[1]) openDesk(run, desk)
}
