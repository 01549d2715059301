import { findRole, rankOf } from '../../shared/domain/cellReach'
import type { ChangeRow, Intent } from '../../shared/domain/change'
import { placeKind, type PlaceId, type RoleKey } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { done, failed, type Reason } from '../../shared/domain/result'
import { permissionsAtPlace, seesPlace } from '../../shared/domain/seesPlace'
import type { StaffMember } from '../../shared/domain/staff'
import type { OperationInput, OperationOutput } from '../../shared/operations/contract'
import type { demotionOperations } from '../../shared/operations/demotion'
import { compareRoles } from '../engine/compareRoles'
import { explainEdit } from '../engine/explainEdit'
import { explainGiveRole } from '../engine/explainGive'
import type { Org } from '../org/Org'
import { findVisible, isInForce, permissionName } from './present'
import type { OrgHandlers } from './session'
import { applyIntents, assignmentAt, assignRows, findEditable, noSuchPerson, nothingToChange } from './staffEdits'
import { unknownRole } from './unknownRole'

type Item = OperationOutput<'staff.previewDemotion'>['items'][number]
type Deed = OperationInput<'staff.demote'>['items'][number]

export const demotionHandlers: Pick<OrgHandlers, keyof typeof demotionOperations> = {
  'staff.previewDemotion': (org, { staffId, role }) => {
    const found = findVisible(org, staffId)
    if (found === undefined) return noSuchPerson
    const state = org.state()
    if (findRole(state.blueprint, role) === undefined) return unknownRole(state, role)
    const notDown = whyNotDown(state, found.person, role)
    if (notDown !== null) return notDown
    const compared = compareRoles(state, found.person.role, role)
    const named = (steps: typeof compared.gained) =>
      steps.map((step) => ({ ...step, name: permissionName(state, step.permission) }))
    const because = whyNotDemote(org, found.person, role)
    return done({
      allowed: because.length === 0,
      because,
      gained: named(compared.gained),
      lost: named(compared.lost),
      items: found.masked ? [] : itemsOf(state, found.person, role, org.now()),
    })
  },

  'staff.demote': (org, { staffId, role, items: deeds }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const state = org.state()
    if (findRole(state.blueprint, role) === undefined) return unknownRole(state, role)
    if (person.role === role) return nothingToChange
    const notDown = whyNotDown(state, person, role)
    if (notDown !== null) return notDown
    const items = itemsOf(state, person, role, org.now())
    const unknown = deeds.find(({ key }) => !items.some((item) => item.key === key))
    if (unknown !== undefined) {
      return failed('unknown-item', `${person.name} has no place and no personal grant “${unknown.key}”.`)
    }
    const deedOf = new Map(deeds.map((deed) => [deed.key, deed]))
    const undecided = items.filter((item) => item.losesSight && (deedOf.get(item.key)?.do ?? 'keep') === 'keep')
    if (undecided.length > 0) {
      const roleName = findRole(state.blueprint, role)!.name
      return failed(
        'undecided',
        `${roleName} sees nothing of ${nameSome(undecided)}. Say for each who takes it over, or that it is dropped.`,
      )
    }
    const rows: { assign: ChangeRow<'staff.assign'>[]; grant: ChangeRow<'staff.grant'>[] } = { assign: [], grant: [] }
    for (const item of items) {
      const deed = deedOf.get(item.key)
      if (deed === undefined || deed.do === 'keep') continue
      const wrong = takeAway(org, person, item, deed, rows)
      if (wrong !== null) return wrong
    }
    const ladderAllows = state.blueprint.ladder.moves !== 'up-only'
    const move = { staffId, from: person.role, to: role }
    const intents: Intent[] = []
    if (rows.assign.length > 0) intents.push({ kind: 'staff.assign', body: { rows: rows.assign } })
    if (rows.grant.length > 0) intents.push({ kind: 'staff.grant', body: { rows: rows.grant } })
    intents.push({ kind: ladderAllows ? 'staff.setRole' : 'staff.demote', body: { rows: [move] } })
    return applyIntents(org, intents)
  },
}

/** What a person has by being added to it, with what the lower role would not see of it any more (S4.20). */
function itemsOf(state: OrgState, person: StaffMember, role: RoleKey, atMs: number): Item[] {
  const kinds = new Map(state.blueprint.placeKinds.map(({ key, name }) => [key, name]))
  const places = person.assignments
    .filter((one) => isInForce(one, atMs))
    .map(({ place, untilMs }): Item => {
      const after = new Set(permissionsAtPlace(state, role, place))
      const losesSight = !seesPlace(state, role, place)
      return {
        key: place,
        kind: 'place',
        name: state.places.get(place)?.name ?? place,
        hint: kinds.get(placeKind(place)) ?? placeKind(place),
        untilMs,
        losesSight,
        loses: permissionsAtPlace(state, person.role, place)
          .filter((key) => !after.has(key))
          .map((key) => permissionName(state, key)),
      }
    })
  const grants = person.personalGrants
    .filter((one) => isInForce(one, atMs))
    .map(({ permission, untilMs }): Item => ({
      key: permission,
      kind: 'grant',
      name: permissionName(state, permission),
      hint: 'Personal grant',
      untilMs,
      losesSight: false,
      loses: [],
    }))
  return [...places, ...grants]
}

/** Adds the rows that take one item from the person and give it to whoever takes over; or says what is wrong. */
function takeAway(
  org: Org,
  person: StaffMember,
  item: Item,
  deed: Deed,
  rows: { assign: ChangeRow<'staff.assign'>[]; grant: ChangeRow<'staff.grant'>[] },
): ReturnType<typeof failed<'undecided' | 'no-such-person'>> | null {
  let taker: StaffMember | null = null
  if (deed.do === 'hand-over') {
    if (deed.to === undefined) return failed('undecided', `Say who takes ${item.name} over.`)
    if (deed.to === person.id) return failed('undecided', `${item.name} cannot be handed over to the same person.`)
    taker = findEditable(org, deed.to) ?? null
    if (taker === null) return noSuchPerson
  }
  if (item.kind === 'place') {
    const place = item.key as PlaceId
    if (taker !== null) rows.assign.push(...assignRows(taker, [place], item.untilMs))
    rows.assign.push({ staffId: person.id, place, from: assignmentAt(person, place), to: null })
    return null
  }
  const grant = person.personalGrants.find((one) => one.permission === item.key)!
  const value = { reach: grant.reach, places: grant.places === null ? null : [...grant.places], untilMs: grant.untilMs }
  const takersOwn = taker?.personalGrants.some((one) => one.permission === grant.permission) ?? false
  if (taker !== null && !takersOwn) {
    rows.grant.push({ staffId: taker.id, permission: grant.permission, from: null, to: value })
  }
  rows.grant.push({ staffId: person.id, permission: grant.permission, from: value, to: null })
  return null
}

function whyNotDown(state: OrgState, person: StaffMember, role: RoleKey): ReturnType<typeof failed<'not-down'>> | null {
  if (rankOf(state.blueprint, role) >= rankOf(state.blueprint, person.role)) return null
  const name = findRole(state.blueprint, role)?.name ?? role
  return failed('not-down', `${name} stands above ${person.name ?? 'this person'} on the ladder. Promote them instead.`)
}

/** Whatever stands against it before anything is handed over. The door judges again. */
function whyNotDemote(org: Org, person: StaffMember, role: RoleKey): Reason[] {
  const who = org.actor
  if (who === null) return [{ code: 'read-only', text: 'This organization is open for reading only.' }]
  const atMs = org.now()
  const roles = org.state().blueprint.roles
  const singleton = roles.find((one) => one.singleton && (one.key === role || one.key === person.role))
  if (singleton !== undefined) {
    const text = `There is exactly one ${singleton.name}; nobody moves into or out of that role.`
    return [{ code: 'singleton', text }]
  }
  if (person.state === 'removed' || person.state === 'purged') {
    return [{ code: 'removed', text: `${person.name ?? 'This person'} was removed. Restore them first.` }]
  }
  for (const edit of ['staff.remove', 'staff.purge', 'staff.add'] as const) {
    const about = edit === 'staff.add' ? {} : { on: person.id }
    const decision = explainEdit(org.rules(), { who, edit, ...about, atMs })
    if (!decision.allowed) return [...decision.because]
  }
  const give = explainGiveRole(org.rules(), { who, role, atMs })
  return give.allowed ? [] : [...give.because]
}

function nameSome(items: readonly Item[]): string {
  const shown = items.slice(0, 3).map(({ name }) => name)
  return items.length > 3 ? `${shown.join(', ')} and ${items.length - 3} more` : shown.join(', ')
}
