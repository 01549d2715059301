import { copyState } from '../../../src/main/org/rollForward'
import { type BaseOrg, startMs } from '../baseOrg'
import type { Chance } from '../chance'
import { filesPlace } from '../filesPlace'
import { mailPlace } from '../mailPlace'
import { memoryPlace, type Place, type Weather } from '../memoryPlace'
import { newDesk } from './Desk'
import type { HistoryOptions } from './HistoryOptions'
import { openDesk } from './openDesk'
import type { Ghost, Run } from './Run'
import { takeDatabase } from './takeDatabase'
import { watchedKey } from './watchedKey'

const yearMs = 365 * 24 * 3_600_000

/** The weather, the places, who sits at which desk and who has a changed client. */
export function beginRun(seed: number, chance: Chance, base: BaseOrg, options: Required<HistoryOptions>): Run {
  const { theme } = options
  const weather = weatherFrom(chance)
  const count = 2 + chance.below(options.length === 'long' ? 3 : 2)
  // What nobody has any more is tried where files are deleted.
  if (theme === 'settler restored' || theme === 'computer went back') weather.lost = 0
  // A desk more than there are now: somebody may open a copy of the file.
  const place = (keepsLine: BaseOrg['keepsLine']) =>
    memoryPlace(keepsLine, weather, chance, count + 1, base.line.length)
  const isBetween = theme === 'folder and hub' || theme === 'mail'
  const ghosts: Ghost[] = []
  const run: Run = {
    ...options,
    seed,
    chance,
    base,
    weather,
    place:
      theme === 'files' ? filesPlace(base.orgId, weather, chance, count + 1, base.line.length) : place(base.keepsLine),
    otherPlace:
      theme === 'mail'
        ? mailPlace(base.orgId, weather, chance)
        : isBetween
          ? place(base.keepsLine === 'place' ? 'console' : 'place')
          : null,
    desks: [],
    ghosts,
    copyNumber: count,
    clockMs: startMs,
    wrong: [],
    faults: {},
    signed: new Map(),
    promised: new Set(),
    gone: new Set(),
    goneKeys: new Set(),
    values: new Map(base.personal.map((value) => [value.hash, value])),
    named: new Set(),
    lastEdit: null,
    seenHashes: [],
    ownPast: new Map(),
    stories: [],
    isForked: false,
    forkN: 0,
    // Where files are deleted nobody takes over, and no file goes back to a backup.
    hasTakenOver: theme === 'files',
    hasHubBackup: false,
    hubBackTo: null,
  }
  const atBoth = isBetween ? chance.below(count) : -1
  const people = [...base.people]
  for (let number = 0; number < count; number += 1) {
    // Those with rights sit at desks more often, else little would be settled.
    const at = number === 0 && chance.isHit(0.7) ? chance.below(2) : chance.below(people.length)
    const staffId = people.splice(at, 1)[0]!
    const operator = watchedKey(run, base.operatorOf.get(staffId)!)
    const consoleKey = base.consoles[number]!
    const skewMs = chance.isHit(0.3) ? Math.round((chance.next() - 0.5) * 6 * yearMs) : chance.below(60_000)
    const desk = {
      ...newDesk,
      number,
      staffId,
      operator,
      consoleKey,
      consoles: [consoleKey],
      places: placesOf(run, number === atBoth),
      held: new Set([operator.id]),
      skewMs,
      database: takeDatabase(base),
    }
    run.desks.push(openDesk(run, desk, copyState(base.state)))
  }
  for (const staffId of people) if (chance.isHit(0.6)) ghosts.push({ staffId, seq: 0, sent: [] })
  return run
}

function weatherFrom(chance: Chance): Weather {
  const isCalm = chance.isHit(0.15)
  const share = (most: number) => (isCalm ? 0 : chance.next() * most)
  return { lost: share(0.3), late: share(0.7), half: share(0.3), twice: share(0.3), failing: share(0.12) }
}

function placesOf({ place, otherPlace, chance }: Run, isAtBoth: boolean): Place[] {
  if (otherPlace === null) return [place]
  const both = [place, otherPlace]
  return isAtBoth || chance.isHit(0.2) ? both : [chance.pick(both)]
}
