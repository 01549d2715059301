import { personalValue } from '../../../src/main/org/personalValues'
import { settleTakeOver } from '../../../src/main/org/takeOver'
import { atDesk } from './atDesk'
import type { Desk } from './Desk'
import { freshKeys } from './freshKeys'
import { forgetSeenFrom } from './lookForChangedPast'
import { openDesk, openingOf } from './openDesk'
import { countFault, type Run } from './Run'
import { visitSomewhere } from './visitPlace'

/**
 * Somebody of the top role takes over with the recovery words, once they have what was settled elsewhere. The console
 * that settled is lost until the end, with what it settled and never brought.
 *
 * @param isBlind  without a look at what others have: they know nothing of a take-over elsewhere
 */
export async function takeOver(run: Run, desk: Desk, isBlind = false): Promise<void> {
  if (run.hasTakenOver && !isBlind) return
  const before = { ...run.weather }
  run.weather.failing = 0
  try {
    if (!isBlind) await atDesk(run, desk, () => visitSomewhere(run, desk), true)
    if (mayTakeOver(run, desk, isBlind)) await settleIt(run, desk, isBlind)
  } finally {
    Object.assign(run.weather, before)
  }
}

function mayTakeOver({ place }: Run, { org, isForeign }: Desk, isBlind: boolean): boolean {
  const { halt } = org.line
  if (isForeign) return false
  // Whoever is enrolled anew goes on in a copy.
  return (halt === null || halt.code === 'copied-file') && (isBlind || place.lastN() <= org.revision().n)
}

async function settleIt(run: Run, desk: Desk, isBlind: boolean): Promise<void> {
  const { settings, staff, blueprint } = desk.org.line.settledState()
  const shown = desk.org.state().staff
  const topRole = blueprint.roles[0]!.key
  const tops = [...staff.values()].filter(({ role, state }) => role === topRole && state === 'active')
  // Somebody whom a pending edit removes cannot take over here.
  const top = tops.find(({ id }) => shown.get(id)?.state === 'active') ?? tops[0]!
  const { operator, console } = freshKeys(run)
  const opening = { ...openingOf(run, desk), readOnlyBecause: null }
  const lost = run.desks.find((one) => one !== desk && one.consoles.some(({ id }) => id === settings.registrar))
  const mine = [...desk.consoles, desk.operator].map(({ id }) => id)
  const revokes = [...new Set([settings.registrar, ...mine])].filter(
    (id) => opening.state.keys.get(id)?.isRevoked === false,
  )
  const name = personalValue(opening.sources, top.id, 'device', 'taken over')
  run.values.set(name.hash, name)
  const { recovery } = run.base
  const taken = settleTakeOver(opening, { recovery, staffId: top.id, operator, console, name, revokes })
  if (!taken.ok) {
    openDesk(run, desk)
    return
  }
  run.hasTakenOver = true
  countFault(run, 'taken over')
  desk.held.add(operator.id)
  Object.assign(desk, { staffId: top.id, operator, consoleKey: console, asked: null, readOnlyBecause: null })
  desk.consoles.push(console)
  run.named.add(console.id)
  desk.org = taken.value
  if (settings.sequencer === 'hub') await atDesk(run, desk, () => visitSomewhere(run, desk), true)
  else {
    run.place.showRivals()
    if (lost !== undefined && !isBlind) lost.isLost = true
    // What only the lost console had is no settled entry of anybody else.
    forgetSeenFrom(run, desk.org.revision().n)
  }
}
