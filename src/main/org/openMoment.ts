import type { OrgState } from '../../shared/domain/orgState'
import { compileRules, type Rules } from '../engine/compileRules'
import { fillStore } from '../store/fillStore'
import { createMemoryStore, type Store } from '../store/openStore'
import {
  countRowsBetween,
  copyLog,
  eachSettledBetween,
  findPersonal,
  readHead,
  readPersonalValues,
} from '../store/queries/log'
import { readOverlayVersion } from '../store/queries/overlay'
import { rewind } from '../store/queries/rewind'
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
  const rolled = await roll(org, n, watch, known)
  return rolled === undefined ? undefined : { n, state: rolled.state, rules: compileRules(rolled.state) }
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
  const rolled = await roll(today, moment.n, watch, known)
  if (rolled === undefined) return undefined
  const { state } = rolled
  const store = (await layBack(today, moment.n, state, watch)) ?? (await layOut(today, moment.n, rolled, watch))
  if (store === undefined) return undefined
  const readOnlyBecause = 'This is the past: nothing can be changed in it. Go back to today to change something.'
  const sources = { now: () => moment.atMs, random: () => new Uint8Array() }
  const { kind, orgId, actor, draftOwner } = today
  const opened = openOrg({ store, kind, orgId, state, identity: null, readOnlyBecause, sources })
  return { ...opened, actor, draftOwner, asOf: { ...moment, today } }
}

/** A moment with fewer people than this part of today's is quicker laid out from nothing. */
const fewPeople = 1 / 3

/** A private copy of the present without what came later; null where that takes longer or today went on meanwhile. */
async function layBack(today: Org, n: number, state: OrgState, watch: Watch): Promise<Store | null> {
  if (state.staff.size < today.state().staff.size * fewPeople) return null
  watch.onProgress?.('Laying out that day', 0, 0)
  const copy = await today.store.copyPrivately()
  const before = today.state()
  const isAsShown =
    readHead(copy.db).hash === today.revision().head &&
    readOverlayVersion(copy.db) === readOverlayVersion(today.store.db)
  const done = isAsShown
    ? await runInSteps(rewind(copy.db, n, before, state), watch, 'Laying out that day', before.staff.size)
    : undefined
  if (done !== undefined) return copy
  copy.close()
  return null
}

async function layOut(today: Org, n: number, { state, hashes }: Rolled, watch: Watch): Promise<Store | undefined> {
  const store = createMemoryStore(today.path)
  function* fill() {
    yield* writeState(store.db, state)
    yield* copyLog(today.store.db, store.db, n, hashes)
    return null
  }
  const filled = await runInSteps(
    fillStore(store.db, fill()),
    watch,
    'Laying out that day',
    state.staff.size + state.places.size + n,
  )
  if (filled !== undefined) return store
  store.close()
  return undefined
}

interface Rolled {
  readonly state: OrgState
  /** Of the personal values that were asked for on the way. */
  readonly hashes: ReadonlySet<string>
}

/** Rows of which so many are quicker looked up in memory. */
const manyRows = 2000

/** From the nearest moment seen before, or from the beginning. */
async function roll(org: Org, n: number, watch: Watch, known: Known): Promise<Rolled | undefined> {
  const { db } = org.store
  let nearest: Pick<Then, 'n' | 'state'> | undefined
  for (const one of known) if (one.n <= n && (nearest === undefined || one.n > nearest.n)) nearest = one
  const after = nearest?.n ?? 0
  const values = countRowsBetween(db, after, n) < manyRows ? null : readPersonalValues(db)
  const hashes = new Set<string>()
  const personal = (hash: string): string | undefined => {
    hashes.add(hash)
    return values === null ? findPersonal(db, hash) : values.get(hash)
  }
  const from = nearest === undefined ? undefined : copyState(nearest.state)
  const steps = rollForward(eachSettledBetween(db, after, n), personal, from)
  const state = (await runInSteps(steps, watch, 'Going back in time', n))?.value
  return state === undefined ? undefined : { state, hashes }
}
