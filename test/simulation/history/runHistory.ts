import { type BaseOrg, makeBaseOrg } from '../baseOrg'
import { chanceFrom } from '../chance'
import type { Repertoire } from '../randomEdit'
import { beginRun } from './beginRun'
import type { HistoryOptions } from './HistoryOptions'
import { playHistory } from './playHistory'
import { giveBack } from './takeDatabase'
import { lengthOf, type Theme, themeOf } from './themeOf'
import { type Told, toldOf } from './toldOf'

const bases = new Map<string, BaseOrg>()
function baseOf(
  blueprint: 'staff-ladder' | 'prokeep',
  keepsLine: BaseOrg['keepsLine'],
  repertoire: Repertoire,
): BaseOrg {
  const key = `${blueprint} ${keepsLine} ${repertoire}`
  let base = bases.get(key)
  if (base === undefined) {
    base = makeBaseOrg(blueprint, keepsLine, repertoire === 'whole')
    bases.set(key, base)
  }
  return base
}

/** Who keeps the line where a history needs one of them; null where it goes with both. */
function meetingOf(theme: Theme): BaseOrg['keepsLine'] | null {
  if (theme === 'hub went back') return 'place'
  const isFree = theme === 'usual' || theme === 'folder and hub' || theme === 'mail' || theme === 'computer went back'
  return isFree ? null : 'console'
}

/** Runs one history from a seed and judges it: the same seed and options, the same history to the byte. */
export async function runHistory(
  seed: number,
  { length = lengthOf(seed), theme = themeOf(seed), repertoire = 'whole', look = () => [] }: HistoryOptions = {},
): Promise<Told> {
  const chance = chanceFrom(seed)
  const blueprint = chance.isHit(0.5) ? 'staff-ladder' : 'prokeep'
  const keepsLine = chance.isHit(0.65) ? 'console' : 'place'
  const base = baseOf(blueprint, meetingOf(theme) ?? keepsLine, repertoire)
  const run = beginRun(seed, chance, base, { length, theme, repertoire, look })
  try {
    return toldOf(run, await playHistory(run))
  } catch (error) {
    run.wrong.push(`stopped: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    return toldOf(run, [])
  } finally {
    for (const desk of run.desks) giveBack(base, desk.database)
  }
}
