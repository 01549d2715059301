import type { PermissionKey, PlaceId } from '../../../shared/domain/ids'
import { holdingOf } from '../../engine/holding'
import { isActive, roleOf, staffIdOf } from '../../engine/people'
import { reachBits } from '../../engine/reachBits'
import { noRole, type CompiledPermission, type Rules } from '../../engine/rules'
import type { Steps } from '../../org/runInSteps'
import type { Checking, Finding } from './Finding'
import type { RuleOf } from './findingRules'
import { countOf, listFew } from './words'

/** How many active people may do something: anywhere (`all`, counted up to two), and at each place by number. */
interface Able {
  readonly all: readonly number[]
  /** By place number, people with reach `assigned`, counted up to two. */
  readonly at: Uint8Array
  /** By place number, one of them. */
  readonly one: Int32Array
}

/**
 * Permissions that nobody, or only one person, is able to use: anywhere, or at places. What the organization has off, and
 * what the source gives to a role of exactly one person by design, is no finding.
 */
export function* findAblePeople(checking: Checking, rule: RuleOf<'able-people'>, done: number): Steps<Finding[]> {
  const { rules } = checking
  const nowhere: CompiledPermission[] = []
  const byHolder = new Map<number, CompiledPermission[]>()
  const local: { permission: CompiledPermission; places: PlaceId[]; who: Set<number> }[] = []
  for (const permission of rules.permissions) {
    yield done
    if (!isGivenToSomebody(rules, permission)) continue
    const able = countAble(rules, permission, checking.atMs)
    if (able.all.length >= 2) continue
    const [only] = able.all
    if (rule.fewer === 2 && only !== undefined && able.at.every((count) => count === 0)) {
      if (!isByDesign(rules, permission, only)) push(byHolder, only, permission)
      continue
    }
    const places = placesThatCount(rules, permission)
    if (only === undefined && able.at.every((count) => count === 0)) {
      if (rule.fewer === 1) nowhere.push(permission)
      continue
    }
    const wanted = rule.fewer - 1
    const lacking = places.filter((place) => able.at[place]! + able.all.length === wanted)
    if (lacking.length === 0) continue
    const who = new Set(lacking.map((place) => only ?? able.one[place]!).filter((number) => number !== -1))
    local.push({ permission, places: lacking.map((place) => rules.places.interner.ids[place]!), who })
  }
  return [
    ...nowhere.map((permission) => nobodyAnywhere(rule, permission)),
    ...[...byHolder].flatMap(([who, permissions]) => onePerson(checking, rule, who, permissions)),
    ...local.flatMap((one) => atPlaces(checking, rule, one)),
  ]
}

/** Some role or person has it, and nothing of the organization is off that it needs. */
function isGivenToSomebody(rules: Rules, permission: CompiledPermission): boolean {
  if (!permission.isProductOn || permission.isSelf) return false
  if (permission.needs.some((need) => need.kind === 'switch' && !need.isOn && need.roles === null)) return false
  const count = rules.permissions.length
  return rules.roles.some((_, role) => (rules.cellBits[role * count + permission.number]! & ~reachBits.own) !== 0)
}

function countAble(rules: Rules, permission: CompiledPermission, atMs: number): Able {
  const size = rules.places.places.length
  const all: number[] = []
  const at = new Uint8Array(size)
  const one = new Int32Array(size).fill(-1)
  const seenFor = new Int32Array(size).fill(-1)
  for (let who = 0; who < rules.people.count; who += 1) {
    if (roleOf(rules, who) === noRole || !isActive(rules, who)) continue
    const { bits, roots, scopes } = holdingOf(rules, who, permission, atMs)
    if (bits === 0) continue
    if ((bits & ~reachBits.assigned) !== 0) {
      // Two people who can everywhere are enough for every place.
      if (all.push(who) >= 2) return { all, at, one }
      continue
    }
    for (const root of roots) {
      for (const place of rules.places.under[root]!) {
        if (at[place]! >= 2 || seenFor[place] === who) continue
        if (!scopes.every((scope) => scope.counts[place] === 1)) continue
        seenFor[place] = who
        at[place]! += 1
        one[place] = who
      }
    }
  }
  return { all, at, one }
}

function placesThatCount(rules: Rules, permission: CompiledPermission): number[] {
  if (permission.source.class !== 'place') return []
  const found: number[] = []
  for (const [place, isAlive] of rules.places.isAlive.entries()) {
    if (isAlive === 1 && permission.scope.counts[place] === 1) found.push(place)
  }
  return found
}

/** The only role that has it is a role of exactly one person. */
function isByDesign(rules: Rules, permission: CompiledPermission, who: number): boolean {
  const role = roleOf(rules, who)
  if (rules.roles[role]?.source.singleton !== true) return false
  const count = rules.permissions.length
  return rules.roles.every((_, other) => other === role || rules.cellBits[other * count + permission.number] === 0)
}

function nobodyAnywhere(rule: RuleOf<'able-people'>, permission: CompiledPermission): Finding {
  return {
    key: `${rule.key}/${permission.key}`,
    rule: rule.key,
    severity: rule.severity,
    title: `Nobody can: ${permission.name}`,
    reason: 'A role has the permission, but no active person is in it or has what it needs.',
    advice: rule.advice,
    people: [],
    permissions: [permission.key],
    proposal: null,
    go: `permissions?permission=${permission.key}`,
  }
}

function onePerson(
  { rules, sees, state }: Checking,
  rule: RuleOf<'able-people'>,
  who: number,
  permissions: readonly CompiledPermission[],
): Finding[] {
  const staffId = staffIdOf(rules, who)
  if (sees(staffId) !== 'full') return []
  const name = state.staff.get(staffId)?.name ?? 'one person'
  const what = permissions.map((permission) => permission.name)
  return [
    {
      key: `${rule.key}/${staffId}`,
      rule: rule.key,
      severity: rule.severity,
      title: what.length === 1 ? `Only ${name} can: ${what[0]}` : `Only ${name} can do ${what.length} things`,
      reason: `${listFew(what)}.`,
      advice: rule.advice,
      people: [staffId],
      permissions: permissions.map(({ key }) => key),
      proposal: {
        kind: 'promote-second',
        text: `Give somebody else the role of ${name}, or these permissions to another role.`,
      },
      go: `staff?id=${staffId}`,
    },
  ]
}

function atPlaces(
  { rules, sees, state }: Checking,
  rule: RuleOf<'able-people'>,
  { permission, places, who }: { permission: CompiledPermission; places: PlaceId[]; who: ReadonlySet<number> },
): Finding[] {
  const people = [...who].map((number) => staffIdOf(rules, number))
  // Where one of the lone people is out of sight, the finding would tell of them.
  if (people.some((staffId) => sees(staffId) !== 'full')) return []
  const names = places.map((place) => state.places.get(place)?.name ?? place)
  const where = places.length === 1 ? names[0]! : countOf(places.length, 'place', 'places')
  return [
    {
      key: `${rule.key}/${permission.key}/${places.length === 1 ? places[0]! : 'places'}`,
      rule: rule.key,
      severity: rule.severity,
      title: `${rule.fewer === 1 ? 'Nobody' : 'Only one person'} at ${where} can: ${permission.name}`,
      reason: `${listFew(names)}.${rule.fewer === 1 ? ' Nobody has it everywhere either.' : ''}`,
      advice: rule.advice,
      people,
      permissions: [permission.key as PermissionKey],
      places: places.slice(0, 1000),
      proposal: { kind: 'assign', text: `Assign somebody who has it to ${listFew(names)}.` },
      go: `places?id=${encodeURIComponent(places[0]!)}`,
    },
  ]
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
