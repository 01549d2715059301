import { findPermission, findRole } from '../../shared/domain/cellReach'
import { type PlaceId, placeKind, type RoleKey } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { findStaffNumber } from '../engine/compileRequest'
import { explain } from '../engine/explain'
import { explainEdit } from '../engine/explainEdit'
import { holdingOf } from '../engine/holding'
import { widestReach } from '../engine/reachBits'
import { type Lens, throughLens } from '../org/lens'
import type { Org } from '../org/Org'
import { reachWords } from './describeCell'
import { findPerson, presentPlace } from './present'
import { readOrgInfo } from './readOrgInfo'
import { seeingPerson, seenBy } from './seenBy'
import type { OrgHandlers } from './session'
import { unknownRole } from './unknownRole'

export const viewHandlers: Pick<OrgHandlers, 'org.viewAs' | 'product.read'> = {
  'org.viewAs': (org, { who, role, at }, session) => {
    if (who === null && role === undefined) {
      session.useLens(null)
      return done(readOrgInfo(org))
    }
    const refusal = mayViewAs(org)
    if (refusal !== null) return refusal
    const lens = role === undefined ? findLens(org, who!) : roleLens(org, role, at)
    if (!lens.ok) return lens
    const through = throughLens(org, lens.value)
    if (seesMore(through, org)) {
      return failed(
        'not-allowed',
        `${lens.value.name} sees people whom you may not see, so you cannot look as they do.`,
      )
    }
    session.useLens(lens.value)
    return done(readOrgInfo(through))
  },

  'product.read': (org) => {
    const state = org.state()
    const { blueprint } = state
    const rules = org.rules()
    const who = org.actor === null ? -1 : findStaffNumber(rules, org.actor)
    if (org.actor === null || who === -1)
      return failed('no-such-person', 'Nobody is signed in. View as somebody first.')
    const person = state.staff.get(org.actor)!
    const atMs = org.now()
    const heldReach = (key: string) => {
      const number = rules.permissionByKey.get(key)
      return number === undefined ? 'none' : widestReach(holdingOf(rules, who, rules.permissions[number]!, atMs).bits)
    }
    const areas = blueprint.areas.map((area) => ({
      key: area.key,
      name: area.name,
      permissions: blueprint.permissions
        .filter((permission) => permission.area === area.key)
        .map((permission) => {
          const reach = heldReach(permission.key)
          const isHeld = reach !== 'none'
          const refusal = () => explain(rules, { who: person.id, do: permission.key, atMs }).because[0]?.text
          return {
            permission: permission.key,
            name: permission.name,
            isHeld,
            because: isHeld ? `Holds it: ${reachWords[reach]}.` : (refusal() ?? 'Not granted.'),
            entryPoints: permission.entryPoints.map((point) => ({
              name: point.name,
              state: isHeld ? ('shown' as const) : stateWithout[point.effect],
              text: isHeld ? null : (point.text ?? null),
            })),
          }
        }),
    }))
    return done({
      as: {
        name: person.name ?? '',
        role: findRole(blueprint, person.role)?.name ?? person.role,
        at: person.assignments.map(({ place }) => presentPlace(state, place)),
      },
      areas,
      views: blueprint.defaultViews.flatMap((each): OperationOutput<'product.read'>['views'] => {
        const view = each.views[person.role]
        if (view === undefined) return []
        const needed = view.permission === undefined ? undefined : findPermission(blueprint, view.permission)
        return [
          {
            key: each.key,
            name: each.name,
            kind: each.kind,
            view: view.name,
            permissionName: needed?.name ?? null,
            isPermitted: needed === undefined || heldReach(needed.key) !== 'none',
          },
        ]
      }),
    })
  },
}

const stateWithout = { hide: 'hidden', disable: 'disabled', refuse: 'refused' } as const

/** Looking through somebody else's eyes takes the right to manage the console; a file open without an identity is read whole anyway. */
function mayViewAs(org: Org): ReturnType<typeof failed<'not-allowed'>> | null {
  if (org.actor === null) return null
  const decision = explainEdit((org.asOf?.today ?? org).rules(), {
    who: org.actor,
    edit: 'console.manage',
    atMs: (org.asOf?.today ?? org).now(),
  })
  if (decision.allowed) return null
  return failed('not-allowed', `Viewing as somebody else is not yours. ${decision.because[0]?.text ?? ''}`.trim(), {
    because: decision.because,
  })
}

function findLens(org: Org, who: string): Result<Lens, 'no-such-person'> {
  const found = findPerson(org, who)
  if (found === undefined || found.masked || found.person.state === 'purged') {
    return failed('no-such-person', `There is nobody “${who}” in this organization, or you may not see them.`)
  }
  const { id, name } = found.person
  return done({ kind: 'person', staffId: id, name: name ?? '' })
}

function roleLens(
  org: Org,
  key: RoleKey,
  at: readonly PlaceId[] | undefined,
): Result<Lens, 'unknown-role' | 'unknown-place'> {
  const state = org.state()
  const role = findRole(state.blueprint, key)
  if (role === undefined || (org.actor !== null && seenBy(org).hiddenRoles.includes(key)))
    return unknownRole(state, key)
  const unknown = at?.find((place) => !state.places.has(place))
  if (unknown !== undefined) return failed('unknown-place', `There is no place “${unknown}” in this organization.`)
  const places = at ?? firstPlaces(org)
  const where = inWords.format(places.map((place) => state.places.get(place)!.name))
  return done({
    kind: 'role',
    role: key,
    places,
    name: where === '' ? `any ${role.name}` : `any ${role.name} at ${where}`,
  })
}

const inWords = new Intl.ListFormat('en-GB')

/**
 * One living place of each kind that counts for “assigned”, so that a role limited to places sees what is there, and every
 * product: without one, everything of it is hidden (S1.23), whatever the role.
 */
function firstPlaces(org: Org): PlaceId[] {
  const living = [...org.state().places.values()]
    .filter((place) => !place.isArchived)
    .sort((one, other) => (one.name < other.name ? -1 : 1))
  const { scopeKinds } = org.state().blueprint
  return [
    ...scopeKinds.flatMap((kind) => living.find((place) => placeKind(place.id) === kind)?.id ?? []),
    ...living.filter(({ id }) => placeKind(id) === 'product' && !scopeKinds.includes('product')).map(({ id }) => id),
  ]
}

/** Whether a lens would show somebody whom the reader may not see, or may not see in full (S0.14). */
function seesMore(through: Org, org: Org): boolean {
  const own = seenBy(org)
  if (org.actor === null || (own.places === null && own.hiddenRoles.length === 0 && own.maskedRoles.length === 0)) {
    return false
  }
  const order = { hidden: 0, masked: 1, full: 2 }
  for (const id of org.state().staff.keys()) {
    if (order[seeingPerson(through, id)] > order[seeingPerson(org, id)]) return true
  }
  return false
}
