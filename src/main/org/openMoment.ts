import type { OrgState } from '../../shared/domain/orgState'
import { compileRules, type Rules } from '../engine/compileRules'
import { fillStore } from '../store/fillStore'
import type { ReadableDb } from '../store/database'
import { createMemoryStore, type Store } from '../store/openStore'
import { countRowsBetween, copyLog, eachSettledBetween, readHead } from '../store/queries/log'
import { findPersonal, readPersonalValues } from '../store/queries/personalValues'
import { readOverlayVersion } from '../store/queries/overlay'
import { rewind } from '../store/queries/rewind'
import { writeState } from '../store/queries/writeState'
import type { Moment } from './findMoment'
import { openOrg } from './openOrg'
import type { Org } from './Org'
import { type Known, rollBack } from './rollBack'
import { copyState, rollForward } from './rollForward'
import { runInSteps, type Watch } from './runInSteps'

/** The organization after one entry, for the engine alone. */
export interface Then {
  readonly n: number
  readonly state: OrgState
  readonly rules: Rules
}

/** The state and rules after entry `n`; undefined when cancelled. */
export async function readThen(
  org: Org,
  n: number,
  watch: Watch,
  known: Iterable<Known> = [],
): Promise<Then | undefined> {
  const state = await roll(org, n, watch, known)
  // Whoever is as they are today is laid out already.
  return state === undefined ? undefined : { n, state, rules: compileRules(state, org.rules()) }
}

/**
 * The organization as it was, read-only: every question and every list is answered as of then, while who may see whom is
 * what holds today (`asOf.today`). Undefined when cancelled.
 */
export async function openMoment(
  today: Org,
  moment: Moment,
  watch: Watch,
  known: Iterable<Known> = [],
): Promise<Org | undefined> {
  const state = await roll(today, moment.n, watch, known)
  if (state === undefined) return undefined
  const store = (await layBack(today, moment.n, state, watch)) ?? (await layOut(today, moment.n, state, watch))
  if (store === undefined) return undefined
  const readOnlyBecause = 'This is the past: nothing can be changed in it. Go back to today to change something.'
  const sources = { now: () => moment.atMs, random: () => new Uint8Array() }
  const { kind, orgId, actor, draftOwner } = today
  const opened = openOrg({ store, kind, orgId, state, identity: null, readOnlyBecause, sources })
  return { ...opened, actor, draftOwner, asOf: { ...moment, today } }
}

/** A moment with fewer people than this part of today's is quicker laid out from nothing. */
const fewPeople = 1 / 5

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

async function layOut(today: Org, n: number, state: OrgState, watch: Watch): Promise<Store | undefined> {
  const store = createMemoryStore(today.path)
  function* fill() {
    yield* writeState(store.db, state)
    yield* copyLog(today.store.db, store.db, n, state.staff.keys())
    return null
  }
  const filled = await runInSteps(
    fillStore(store.db, fill()),
    watch,
    'Laying out that day',
    2 * state.staff.size + state.places.size + n,
  )
  if (filled !== undefined) return store
  store.close()
  return undefined
}

/** So many are gone forward at once, quicker than finding out what a later state has in common. */
const fewRows = 1000

/** From the nearest moment seen before, back from a later one or from today, or from the beginning. */
async function roll(org: Org, n: number, watch: Watch, known: Iterable<Known>): Promise<OrgState | undefined> {
  const { db } = org.store
  const moments = [...known].toSorted((a, b) => a.n - b.n)
  const earlier = moments.findLast((one) => one.n <= n)
  const later = moments.find((one) => one.n >= n) ?? presentOf(org)
  if (later.n === n) return copyState(later.state)
  const after = earlier?.n ?? 0
  const personal = personalReader(db)
  const phase = 'Going back in time'
  if (countRowsBetween(db, after, n) > fewRows) {
    const back = await runInSteps(rollBack(db, n, later, personal), watch, phase, n)
    if (back === undefined) return undefined
    if (back.value !== null) return back.value
  }
  const from = earlier === undefined ? undefined : copyState(earlier.state)
  return (await runInSteps(rollForward(eachSettledBetween(db, after, n), personal, from), watch, phase, n))?.value
}

/** What is settled today, in maps that stay as they are while the door goes on. */
function presentOf(org: Org): Known {
  return { n: org.revision().n, state: copyState(org.line.settledState()) }
}

/** From so many on they are quicker looked up in memory. */
const manyValues = 2000

function personalReader(db: ReadableDb): (hash: string) => string | undefined {
  let asked = 0
  let values: ReadonlyMap<string, string> | null = null
  return (hash) => {
    asked += 1
    if (asked > manyValues) values ??= readPersonalValues(db)
    return values === null ? findPersonal(db, hash) : values.get(hash)
  }
}
