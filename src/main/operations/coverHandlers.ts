import { findPermission } from '../../shared/domain/cellReach'
import type { ChangeRow, Intent } from '../../shared/domain/change'
import type { PermissionKey, PlaceId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { permissionClasses, type Reach, reachContains, readCell } from '../../shared/domain/reach'
import { done, failed, type Result } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import type { coverOperations } from '../../shared/operations/cover'
import { access } from '../engine/access'
import { explainGiveReach } from '../engine/explainGive'
import type { Org } from '../org/Org'
import { findVisible, isInForce, permissionName, presentPlace } from './present'
import type { OrgHandlers } from './session'
import { applyIntents, assignRows, findEditable, noSuchPerson, nothingToChange, placesProblem } from './staffEdits'

type GrantRow = ChangeRow<'staff.grant'>

interface WantedGrant {
  readonly permission: PermissionKey
  readonly reach?: Reach | undefined
  readonly at?: readonly PlaceId[] | undefined
}

export const coverHandlers: Pick<OrgHandlers, keyof typeof coverOperations> = {
  'staff.grant': (org, { staffId, untilMs, ...wanted }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const problem = placesProblem(org, wanted.at ?? [], untilMs)
    if (problem !== null) return problem
    const row = grantRow(org.state(), person, wanted, untilMs)
    return row.ok ? applyIntents(org, [{ kind: 'staff.grant', body: { rows: [row.value] } }]) : row
  },

  'staff.revoke': (org, { staffId, permission }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    if (findPermission(org.state().blueprint, permission) === undefined) return unknownPermission(permission)
    const row = revokeRow(person, permission)
    if (row === null) {
      const name = permissionName(org.state(), permission)
      return failed('nothing-to-change', `${person.name ?? 'This person'} has no personal grant of ${name}.`)
    }
    return applyIntents(org, [{ kind: 'staff.grant', body: { rows: [row] } }])
  },

  'staff.previewCover': (org, { staffId, for: absentId }) => {
    const [present, absent] = [findVisible(org, staffId), findVisible(org, absentId)]
    if (present === undefined || absent === undefined || present.masked || absent.masked) return noSuchPerson
    const atMs = org.now()
    const state = org.state()
    const own = new Map(access(org.rules(), staffId, atMs).map((held) => [held.permission, held.reach]))
    const ownPlaces = new Set(
      present.person.assignments.filter((one) => isInForce(one, atMs)).map(({ place }) => place),
    )
    return done({
      places: absent.person.assignments
        .filter((one) => isInForce(one, atMs) && !ownPlaces.has(one.place))
        .map(({ place }) => presentPlace(state, place)),
      grants: access(org.rules(), absentId, atMs)
        .filter(({ permission, reach }) => {
          const isGivable = findPermission(state.blueprint, permission)!.class !== 'self'
          return isGivable && !reachContains(own.get(permission) ?? 'none', reach)
        })
        .map(({ permission, reach }) => ({
          permission,
          name: permissionName(state, permission),
          reach,
          refusedBecause: whyNotGive(org, permission, reach),
        })),
    })
  },

  'staff.cover': (org, { staffId, places, grants, untilMs }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const problem = placesProblem(org, [...places, ...grants.flatMap(({ at }) => at ?? [])], untilMs)
    if (problem !== null) return problem
    const rows: GrantRow[] = []
    for (const wanted of grants) {
      const row = grantRow(org.state(), person, wanted, untilMs)
      if (!row.ok) return row
      const before = row.value.from
      // INVARIANT (cover adds): what somebody has for good, or longer, is not cut short.
      const isHeld =
        before !== null && reachContains(before.reach, row.value.to!.reach) && (before.untilMs ?? Infinity) >= untilMs
      if (isHeld) continue
      if (before !== null && isInForce(before, org.now())) {
        return failed(
          'refused',
          `${person.name} has a personal grant of ${permissionName(org.state(), wanted.permission)} already. Change that one, since a cover would end it too.`,
        )
      }
      rows.push(row.value)
    }
    const intents = [...intentOf('staff.assign', assignRows(person, places, untilMs)), ...intentOf('staff.grant', rows)]
    return intents.length === 0 ? nothingToChange : applyIntents(org, intents)
  },

  'staff.endCover': (org, { staffId }) => {
    const person = findEditable(org, staffId)
    if (person === undefined) return noSuchPerson
    const atMs = org.now()
    const isCover = (one: { readonly untilMs: number | null }) => one.untilMs !== null && isInForce(one, atMs)
    const intents = [
      ...intentOf(
        'staff.assign',
        person.assignments
          .filter(isCover)
          .map(({ place, untilMs }) => ({ staffId, place, from: { untilMs }, to: null })),
      ),
      ...intentOf(
        'staff.grant',
        person.personalGrants.filter(isCover).map(({ permission }) => revokeRow(person, permission)!),
      ),
    ]
    return intents.length === 0 ? nothingToChange : applyIntents(org, intents)
  },
}

function intentOf<Kind extends 'staff.assign' | 'staff.grant'>(kind: Kind, rows: readonly ChangeRow<Kind>[]): Intent[] {
  return rows.length === 0 ? [] : [{ kind, body: { rows } } as unknown as Intent]
}

/** What a change has to say to give this grant, with the reach filled in. */
function grantRow(
  state: OrgState,
  person: StaffMember,
  { permission: key, reach: wanted, at }: WantedGrant,
  untilMs: number | null,
): Result<GrantRow, 'unknown-permission' | 'reach-not-allowed'> {
  const permission = findPermission(state.blueprint, key)
  if (permission === undefined) return unknownPermission(key)
  const allowed: readonly Reach[] = permissionClasses[permission.class].filter((reach) => reach !== 'none')
  if (permission.class === 'self') {
    return failed('reach-not-allowed', `Everyone has ${permission.name} for themselves; it cannot be given.`)
  }
  const bySource = readCell(permission.grants[person.role] ?? 'none').grantable
  const narrowest = permission.class === 'person' ? 'all' : allowed[0]!
  const reach = wanted ?? (at !== undefined && allowed.includes('assigned') ? 'assigned' : (bySource ?? narrowest))
  if (!allowed.includes(reach)) {
    return failed(
      'reach-not-allowed',
      `${permission.name} cannot be given with the reach “${reach}”. Choose ${allowed.join(' or ')}.`,
    )
  }
  if (at !== undefined && reach !== 'assigned') {
    const instead = allowed.includes('assigned') ? 'Choose the reach “assigned”.' : 'Leave the places out.'
    return failed('reach-not-allowed', `${permission.name} with the reach “${reach}” holds at no places. ${instead}`)
  }
  const places = at === undefined ? null : [...new Set(at)].toSorted()
  return done({ staffId: person.id, permission: key, from: grantNow(person, key), to: { reach, places, untilMs } })
}

function revokeRow(person: StaffMember, permission: PermissionKey): GrantRow | null {
  const from = grantNow(person, permission)
  return from === null ? null : { staffId: person.id, permission, from, to: null }
}

function grantNow(person: StaffMember, permission: PermissionKey): GrantRow['from'] {
  const found = person.personalGrants.find((grant) => grant.permission === permission)
  if (found === undefined) return null
  return { reach: found.reach, places: found.places === null ? null : [...found.places], untilMs: found.untilMs }
}

function whyNotGive(org: Org, permission: PermissionKey, reach: Reach): string | null {
  if (org.actor === null) return 'This organization is open for reading only.'
  const give = explainGiveReach(org.rules(), { who: org.actor, permission, reach, atMs: org.now() })
  return give.allowed ? null : (give.because[0]?.text ?? 'It is not yours to give.')
}

function unknownPermission(key: string): ReturnType<typeof failed<'unknown-permission'>> {
  return failed('unknown-permission', `There is no permission “${key}”. \`matrix\` shows them all.`)
}
