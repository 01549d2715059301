import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { findPermission, findRole } from '../../shared/domain/cellReach'
import type { AccessDifference } from '../../shared/domain/decision'
import type { PermissionKey } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import { searchKey } from '../../shared/domain/searchKey'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import { type Compared, compareSidesInSteps, type PersonDifference, type Side } from '../audit/compareSides'
import { explainDifference } from '../audit/explainDifference'
import { findMoment, type Moment } from '../org/findMoment'
import type { Org } from '../org/Org'
import { readThen } from '../org/openMoment'
import { runInSteps, type Watch } from '../org/runInSteps'
import type { ReadableDb } from '../store/database'
import { listEntriesAbout, listSubjectsSince } from '../store/queries/log'
import { knownMoments } from './momentHandlers'
import { openAnyFile } from './openAnyFile'
import { presentPlace } from './present'
import { seeingIn, seeingPerson } from './seenBy'
import type { OrgHandlers, Session } from './session'

type Handled = Extract<keyof OrgHandlers, `compare.${string}`>
type Source = OperationInput<'compare.run'>['before']

/** A comparison that a window has made: what differs, in the order in which it is shown. */
export interface Comparison {
  readonly compared: Compared
  readonly people: readonly PersonDifference[]
  /** Of what arrived: how many people may do more or less of each permission, most first. */
  readonly permissions?: OperationOutput<'sync.arrived'>['permissions']
  readonly sinceReview: ReadonlySet<string>
  /** The log in which the way from one side to the other is found; null for two organizations. */
  readonly log: ReadableDb | null
  /** Names what was compared, so that it is not worked out again; left out: nobody asks twice. */
  readonly of?: string
  close(): void
}

/** Comparisons that one window keeps; the oldest is forgotten. */
const comparisonsKept = 2

export const compareHandlers: Pick<OrgHandlers, Handled> = {
  'compare.run': (shown, { before, after, job }, session) =>
    session.watch(job, async (watch) => {
      const today = shown.asOf?.today ?? shown
      const opened: Org[] = []
      const close = () => opened.forEach((org) => org.close())
      const first = await readSide(today, before, session, watch, opened)
      if (!first.ok) {
        close()
        return first
      }
      const second = await readSide(today, after, session, watch, opened)
      if (!second.ok) {
        close()
        return second
      }
      const steps = compareSidesInSteps(first.value.side, second.value.side)
      const compared = (await runInSteps(steps, watch, 'Comparing', second.value.side.state.staff.size))?.value
      if (compared === undefined) {
        close()
        return failed('cancelled', 'Stopped. Nothing was compared.')
      }
      const isSameOrg = compared.before.orgId === compared.after.orgId
      const log = isSameOrg ? logOf([first.value, second.value]) : null
      const review = lastReview(compared.after)
      const subjects = review === null || log === null ? [] : listSubjectsSince(log, review.n, compared.after.n)
      const sinceReview = new Set<string>(subjects)
      const people = compared.people.toSorted(byWeight(sinceReview))
      const id = keepComparison(session, { compared, people, sinceReview, log, close })
      return done({
        compareId: id,
        before: presentSide(compared.before),
        after: presentSide(compared.after),
        isSameOrg,
        isSame: compared.isSame,
        counts: {
          people: people.length,
          gaining: people.filter(({ gain }) => gain.length > 0).length,
          losing: people.filter(({ lose }) => lose.length > 0).length,
          sinceReview: people.filter(({ staffId }) => sinceReview.has(staffId)).length,
          cells: compared.cells.length,
          switches: compared.switches.length,
          places: compared.places.length,
          roles: compared.roles.length,
        },
        review,
      })
    }),

  'compare.people': (_org, { compareId, only, permission, search, offset, limit }, session) => {
    const comparison = session.comparisons.get(compareId)
    if (comparison === undefined) return unknownComparison
    const words = searchKey(search)
      .split(/\s+/u)
      .filter((word) => word !== '')
    const chosen = comparison.people.filter((person) => {
      if (only === 'gain' && person.gain.length === 0) return false
      if (only === 'lose' && person.lose.length === 0) return false
      if (only === 'details' && person.what.length === 0) return false
      if (only === 'since-review' && !comparison.sinceReview.has(person.staffId)) return false
      if ((only === 'joined' || only === 'left' || only === 'moved') && person.way !== only) return false
      if (permission !== undefined && !differsIn(person, permission)) return false
      if (words.length === 0) return true
      const { name, email } = namesOf(comparison.compared, person)
      const key = searchKey(`${name ?? ''}\n${email ?? ''}`)
      return words.every((word) => key.includes(word))
    })
    return done({
      total: chosen.length,
      rows: chosen.slice(offset, offset + limit).map((person) => presentPerson(comparison, person)),
    })
  },

  'compare.rules': (_org, { compareId }, session) => {
    const comparison = session.comparisons.get(compareId)
    return comparison === undefined ? unknownComparison : done(presentRules(comparison.compared))
  },
}

/** Keeps a comparison for its pages, in place of an older one of the same, and answers with its id. */
export function keepComparison(session: Session, comparison: Comparison): string {
  const forget = (id: string) => {
    session.comparisons.get(id)!.close()
    session.comparisons.delete(id)
  }
  const sort = comparison.of?.split(' ')[0]
  for (const [id, { of }] of session.comparisons) if (of !== undefined && of.split(' ')[0] === sort) forget(id)
  const id = randomUUID()
  session.comparisons.set(id, comparison)
  const others = [...session.comparisons].filter(([, { of }]) => of === undefined)
  for (const [oldest] of others.slice(0, -comparisonsKept)) forget(oldest)
  return id
}

function differsIn({ gain, lose }: PersonDifference, permission: PermissionKey): boolean {
  return [...gain, ...lose].some((difference) => difference.permission === permission)
}

const unknownComparison = failed('unknown-comparison', 'This comparison is no longer at hand. Compare again.')

interface ReadSide {
  readonly side: Side
  readonly org: Org
}

async function readSide(
  today: Org,
  source: Source,
  session: Session,
  watch: Required<Watch>,
  opened: Org[],
): Promise<
  Result<
    ReadSide,
    'bad-moment' | 'cancelled' | Extract<Awaited<ReturnType<typeof openAnyFile>>, { ok: false }>['error']['code']
  >
> {
  let org = today
  if (source.path !== undefined) {
    const file = await openAnyFile(session.host, resolve(source.path), { readOnly: true }, watch)
    if (!file.ok) return file
    org = file.value
    opened.push(org)
  }
  let moment: Moment = { n: org.revision().n, atMs: org.now() }
  let { state, rules } = { state: org.state(), rules: org.rules() }
  if (source.moment !== undefined) {
    const found = findMoment(org, source.moment)
    if (!found.ok) return found
    moment = found.value
    if (moment.n !== org.revision().n) {
      const then = await readThen(org, moment.n, watch, org === today ? knownMoments(session) : [])
      if (then === undefined) return failed('cancelled', 'Stopped. Nothing was compared.')
      ;({ state, rules } = then)
    }
  }
  const sideState = state
  const side: Side = {
    orgId: org.orgId,
    name: state.settings.name,
    path: org.path,
    kind: org.kind,
    n: moment.n,
    head: moment.n === org.revision().n ? org.revision().head : null,
    atMs: moment.atMs,
    // The door goes on changing its maps; a comparison is of now.
    state: org === today && state === org.state() ? { ...state, staff: new Map(state.staff) } : state,
    rules,
    sees: (staffId) => worst(seeingIn(org, sideState, staffId, moment.atMs), knownToday(today, org, staffId)),
  }
  return done({ side, org })
}

/** Of another file of the same organization the reader learns of nobody whom today hides from them. */
function knownToday(today: Org, org: Org, staffId: Parameters<Side['sees']>[0]): ReturnType<Side['sees']> {
  if (org === today || org.orgId !== today.orgId || !today.state().staff.has(staffId)) return 'full'
  return seeingPerson(today, staffId)
}

function worst(one: ReturnType<Side['sees']>, other: ReturnType<Side['sees']>): ReturnType<Side['sees']> {
  const both = [one, other]
  return both.includes('hidden') ? 'hidden' : both.includes('masked') ? 'masked' : 'full'
}

function logOf(sides: readonly ReadSide[]): ReadableDb {
  return sides.toSorted((a, b) => b.org.revision().n - a.org.revision().n)[0]!.org.store.db
}

function lastReview({ state, n }: Side): OperationOutput<'compare.run'>['review'] {
  let newest: OperationOutput<'compare.run'>['review'] = null
  for (const { collection, key, value } of state.documents.values()) {
    if (collection !== 'review' || typeof value.finishedAtMs !== 'number' || typeof value.n !== 'number') continue
    if (value.n <= n && (newest === null || value.n > newest.n)) {
      newest = { key, name: typeof value.name === 'string' ? value.name : key, n: value.n }
    }
  }
  return newest
}

/** Changed since the last review first, then who loses or gains most, then by name. */
export function byWeight(sinceReview: ReadonlySet<string>): (a: PersonDifference, b: PersonDifference) => number {
  const nameOf = ({ before, after }: PersonDifference) => (after ?? before)?.name ?? ''
  const weigh = (person: PersonDifference) => person.gain.length + person.lose.length
  return (a, b) =>
    Number(sinceReview.has(b.staffId)) - Number(sinceReview.has(a.staffId)) ||
    weigh(b) - weigh(a) ||
    (nameOf(a) < nameOf(b) ? -1 : 1)
}

function presentSide({ orgId, name, path, kind, n, head, atMs }: Side): OperationOutput<'compare.run'>['before'] {
  return { orgId, name, path, kind, n, head, atMs }
}

function namesOf({ before, after }: Compared, person: PersonDifference): { name: string | null; email: string | null } {
  const shown = person.after?.name == null ? (person.before ?? person.after) : person.after
  const isFull = [before, after].every(
    (side) => !side.state.staff.has(person.staffId) || side.sees(person.staffId) === 'full',
  )
  return { name: shown?.name ?? null, email: isFull ? (shown?.email ?? null) : null }
}

export function presentPerson(
  comparison: Comparison,
  person: PersonDifference,
): OperationOutput<'compare.people'>['rows'][number] {
  const { compared, log } = comparison
  const { before, after } = compared
  const describe = (difference: AccessDifference) => ({
    permission: difference.permission,
    name:
      (
        findPermission(after.state.blueprint, difference.permission) ??
        findPermission(before.state.blueprint, difference.permission)
      )?.name ?? difference.permission,
    before: difference.before,
    after: difference.after,
    places:
      difference.places?.map((place) =>
        presentPlace(after.state.places.has(place) ? after.state : before.state, place),
      ) ?? null,
    through: explainDifference(compared, person, difference),
  })
  const [from, to] = [Math.min(before.n, after.n), Math.max(before.n, after.n)]
  const role = (person.after ?? person.before)!.role
  return {
    staffId: person.staffId,
    ...namesOf(compared, person),
    role: findRole(after.state.blueprint, role)?.name ?? findRole(before.state.blueprint, role)?.name ?? role,
    what: [...person.what],
    way: person.way,
    gain: person.gain.map(describe),
    lose: person.lose.map(describe),
    entries: log === null ? [] : listEntriesAbout(log, person.staffId, from, to),
    sinceReview: comparison.sinceReview.has(person.staffId),
  }
}

export function presentRules({
  before,
  after,
  roles,
  cells,
  switches,
  places,
}: Compared): OperationOutput<'compare.rules'> {
  const blueprints = [after.state.blueprint, before.state.blueprint]
  const nameOf = (find: (blueprint: (typeof blueprints)[number]) => { name: string } | undefined, key: string) =>
    blueprints.map(find).find((found) => found !== undefined)?.name ?? key
  return {
    roles: [...roles],
    cells: cells.map((cell) => ({
      ...cell,
      roleName: nameOf((blueprint) => findRole(blueprint, cell.role), cell.role),
      name: nameOf((blueprint) => findPermission(blueprint, cell.permission), cell.permission),
    })),
    switches: switches.map((one) => ({
      ...one,
      name: nameOf(
        (blueprint) =>
          [...blueprint.features, ...blueprint.products, ...blueprint.settings].find(({ key }) => key === one.key),
        one.key,
      ),
    })),
    places: places.slice(0, 1000).map(({ place, what }) => ({
      place,
      name: (after.state.places.get(place) ?? before.state.places.get(place))?.name ?? place,
      what: [...what],
    })),
  }
}
