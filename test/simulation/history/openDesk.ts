import type { OrgState } from '../../../src/shared/domain/orgState'
import { openOrg } from '../../../src/main/org/openOrg'
import type { Sources } from '../../../src/main/org/personalValues'
import { readState } from '../../../src/main/store/queries/readState'
import type { Desk } from './Desk'
import type { Run } from './Run'
import { trappedStore } from './trappedStore'

/** Opens a desk’s database: from what was committed, and nothing else. `state`: that of the base, of a new clone. */
export function openDesk(run: Run, desk: Omit<Desk, 'org'>, state?: OrgState): Desk {
  const { staffId, operator, consoleKey } = desk
  // Nothing was changed since: the rules of the base organization hold.
  const rules = state === undefined ? {} : { rules: run.base.rules }
  const identity = desk.isForeign ? null : { staffId, operator, console: consoleKey }
  return Object.assign(desk, { org: openOrg({ ...openingOf(run, desk, state), ...rules, identity }) })
}

/** What `openOrg` needs beside an identity. */
export function openingOf(run: Run, desk: Omit<Desk, 'org'>, state?: OrgState) {
  const store = trappedStore(desk)
  return {
    store,
    kind: 'org' as const,
    orgId: run.base.orgId,
    state: state ?? readState(store.db)!,
    readOnlyBecause: desk.readOnlyBecause,
    holdsKey: (key: string) => desk.held.has(key),
    sources: sourcesOf(run, desk),
  }
}

/** A desk's chance and its clock, which is wrong by `skewMs`. */
export function sourcesOf(run: Run, { skewMs }: Pick<Desk, 'skewMs'>): Sources {
  return { random: (count) => run.chance.bytes(count), now: () => run.clockMs + skewMs }
}
