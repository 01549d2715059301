import { listLimitedRoles } from '../../shared/domain/listLimitedRoles'
import { grantKey } from '../../shared/domain/orgState'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import { listStaff } from '../store/queries/listStaff'
import { listItems } from '../store/queries/historyItems'
import { countPeople } from './countPeople'
import { describeItems } from './describeItem'
import { addedPermissions, findNewer } from './newerBlueprint'
import { newPermissions } from './newPermissions'
import { permissionName } from './present'
import { seenBy } from './seenBy'

const dayMs = 86_400_000

/** What the Overview shows today, for the people the reader may see. */
export function readOverview(org: Org): OperationOutput<'overview.read'> {
  const state = org.state()
  const people = countPeople(org).byRole
  const hidden = seenBy(org).hiddenRoles
  return {
    revision: org.revision(),
    byRole: state.blueprint.roles.flatMap(({ key, name }, rank) =>
      hidden.includes(key) ? [] : [{ key, name, rank, people: people.get(key) ?? 0 }],
    ),
    attention: [
      ...newPermissionItem(org),
      ...newerBlueprintItem(org),
      ...adviceItems(org),
      ...invitedItem(org),
      ...noPlaceItem(org),
      ...coverItem(org),
      ...unspecifiedItem(org),
    ],
    latest: describeItems(org, listItems(org.store.db, { offset: 0, limit: 6 }).items),
  }
}

type Attention = OperationOutput<'overview.read'>['attention'][number]

function newPermissionItem(org: Org): Attention[] {
  const waiting = newPermissions(org).map(({ permission }) => permissionName(org.state(), permission))
  if (waiting.length === 0) return []
  const few = waiting.slice(0, 3).join(', ')
  return [
    {
      severity: 'medium',
      title: waiting.length === 1 ? '1 new permission waits' : `${waiting.length} new permissions wait`,
      text: `Decide who gets ${few}${waiting.length > 3 ? ' and others' : ''}.`,
      go: 'permissions?only=new',
      action: 'Decide',
      rule: null,
    },
  ]
}

/** Rolecall was updated and brings a newer version of the blueprint. */
function newerBlueprintItem(org: Org): Attention[] {
  const { blueprint } = org.state()
  const newer = findNewer(blueprint, undefined)
  if (!newer.ok || newer.value === null) return []
  const adds = addedPermissions(blueprint, newer.value).length
  return [
    {
      severity: 'low',
      title: `Version ${newer.value.version} of ${newer.value.name} is there`,
      text:
        adds === 0
          ? 'It words things better and adds no permission.'
          : `It adds ${adds === 1 ? '1 permission' : `${adds} permissions`}, nobody’s until you decide.`,
      go: 'permissions?newer=version',
      action: 'Look',
      rule: null,
    },
  ]
}

function adviceItems(org: Org): Attention[] {
  const people = countPeople(org).byRole
  return org.state().blueprint.advice.flatMap((advice): Attention[] => {
    const there = people.get(advice.role) ?? 0
    const role = org.state().blueprint.roles.find((one) => one.key === advice.role)!
    if (there <= advice.atMost) return []
    return [
      {
        severity: 'medium',
        title: `${there} people are ${role.name}`,
        text: advice.text,
        go: `staff?role=${role.key}`,
        action: 'Review',
        rule: 'crowded-top',
      },
    ]
  })
}

function invitedItem(org: Org): Attention[] {
  const invited = listStaff(
    org.store.db,
    {
      search: '',
      roles: [],
      noPlace: false,
      states: ['invited'],
      sort: 'added',
      descending: false,
      offset: 0,
      limit: 1,
    },
    seenBy(org),
  )
  const oldest = invited.ids[0] === undefined ? undefined : org.state().staff.get(invited.ids[0])
  if (oldest === undefined) return []
  const days = Math.floor((org.now() - oldest.addedAtMs) / dayMs)
  return [
    {
      severity: days > 30 ? 'medium' : 'low',
      title:
        invited.total === 1 ? '1 invitation is open' : `${invited.total.toLocaleString('en')} invitations are open`,
      text: `Invited people hold nothing until they join.${days > 0 ? ` The oldest is ${days === 1 ? '1 day' : `${days} days`} old.` : ''}`,
      go: 'staff?state=invited',
      action: 'Open',
      rule: 'idle-invited',
    },
  ]
}

function noPlaceItem(org: Org): Attention[] {
  const limited = listLimitedRoles(org.state())
  if (limited.length === 0) return []
  const { total } = listStaff(
    org.store.db,
    {
      search: '',
      roles: limited,
      noPlace: true,
      states: ['active'],
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 1,
    },
    seenBy(org),
  )
  if (total === 0) return []
  return [
    {
      severity: 'medium',
      title: total === 1 ? '1 person has no place' : `${total.toLocaleString('en')} people have no place`,
      text: 'Their role is limited to assigned places, so they see nothing there.',
      go: `staff?noPlace=1&state=active&role=${limited.join(',')}`,
      action: 'Assign',
      rule: 'no-place',
    },
  ]
}

/** Cover and other dated things that end by themselves within a month. */
function coverItem(org: Org): Attention[] {
  const { total } = listStaff(
    org.store.db,
    {
      search: '',
      roles: [],
      noPlace: false,
      endsBeforeMs: org.now() + 30 * dayMs,
      states: ['active'],
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 1,
    },
    seenBy(org),
  )
  if (total === 0) return []
  return [
    {
      severity: 'low',
      title:
        total === 1 ? 'Something of 1 person ends soon' : `Something of ${total.toLocaleString('en')} people ends soon`,
      text: 'Cover, places or personal grants end by themselves within 30 days.',
      go: 'staff?soon=1',
      action: 'Open',
      rule: 'cover-ends',
    },
  ]
}

function unspecifiedItem(org: Org): Attention[] {
  const state = org.state()
  let open = 0
  for (const permission of state.blueprint.permissions) {
    for (const [role, cell] of Object.entries(permission.grants)) {
      if (cell === 'unspecified' && !state.grants.has(grantKey(role as never, permission.key))) open++
    }
  }
  if (open === 0) return []
  return [
    {
      severity: 'low',
      title: `${open} cells are not specified by the source`,
      text: 'They are refused until somebody decides.',
      go: 'permissions?only=unspecified',
      action: 'Decide',
      rule: 'undecided',
    },
  ]
}
