import type { OrgState } from '../../shared/domain/orgState'
import { compileRules, type Rules } from '../engine/compileRules'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { copyLog, eachSettledBetween, findPersonal } from '../store/queries/log'
import { writeState } from '../store/queries/writeState'
import type { Moment } from './findMoment'
import { openOrg } from './openOrg'
import type { Org } from './Org'
import { copyState, rollForward } from './rollForward'
import { runInSteps, type Watch } from './runInSteps'

/** The organization after one entry, for the engine alone. */
export interface Then {
  readonly n: number
  readonly state: OrgState
  readonly rules: Rules
}

/** Moments seen before, from which the next is nearer. */
type Known = Iterable<Pick<Then, 'n' | 'state'>>

/** The state and rules after entry `n`; undefined when cancelled. */
export async function readThen(org: Org, n: number, watch: Watch, known: Known = []): Promise<Then | undefined> {
  const rolled = await roll(org, n, (hash) => findPersonal(org.store.db, hash), watch, known)
  return rolled === undefined ? undefined : { n, state: rolled, rules: compileRules(rolled) }
}

/**
 * The organization as it was, read-only: every question and every list is answered as of then, while who may see whom is
 * what holds today (`asOf.today`). Undefined when cancelled.
 */
export async function openMoment(
  today: Org,
  moment: Moment,
  watch: Watch,
  known: Known = [],
): Promise<Org | undefined> {
  const hashes = new Set<string>()
  const personal = (hash: string): string | undefined => {
    hashes.add(hash)
    return findPersonal(today.store.db, hash)
  }
  const state = await roll(today, moment.n, personal, watch, known)
  if (state === undefined) return undefined
  const store = createMemoryStore(today.path)
  function* fill() {
    yield* writeState(store.db, state!)
    yield* copyLog(today.store.db, store.db, moment.n, hashes)
    return null
  }
  const rows = state.staff.size + state.places.size + moment.n
  const filled = await runInSteps(fillStore(store.db, fill()), watch, 'Laying out that day', rows)
  if (filled === undefined) {
    store.close()
    return undefined
  }
  const readOnlyBecause = 'This is the past: nothing can be changed in it. Go back to today to change something.'
  const sources = { now: () => moment.atMs, random: () => new Uint8Array() }
  const { kind, orgId, actor, draftOwner } = today
  const opened = openOrg({ store, kind, orgId, state, identity: null, readOnlyBecause, sources })
  return { ...opened, actor, draftOwner, asOf: { ...moment, today } }
}

/** From the nearest moment seen before, or from the beginning. */
async function roll(
  org: Org,
  n: number,
  personal: (hash: string) => string | undefined,
  watch: Watch,
  known: Known,
): Promise<OrgState | undefined> {
  let nearest: Pick<Then, 'n' | 'state'> | undefined
  for (const one of known) if (one.n <= n && (nearest === undefined || one.n > nearest.n)) nearest = one
  const from = nearest === undefined ? undefined : copyState(nearest.state)
  const steps = rollForward(eachSettledBetween(org.store.db, nearest?.n ?? 0, n), personal, from)
  return (await runInSteps(steps, watch, 'Going back in time', n))?.value
}
