import type { AccessDifference } from '../../shared/domain/decision'
import type { PermissionKey, RoleKey, StaffId } from '../../shared/domain/ids'
import { differencesOf } from '../engine/differencesOf'
import { diffRules } from '../engine/diffRules'
import type { Rules } from '../engine/rules'
import { type DifferenceGroup, type GroupedDifference, whatIf } from '../engine/whatIf'
import type { Org } from '../org/Org'
import { peopleIndexOf } from '../org/peopleIndexOf'
import { visibleDifferences } from './present'
import { countBits, hasBit, seenPeople } from './seenPeople'

/** What a rule set would change for the people whom the reader may see. */
export interface Impact {
  readonly peopleGaining: number
  readonly peopleLosing: number
  readonly gain: readonly AccessDifference[]
  readonly lose: readonly AccessDifference[]
  /** How many people of a role gain and lose one permission. */
  count(role: RoleKey, permission: PermissionKey): { readonly gaining: number; readonly losing: number }
}

const sides = ['gain', 'lose'] as const

/**
 * Who would gain and who would lose. The counts count everybody; the lists hold at most `limit` differences each, with some
 * of every permission, so that each edit has names to show. Same answers as diffRules, which tells where whatIf cannot.
 */
export function impactOf(org: Org, after: Rules, limit: number): Impact {
  const atMs = org.now()
  const before = org.rules()
  if (before === after) return noImpact
  const grouped = whatIf(peopleIndexOf(org), after, atMs)
  return grouped === null ? impactByName(org, after, limit) : impactByGroup(org, after, grouped, limit)
}

const noImpact: Impact = {
  peopleGaining: 0,
  peopleLosing: 0,
  gain: [],
  lose: [],
  count: () => ({ gaining: 0, losing: 0 }),
}

function impactByGroup(org: Org, after: Rules, grouped: GroupedDifference, limit: number): Impact {
  const before = org.rules()
  const atMs = org.now()
  const { visible } = seenPeople(org)
  const people = { gain: new Uint32Array(visible.length), lose: new Uint32Array(visible.length) }
  const counts = new Map<string, { gain: number; lose: number }>()
  for (const side of sides) {
    for (const group of grouped[side]) {
      const key = `${before.roles[group.role]!.key}/${group.permission}`
      const count = counts.get(key) ?? { gain: 0, lose: 0 }
      counts.set(key, count)
      const marked = people[side]
      for (const who of group.people) {
        if (!hasBit(visible, who)) continue
        marked[who >> 5]! |= 1 << (who & 31)
        count[side] += 1
      }
    }
  }
  const namesOf = (side: (typeof sides)[number]): AccessDifference[] =>
    chooseFew(grouped[side], visible, limit).flatMap(({ group, chosen }) =>
      differencesOf({ before, after, atMs }, side, group, chosen),
    )
  const inOrder = (list: AccessDifference[]) => {
    const { numbers } = before.people
    return list.sort((one, other) => numbers.get(one.staffId)! - numbers.get(other.staffId)!)
  }
  return {
    peopleGaining: countBits(people.gain),
    peopleLosing: countBits(people.lose),
    gain: inOrder(namesOf('gain')),
    lose: inOrder(namesOf('lose')),
    count: (role, permission) => {
      const count = counts.get(`${role}/${permission}`)
      return { gaining: count?.gain ?? 0, losing: count?.lose ?? 0 }
    },
  }
}

/** At most `limit` people over all groups, as many of each permission. */
function chooseFew(
  groups: readonly DifferenceGroup[],
  visible: Uint32Array,
  limit: number,
): { readonly group: DifferenceGroup; readonly chosen: number[] }[] {
  const total = groups.reduce((sum, group) => sum + group.people.length, 0)
  const permissions = new Set(groups.map((group) => group.permission))
  let left = limit
  return [...permissions].flatMap((permission) => {
    const most = Math.min(left, total <= limit ? total : Math.ceil(limit / permissions.size))
    // The first people of each group are enough to know the first of all.
    const first = groups
      .filter((group) => group.permission === permission)
      .flatMap((group) => firstOf(group.people, visible, most).map((who) => ({ group, who })))
      .sort((one, other) => one.who - other.who)
      .slice(0, most)
    left -= first.length
    return [...new Set(first.map(({ group }) => group))].map((group) => ({
      group,
      chosen: first.filter((one) => one.group === group).map(({ who }) => who),
    }))
  })
}

function firstOf(people: Uint32Array, visible: Uint32Array, most: number): number[] {
  const found: number[] = []
  for (const who of people) {
    if (found.length >= most) break
    if (hasBit(visible, who)) found.push(who)
  }
  return found
}

/** For edits that move people or places: everyone is asked. */
function impactByName(org: Org, after: Rules, limit: number): Impact {
  const difference = diffRules(org.rules(), after, org.now())
  const visible = {
    gain: visibleDifferences(org, difference.gain),
    lose: visibleDifferences(org, difference.lose),
  }
  const countPeople = (list: readonly AccessDifference[]) => new Set(list.map((one) => one.staffId)).size
  const { staff } = org.state()
  const ofCell = (list: readonly AccessDifference[], role: RoleKey, permission: PermissionKey) =>
    countPeople(list.filter((one) => one.permission === permission && hasRole(one.staffId, role)))
  const hasRole = (staffId: StaffId, role: RoleKey) => staff.get(staffId)?.role === role
  return {
    peopleGaining: countPeople(visible.gain),
    peopleLosing: countPeople(visible.lose),
    gain: fewOfEach(visible.gain, limit),
    lose: fewOfEach(visible.lose, limit),
    count: (role, permission) => ({
      gaining: ofCell(visible.gain, role, permission),
      losing: ofCell(visible.lose, role, permission),
    }),
  }
}

function fewOfEach(differences: readonly AccessDifference[], limit: number): AccessDifference[] {
  if (differences.length <= limit) return [...differences]
  const byPermission = new Map<string, AccessDifference[]>()
  for (const difference of differences) {
    const list = byPermission.get(difference.permission)
    if (list === undefined) byPermission.set(difference.permission, [difference])
    else list.push(difference)
  }
  const each = Math.ceil(limit / byPermission.size)
  return [...byPermission.values()].flatMap((list) => list.slice(0, each)).slice(0, limit)
}
