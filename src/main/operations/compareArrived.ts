import { findPermission } from '../../shared/domain/cellReach'
import type { AccessDifference } from '../../shared/domain/decision'
import type { PermissionKey, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { compareSidesInSteps, type PersonDifference, type Side } from '../audit/compareSides'
import type { Rules } from '../engine/compileRules'
import type { Org } from '../org/Org'
import { readThen } from '../org/openMoment'
import { believeChange } from '../org/record'
import { runInSteps, type Steps, type Watch } from '../org/runInSteps'
import { subjectsOf } from '../org/settle'
import type { ReadableDb } from '../store/database'
import { type Arrivals, listArrivedChanges, readArrivedSpan } from '../store/queries/arrivals'
import { hasSignedSince, readChangeBytes, readHead } from '../store/queries/log'
import { byWeight, type Comparison, keepComparison } from './compareHandlers'
import { knownMoments } from './momentHandlers'
import { seeingIn, seeingPerson } from './seenBy'
import type { Session } from './session'

type Arrived = OperationOutput<'sync.arrived'>

/** Kinds of change that can alter what people may do whom they do not name. */
const rulesKinds = /^(?:grant|switch|place|role|permission|area|blueprint)\./

/**
 * What arrived as people and permissions: the settled organization before the first entry that came from elsewhere beside
 * the settled one of now, both looked at from this instant, so that what ended by itself is no difference. Whom nothing
 * that arrived touches is left out. Its pages are those of a comparison.
 */
export async function compareArrived(
  org: Org,
  session: Session,
  arrivals: Arrivals,
  watch: Required<Watch>,
): Promise<Result<Arrived, 'cancelled'>> {
  const { db } = org.store
  const span = readArrivedSpan(db, arrivals)
  const { n: toN, hash } = readHead(db)
  if (span === null) return done({ ...nothingArrived, sinceMs: arrivals.sinceMs, fromN: toN, toN })
  const fromN = Math.max(1, span.firstN - 1)
  const of = ['arrived', fromN, hash, org.actor].join(' ')
  for (const [id, known] of session.comparisons) {
    if (known.of === of) return done(present(org, known, id, arrivals))
  }
  const then = await readThen(org, fromN, watch, knownMoments(session))
  if (then === undefined) return stopped
  const settled = org.line.settledState()
  const side = (n: number, state: OrgState, rules: Rules): Side => ({
    orgId: org.orgId,
    name: settled.settings.name,
    path: org.path,
    kind: org.kind,
    n,
    head: n === toN ? hash : null,
    atMs: org.now(),
    state,
    rules,
    sees: (staffId) => (n === toN ? seeingPerson(org, staffId) : seeingIn(org, state, staffId, org.now())),
  })
  // The door goes on changing its maps; a comparison is of now.
  const now = side(toN, { ...settled, staff: new Map(settled.staff) }, org.line.settledRules())
  const touched = (await runInSteps(touchedBy(db, arrivals), watch, 'Comparing', 0))?.value
  if (touched === undefined) return stopped
  const mayTouchAll = span.kinds.some((kind) => rulesKinds.test(kind))
  const steps = compareSidesInSteps(side(fromN, then.state, then.rules), now, mayTouchAll ? undefined : touched)
  const total = mayTouchAll ? settled.staff.size : touched.size
  const compared = (await runInSteps(steps, watch, 'Comparing', total))?.value
  if (compared === undefined) return stopped
  const people = compared.people
    .filter(({ staffId, gain, lose }) => touched.has(staffId) || gain.length + lose.length > 0)
    .toSorted(byWeight(new Set()))
  const permissions = (await runInSteps(countPermissions(compared, people), watch, 'Counting', people.length))?.value
  if (permissions === undefined) return stopped
  const comparison: Comparison = { compared, people, permissions, sinceReview: new Set(), log: db, of, close: () => {} }
  return done(present(org, comparison, keepComparison(session, comparison), arrivals))
}

/** Everybody whom what arrived names; yields after each change. */
function* touchedBy(db: ReadableDb, arrivals: Arrivals): Steps<ReadonlySet<StaffId>> {
  const touched = new Set<StaffId>()
  for (const id of listArrivedChanges(db, arrivals)) {
    const change = believeChange(readChangeBytes(db, id))
    if (change.ok) for (const staffId of subjectsOf(change.value.intent)) touched.add(staffId)
    yield touched.size
  }
  return touched
}

const stopped = failed('cancelled', 'Stopped. What arrived is in the history all the same.')

const nothingArrived = {
  compareId: null,
  counts: { people: 0, gaining: 0, losing: 0, joined: 0, left: 0, moved: 0, rules: 0 },
  permissions: [],
  withOwn: false,
}

function present(org: Org, comparison: Comparison, compareId: string, arrivals: Arrivals): Arrived {
  const { compared, people, permissions = [] } = comparison
  const { before, after, cells, switches, places, roles } = compared
  const count = (fits: (person: PersonDifference) => boolean) =>
    people.reduce((sum, person) => sum + Number(fits(person)), 0)
  return {
    compareId,
    sinceMs: arrivals.sinceMs,
    fromN: before.n,
    toN: after.n,
    counts: {
      people: people.length,
      gaining: count(({ gain }) => gain.length > 0),
      losing: count(({ lose }) => lose.length > 0),
      joined: count(({ way }) => way === 'joined'),
      left: count(({ way }) => way === 'left'),
      moved: count(({ way }) => way === 'moved'),
      rules: cells.length + switches.length + places.length + roles.length,
    },
    permissions: [...permissions],
    withOwn: hasSignedSince(org.store.db, before.n, arrivals.ownKeys),
  }
}

/** People counted between two looks at the clock. */
const peopleAtOnce = 1000

/** How many people may do more or less of each permission, most first; yields how many people are counted. */
function* countPermissions(
  { before, after }: Comparison['compared'],
  people: Comparison['people'],
): Steps<Arrived['permissions']> {
  const counts = new Map<PermissionKey, { gaining: number; losing: number }>()
  const add = (list: readonly AccessDifference[], side: 'gaining' | 'losing') => {
    // A person's differences lie permission by permission.
    let last: PermissionKey | null = null
    for (const { permission } of list) {
      if (permission === last) continue
      last = permission
      const known = counts.get(permission) ?? { gaining: 0, losing: 0 }
      known[side] += 1
      counts.set(permission, known)
    }
  }
  for (const [i, { gain, lose }] of people.entries()) {
    add(gain, 'gaining')
    add(lose, 'losing')
    if (i % peopleAtOnce === 0) yield i
  }
  const nameOf = (key: PermissionKey) =>
    [after, before].map(({ state }) => findPermission(state.blueprint, key)).find((one) => one)?.name ?? key
  return [...counts]
    .map(([permission, count]) => ({ permission, name: nameOf(permission), ...count }))
    .toSorted((one, other) => other.gaining + other.losing - one.gaining - one.losing)
}
