import type { Blueprint, BlueprintPermission, BlueprintRole } from '../../../shared/domain/blueprint'
import { findRole, rankOf } from '../../../shared/domain/cellReach'
import type { ChangeRow, Intent, PersonalValue } from '../../../shared/domain/change'
import type { PermissionKey, RoleKey } from '../../../shared/domain/ids'
import { permissionClasses, type Reach, reachContains, readCell } from '../../../shared/domain/reach'
import type { Wanted } from '../../org/Org'
import { personalValue, type Sources } from '../../org/personalValues'
import type { SamplePlaces } from './makeSamplePlaces'
import type { SamplePerson } from './makeSampleStaff'
import type { Dice } from './seededSources'

interface Telling {
  readonly blueprint: Blueprint
  readonly staff: readonly SamplePerson[]
  readonly places: SamplePlaces
  readonly dice: Dice
  readonly sources: Sources
}

/** The cover's end: far enough that the sample shows one in force. */
const coverEndsMs = Date.UTC(2029, 10, 30, 18)

/** What happened after everybody was added, each as one history item: moves up, decisions, removals and a cover. */
export function makeSampleHistory(telling: Telling): Wanted[] {
  const { staff, dice } = telling
  const events = Math.min(6, Math.ceil(staff.length / 40))
  // Nobody appears twice, so that each item can be read, and undone, by itself.
  const chosen = dice.pickSome(
    staff.filter((person) => person.state === 'active'),
    events * 8 + 2,
  )
  const moved = chooseMoved(telling.blueprint, chosen).slice(0, events)
  const others = chosen.filter((person) => !moved.includes(person))
  const covered = staff.length < 4 ? undefined : others[0]
  const removed = staff.length < 12 ? [] : others.slice(2, 2 + events)
  const moves = moved.map((person) => moveUp(telling.blueprint, person))
  const decisions = decideGrants(telling)
  return [
    ...moves.slice(0, 2),
    ...decisions.slice(0, 1),
    ...(removed.length > 1 ? [removePeople(removed.slice(1))] : []),
    ...decisions.slice(1),
    ...moves.slice(2),
    ...(covered !== undefined && others[1] !== undefined ? [cover(telling, others[1], covered)] : []),
    ...removed.slice(0, 1).map((person) => removePeople([person])),
  ]
}

/** At most two of each role, and one into the upper role, so that all of the ladder is seen to move. */
function chooseMoved(blueprint: Blueprint, people: readonly SamplePerson[]): SamplePerson[] {
  const upper = blueprint.roles.find((role) => !role.singleton)
  const movedFrom = new Map<RoleKey, number>()
  return people.filter(({ role }) => {
    const to = nextRoleUp(blueprint, role)
    const before = movedFrom.get(role) ?? 0
    if (to === null || before >= (to === upper ? 1 : 2)) return false
    movedFrom.set(role, before + 1)
    return true
  })
}

function nextRoleUp(blueprint: Blueprint, role: RoleKey): BlueprintRole | null {
  const above = blueprint.roles[rankOf(blueprint, role) - 1]
  const isTop = above !== undefined && above === blueprint.roles[0] && blueprint.roles.length > 2
  return above === undefined || above.singleton || isTop ? null : above
}

function moveUp(blueprint: Blueprint, person: SamplePerson): Wanted {
  const to = nextRoleUp(blueprint, person.role)!.key
  return single({ kind: 'staff.setRole', body: { rows: [{ staffId: person.staffId, from: person.role, to }] } })
}

function removePeople(people: readonly SamplePerson[]): Wanted {
  return single({
    kind: 'staff.remove',
    body: { rows: people.map(({ staffId, state }) => ({ staffId, from: state, to: 'removed' as const })) },
  })
}

/** One grant switched on, one silence of the source decided, one permission narrowed: what the blueprint offers of these. */
function decideGrants({ blueprint }: Telling): Wanted[] {
  const rows: ChangeRow<'grant.set'>[] = []
  const decided = new Map<string, Reach>()
  const guards = new Set(Object.values(blueprint.guards).map((guard) => guard.permission))
  const reachOf = (role: BlueprintRole, permission: BlueprintPermission): Reach =>
    decided.get(`${role.key}/${permission.key}`) ?? readCell(permission.grants[role.key] ?? 'none').reach
  const decide = (wants: (cell: ReturnType<typeof readCell>, permission: BlueprintPermission) => Reach | null) => {
    for (const permission of blueprint.permissions) {
      if (!permission.editable || guards.has(permission.key)) continue
      for (const [rank, role] of [...blueprint.roles.entries()].toReversed()) {
        const cell = readCell(permission.grants[role.key] ?? 'none')
        const to = wants(cell, permission)
        if (to === null || role.locked || rank === 0 || decided.has(`${role.key}/${permission.key}`)) continue
        if (!(permissionClasses[permission.class] as readonly Reach[]).includes(to)) continue
        const above = blueprint.roles[rank - 1]
        const below = blueprint.roles[rank + 1]
        const fits =
          !blueprint.ladder.containsBelow ||
          ((above === undefined || reachContains(reachOf(above, permission), to)) &&
            (below === undefined || reachContains(to, reachOf(below, permission))))
        if (!fits) continue
        decided.set(`${role.key}/${permission.key}`, to)
        rows.push({ role: role.key, permission: permission.key, from: null, to })
        return
      }
    }
  }
  decide((cell) => cell.grantable)
  decide((cell) => (cell.isUnspecified ? 'none' : null))
  decide((cell, permission) => (cell.reach === 'all' && permission.class === 'org' ? 'none' : null))
  return rows.map((row) => single({ kind: 'grant.set', body: { rows: [row] } }))
}

/** A dated place and, where one fits, a dated grant; the role never changes (blueprints.md, "One person, one role"). */
function cover({ blueprint, places, sources, dice }: Telling, who: SamplePerson, away: SamplePerson): Wanted {
  const place =
    places.sites.find((site) => away.places.includes(site.id) && !who.places.includes(site.id)) ??
    dice.pick(places.sites.filter((site) => !who.places.includes(site.id)))
  const personal: PersonalValue[] = []
  const note = () => {
    const value = personalValue(sources, who.staffId, 'note', `Cover for ${away.name}`)
    personal.push(value)
    return { hash: value.hash }
  }
  const intents: Intent[] = [
    {
      kind: 'staff.assign',
      body: {
        rows: [{ staffId: who.staffId, place: place.id, from: null, to: { untilMs: coverEndsMs } }],
        note: note(),
      },
    },
  ]
  const grant = findGrantToGive(blueprint, who.role)
  if (grant !== null) {
    const to = { reach: grant.reach, places: grant.reach === 'assigned' ? [place.id] : null, untilMs: coverEndsMs }
    intents.push({
      kind: 'staff.grant',
      body: { rows: [{ staffId: who.staffId, permission: grant.permission, from: null, to }], note: note() },
    })
  }
  return { intents, personal }
}

/** Rather what the source offers to single people, then what counts at a place; never a guard of the console. */
function findGrantToGive(blueprint: Blueprint, role: RoleKey): { permission: PermissionKey; reach: Reach } | null {
  const guards = new Set(Object.values(blueprint.guards).map((guard) => guard.permission))
  const free = blueprint.permissions.filter(
    (permission) =>
      permission.editable &&
      !guards.has(permission.key) &&
      permission.product === undefined &&
      permission.needs.length === 0 &&
      readCell(permission.grants[role] ?? 'none').reach === 'none',
  )
  const anyGrantable = free.find(
    (permission) =>
      findRole(blueprint, role) !== undefined &&
      Object.values(permission.grants).some((cell) => readCell(cell).grantable === 'all'),
  )
  if (anyGrantable !== undefined) return { permission: anyGrantable.key, reach: 'all' }
  const atPlace = free.find(
    (permission) =>
      permission.class === 'place' && (permission.scopeKinds ?? blueprint.scopeKinds).includes('location'),
  )
  if (atPlace !== undefined) return { permission: atPlace.key, reach: 'assigned' }
  const anywhere = free.find((permission) => (permissionClasses[permission.class] as readonly Reach[]).includes('all'))
  return anywhere === undefined ? null : { permission: anywhere.key, reach: 'all' }
}

export function single(intent: Intent, personal: readonly PersonalValue[] = []): Wanted {
  return { intents: [intent], personal }
}
