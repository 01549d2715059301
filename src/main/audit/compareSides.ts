import type { AccessDifference } from '../../shared/domain/decision'
import { cellReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../shared/domain/ids'
import { type OrgState, switchKey } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { emailKey, type PersonalGrant, type StaffMember } from '../../shared/domain/staff'
import { compileRules, type Rules } from '../engine/compileRules'
import { diffRulesInSteps } from '../engine/diffRules'
import { runAtOnce, type Steps } from '../org/runInSteps'

/** One of the two organizations, or the two moments of one, that are compared. */
export interface Side {
  /** The organization’s id, its name, and where it stands. */
  readonly orgId: string
  readonly name: string
  readonly path: string
  readonly kind: 'org' | 'bundle'
  readonly n: number
  readonly head: string | null
  /** The instant to look at it from, UTC ms. */
  readonly atMs: number
  readonly state: OrgState
  readonly rules: Rules
  /** Whether the reader may know of this person, for ids that this side has. */
  sees(staffId: StaffId): 'full' | 'masked' | 'hidden'
}

/** A cell of the role × permission table that is not the same; `null` where there is no such role or permission. */
export interface CellDifference {
  readonly role: RoleKey
  readonly permission: PermissionKey
  readonly before: Reach | null
  readonly after: Reach | null
}

export interface SwitchDifference {
  readonly kind: 'feature' | 'product' | 'setting'
  readonly key: string
  readonly before: boolean | null
  readonly after: boolean | null
}

export interface PlaceDifference {
  readonly place: PlaceId
  readonly what: readonly string[]
}

/** One person who is not the same, or may not do the same, on both sides. */
export interface PersonDifference {
  readonly staffId: StaffId
  readonly before: StaffMember | null
  readonly after: StaffMember | null
  readonly gain: readonly AccessDifference[]
  readonly lose: readonly AccessDifference[]
  /** What is different about the person: added, role, state, places, grants. Empty when only the rules around them changed. */
  readonly what: readonly string[]
  /** They came, they went, or they have another role or other places; null for none of these. */
  readonly way: PersonWay | null
}

export type PersonWay = 'joined' | 'left' | 'moved'

export interface Compared {
  readonly before: Side
  readonly after: Side
  readonly isSame: boolean
  readonly gain: readonly AccessDifference[]
  readonly lose: readonly AccessDifference[]
  readonly people: readonly PersonDifference[]
  readonly cells: readonly CellDifference[]
  readonly switches: readonly SwitchDifference[]
  readonly places: readonly PlaceDifference[]
  /** Roles that only one side has, in words. */
  readonly roles: readonly string[]
}

/**
 * Compares two sides by what people may effectively do, by roles and grants, and by people. Two organizations with
 * different ids share no person ids, so that their people are matched by e-mail address.
 */
export function compareSides(before: Side, given: Side): Compared {
  return runAtOnce(compareSidesInSteps(before, given))
}

/**
 * The same, some people at a time; yields how many are compared.
 *
 * @param only  these people, where nobody else can differ; left out: everybody
 */
export function* compareSidesInSteps(before: Side, given: Side, only?: ReadonlySet<StaffId>): Steps<Compared> {
  const after = before.orgId === given.orgId ? given : matchByEmail(before, given)
  const all = yield* diffRulesInSteps(before.rules, after.rules, after.atMs, only, before.atMs)
  const seenById = new Map<StaffId, Seen>()
  const sees = (staffId: StaffId): Seen => {
    const known = seenById.get(staffId)
    if (known !== undefined) return known
    const seen = worstOf([before, after].flatMap((side) => (side.state.staff.has(staffId) ? [side.sees(staffId)] : [])))
    seenById.set(staffId, seen)
    return seen
  }
  const isSeen = ({ staffId }: AccessDifference) => sees(staffId) === 'full'
  const gain = yield* keepSome(all.gain, isSeen)
  const lose = yield* keepSome(all.lose, isSeen)
  const people = yield* comparePeople(before, after, gain, lose, sees, only)
  const cells = compareCells(before.state, after.state)
  const switches = compareSwitches(before.state, after.state)
  const places = comparePlaces(before.state, after.state)
  const roles = compareRoleLists(before.state, after.state)
  const isSame = [people, cells, switches, places, roles].every((list) => list.length === 0)
  return { before, after, isSame, gain, lose, people, cells, switches, places, roles }
}

type Seen = ReturnType<Side['sees']>

function worstOf(seen: readonly Seen[]): Seen {
  return seen.includes('hidden') ? 'hidden' : seen.includes('masked') ? 'masked' : 'full'
}

/** The other side with the ids of this one for everybody who has the same address. */
function matchByEmail(before: Side, other: Side): Side {
  const ownId = new Map<StaffId, StaffId>()
  const theirId = new Map<StaffId, StaffId>()
  for (const person of other.state.staff.values()) {
    const id = person.email === null ? undefined : before.state.staffIdByEmail.get(emailKey(person.email))
    if (id === undefined) continue
    ownId.set(person.id, id)
    theirId.set(id, person.id)
  }
  const staff = new Map<StaffId, StaffMember>()
  for (const person of other.state.staff.values()) {
    const id = ownId.get(person.id) ?? person.id
    staff.set(id, { ...person, id })
  }
  const state = { ...other.state, staff }
  return { ...other, state, rules: compileRules(state), sees: (id) => other.sees(theirId.get(id) ?? id) }
}

/** People who are compared between two looks at the clock. */
const peopleAtOnce = 500
const differencesAtOnce = 4096

function* keepSome<One>(list: readonly One[], wants: (one: One) => boolean): Steps<One[]> {
  const kept: One[] = []
  for (let from = 0; from < list.length; from += differencesAtOnce) {
    for (const one of list.slice(from, from + differencesAtOnce)) if (wants(one)) kept.push(one)
    yield 0
  }
  return kept
}

function* comparePeople(
  before: Side,
  after: Side,
  gain: readonly AccessDifference[],
  lose: readonly AccessDifference[],
  sees: (staffId: StaffId) => Seen,
  only: ReadonlySet<StaffId> | undefined,
): Steps<PersonDifference[]> {
  const gainById = yield* groupByPerson(gain)
  const loseById = yield* groupByPerson(lose)
  const found: PersonDifference[] = []
  const add = (staffId: StaffId, was: StaffMember | null, is: StaffMember | null): void => {
    const mine = gainById.get(staffId) ?? []
    const gone = loseById.get(staffId) ?? []
    const what = was === is && before.atMs === after.atMs ? [] : describePerson(before, after, was, is, sees)
    if (what.length === 0 && mine.length === 0 && gone.length === 0) return
    if (sees(staffId) === 'hidden') return
    const way = wayOf(before, after, was, is, sees(staffId))
    found.push({ staffId, before: was, after: is, gain: mine, lose: gone, what, way })
  }
  let looked = 0
  if (only !== undefined) {
    for (const staffId of only) {
      const [was, is] = [before.state.staff.get(staffId) ?? null, after.state.staff.get(staffId) ?? null]
      if (was !== null || is !== null) add(staffId, was, is)
      looked += 1
      if (looked % peopleAtOnce === 0) yield looked
    }
    return found
  }
  for (const [staffId, was] of before.state.staff) {
    add(staffId, was, after.state.staff.get(staffId) ?? null)
    looked += 1
    if (looked % peopleAtOnce === 0) yield looked
  }
  for (const [staffId, is] of after.state.staff) {
    if (before.state.staff.has(staffId)) continue
    add(staffId, null, is)
    looked += 1
    if (looked % peopleAtOnce === 0) yield looked
  }
  return found
}

/** Of masked people the state is told no more than in `describePerson`. */
function wayOf(
  before: Side,
  after: Side,
  was: StaffMember | null,
  is: StaffMember | null,
  seen: Seen,
): PersonWay | null {
  const isThere = (person: StaffMember | null) =>
    person !== null && (seen !== 'full' || person.state === 'active' || person.state === 'invited')
  if (isThere(was) !== isThere(is)) return isThere(is) ? 'joined' : 'left'
  if (was === null || is === null || !isThere(is)) return null
  if (was.role !== is.role) return 'moved'
  return seen === 'full' && describePlaces(before, after, was, is).length > 0 ? 'moved' : null
}

function* groupByPerson(differences: readonly AccessDifference[]): Steps<Map<StaffId, AccessDifference[]>> {
  const byPerson = new Map<StaffId, AccessDifference[]>()
  for (const [i, difference] of differences.entries()) {
    if (i % differencesAtOnce === 0) yield 0
    const list = byPerson.get(difference.staffId)
    if (list === undefined) byPerson.set(difference.staffId, [difference])
    else list.push(difference)
  }
  return byPerson
}

/** What is different about a person, each in a few words. */
function describePerson(
  before: Side,
  after: Side,
  was: StaffMember | null,
  is: StaffMember | null,
  sees: (staffId: StaffId) => Seen,
): string[] {
  const roleName = (side: Side, role: RoleKey) => findRole(side.state.blueprint, role)?.name ?? role
  if (was === null && is === null) return []
  if (was === null) {
    const since = { active: '', invited: '', removed: ', removed since', purged: ', purged since' }
    const { state, id } = is!
    const added = `${state === 'invited' ? 'invited' : 'added'} as ${roleName(after, is!.role)}`
    return [sees(id) === 'full' ? `${added}${since[state]}` : added]
  }
  if (is === null) return [`no longer there (was ${roleName(before, was.role)})`]
  const what: string[] = []
  if (was.role !== is.role) what.push(`moved from ${roleName(before, was.role)} to ${roleName(after, is.role)}`)
  if (sees(is.id) !== 'full') return what
  if (was.state !== is.state) what.push(stateWords(was, is))
  if (was.name !== is.name && is.name !== null) what.push(`renamed from ${was.name ?? 'nobody'}`)
  if (was.email !== is.email && is.email !== null) what.push('another e-mail address')
  what.push(...describePlaces(before, after, was, is), ...describeGrants(before, after, was, is))
  return what
}

function stateWords(was: StaffMember, is: StaffMember): string {
  if (is.state === 'removed') return 'removed, in Restore'
  if (is.state === 'purged') return 'purged'
  if (was.state === 'removed') return 'restored'
  return is.state === 'active' ? 'joined' : 'back to invited'
}

function describePlaces(before: Side, after: Side, was: StaffMember, is: StaffMember): string[] {
  const live = (side: Side, person: StaffMember) =>
    new Set(
      person.assignments.filter(({ untilMs }) => untilMs === null || untilMs > side.atMs).map(({ place }) => place),
    )
  const [then, now] = [live(before, was), live(after, is)]
  const nameOf = (place: PlaceId) => (after.state.places.get(place) ?? before.state.places.get(place))?.name ?? place
  const added = [...now].filter((place) => !then.has(place)).map(nameOf)
  const gone = [...then].filter((place) => !now.has(place)).map(nameOf)
  return [
    ...(added.length === 0 ? [] : [`assigned to ${listFew(added)}`]),
    ...(gone.length === 0 ? [] : [`no longer at ${listFew(gone)}`]),
  ]
}

function describeGrants(before: Side, after: Side, was: StaffMember, is: StaffMember): string[] {
  const live = (side: Side, person: StaffMember) =>
    new Map(
      person.personalGrants
        .filter(({ untilMs }) => untilMs === null || untilMs > side.atMs)
        .map((grant) => [grant.permission, grant]),
    )
  const [then, now] = [live(before, was), live(after, is)]
  const nameOf = (key: PermissionKey) =>
    (findPermission(after.state.blueprint, key) ?? findPermission(before.state.blueprint, key))?.name ?? key
  const isSame = (one: PersonalGrant, other: PersonalGrant) =>
    one.reach === other.reach && JSON.stringify(one.places) === JSON.stringify(other.places)
  return [
    ...[...now.values()].flatMap((grant) => {
      const held = then.get(grant.permission)
      if (held === undefined) return [`personal grant of ${nameOf(grant.permission)}`]
      return isSame(held, grant) ? [] : [`changed personal grant of ${nameOf(grant.permission)}`]
    }),
    ...[...then.values()].flatMap((grant) =>
      now.has(grant.permission)
        ? []
        : [
            is.personalGrants.some(({ permission }) => permission === grant.permission)
              ? `personal grant of ${nameOf(grant.permission)} ended`
              : `personal grant of ${nameOf(grant.permission)} taken back`,
          ],
    ),
  ]
}

function listFew(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}

function compareCells(before: OrgState, after: OrgState): CellDifference[] {
  const found: CellDifference[] = []
  for (const { key: permission } of bothKeys(before.blueprint.permissions, after.blueprint.permissions)) {
    for (const { key: role } of bothKeys(before.blueprint.roles, after.blueprint.roles)) {
      const [was, is] = [reachIn(before, role, permission), reachIn(after, role, permission)]
      if (was !== is) found.push({ role, permission, before: was, after: is })
    }
  }
  return found
}

function reachIn(state: OrgState, role: RoleKey, permission: PermissionKey): Reach | null {
  const isKnown =
    findRole(state.blueprint, role) !== undefined && findPermission(state.blueprint, permission) !== undefined
  return isKnown ? cellReach(state, role, permission) : null
}

/** What either list has, in the order of the first. */
function bothKeys<One extends { readonly key: string }>(one: readonly One[], other: readonly One[]): One[] {
  const known = new Set(one.map(({ key }) => key))
  return [...one, ...other.filter(({ key }) => !known.has(key))]
}

function compareSwitches(before: OrgState, after: OrgState): SwitchDifference[] {
  const lists = (state: OrgState) => [
    ...state.blueprint.features.map(({ key, on }) => ({ kind: 'feature' as const, key, on })),
    ...state.blueprint.products.map(({ key, active }) => ({ kind: 'product' as const, key, on: active })),
    ...state.blueprint.settings.map(({ key, on }) => ({ kind: 'setting' as const, key, on })),
  ]
  const valueIn = (state: OrgState, kind: SwitchDifference['kind'], key: string): boolean | null => {
    const standard = lists(state).find((one) => one.kind === kind && one.key === key)
    return standard === undefined ? null : (state.switches.get(switchKey(kind, key))?.on ?? standard.on)
  }
  const seen = new Set<string>()
  return [...lists(before), ...lists(after)].flatMap(({ kind, key }) => {
    if (seen.has(switchKey(kind, key))) return []
    seen.add(switchKey(kind, key))
    const difference = { kind, key, before: valueIn(before, kind, key), after: valueIn(after, kind, key) }
    return difference.before === difference.after ? [] : [difference]
  })
}

function comparePlaces(before: OrgState, after: OrgState): PlaceDifference[] {
  const found: PlaceDifference[] = []
  const parentName = (state: OrgState, id: PlaceId | null) =>
    id === null ? 'the top' : (state.places.get(id)?.name ?? id)
  for (const [id, was] of before.places) {
    const is = after.places.get(id)
    const what =
      is === undefined
        ? [`no longer there (was ${was.name})`]
        : [
            ...(was.name === is.name ? [] : [`renamed from ${was.name}`]),
            ...(was.parent === is.parent
              ? []
              : [`moved from ${parentName(before, was.parent)} to ${parentName(after, is.parent)}`]),
            ...(was.isArchived === is.isArchived ? [] : [is.isArchived ? 'archived' : 'brought back']),
          ]
    if (what.length > 0) found.push({ place: id, what })
  }
  for (const [id, is] of after.places) {
    if (!before.places.has(id)) found.push({ place: id, what: [`added under ${parentName(after, is.parent)}`] })
  }
  return found
}

function compareRoleLists(before: OrgState, after: OrgState): string[] {
  const only = (one: OrgState, other: OrgState) =>
    one.blueprint.roles.filter(({ key }) => !other.blueprint.roles.some((role) => role.key === key))
  return [
    ...only(before, after).map(({ name }) => `${name} is no longer a role`),
    ...only(after, before).map(({ name }) => `${name} is a new role`),
  ]
}
