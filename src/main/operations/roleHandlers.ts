import { cellReach, findRole, rankOf } from '../../shared/domain/cellReach'
import type { PermissionKey, RoleKey } from '../../shared/domain/ids'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { done } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import { compareRoles } from '../engine/compareRoles'
import type { Org } from '../org/Org'
import { countPeople } from './countPeople'
import { pendingThings } from './pendingThings'
import { permissionName } from './present'
import type { OrgHandlers } from './session'
import { unknownRole } from './unknownRole'

type Handled = 'role.list' | 'role.show' | 'role.compare'

export const roleHandlers: Pick<OrgHandlers, Handled> = {
  'role.list': (org) => {
    const { blueprint } = org.state()
    return done({
      moves: blueprint.ladder.moves,
      movesReason: blueprint.ladder.movesReason ?? null,
      ownRoles: blueprint.ownRoles,
      blueprint: blueprint.name,
      rungs: listRungs(org),
    })
  },

  'role.show': (org, { role: key }) => {
    const state = org.state()
    const role = findRole(state.blueprint, key)
    if (role === undefined) return unknownRole(state, key)
    const areaNames = new Map(state.blueprint.areas.map((area) => [area.key, area.name]))
    return done({
      rung: listRungs(org).find((rung) => rung.key === key)!,
      manages: managedFrom(state, role.key),
      managedBy: state.blueprint.roles.map((one) => one.key).filter((one) => managedFrom(state, one).includes(key)),
      holds: state.blueprint.permissions
        .map((permission) => ({
          permission: permission.key,
          name: permission.name,
          area: areaNames.get(permission.area) ?? permission.area,
          reach: cellReach(state, key, permission.key),
        }))
        .filter((held) => held.reach !== 'none'),
    })
  },

  'role.compare': (org, { a, b }) => {
    const state = org.state()
    for (const key of [a, b]) if (findRole(state.blueprint, key) === undefined) return unknownRole(state, key)
    const compared = compareRoles(state, a, b)
    return done({
      a,
      b,
      gained: nameSteps(state, compared.gained),
      lost: nameSteps(state, compared.lost),
      same: nameSteps(state, compared.same),
    })
  },
}

/** Nobody manages people above their own rank, whatever the list says (blueprints.md, "Guards"). */
function managedFrom(state: OrgState, key: RoleKey): RoleKey[] {
  const rank = rankOf(state.blueprint, key)
  const { manages } = state.blueprint.roles[rank]!
  const below = state.blueprint.roles.slice(rank).map((one) => one.key)
  return manages === 'everyone' ? below : below.filter((one) => manages.includes(one))
}

function nameSteps<Step extends { readonly permission: PermissionKey }>(
  state: OrgState,
  steps: readonly Step[],
): (Step & { name: string })[] {
  return steps.map((step) => ({ ...step, name: permissionName(state, step.permission) }))
}

export function listRungs(org: Org): OperationOutput<'role.list'>['rungs'] {
  const state = org.state()
  const { blueprint } = state
  const people = countPeople(org).byRole
  const pending = pendingRoles(org)
  return blueprint.roles.map((role, rank) => {
    const below = blueprint.roles[rank + 1]
    const compared = below === undefined ? { gained: [], lost: [] } : compareRoles(state, below.key, role.key)
    return {
      key: role.key,
      name: role.name,
      rank,
      summary: role.summary,
      locked: role.locked,
      singleton: role.singleton,
      people: people.get(role.key) ?? 0,
      areas: areasOf(state, role.key),
      below: below?.key ?? null,
      gains: nameSteps(state, compared.gained),
      loses: nameSteps(state, compared.lost),
      ...(pending.has(role.key) ? { pending: true } : {}),
    }
  })
}

/** Roles that are new, described otherwise or hold something else than is settled. */
function pendingRoles(org: Org): ReadonlySet<RoleKey> {
  const cells = pendingThings(org, 'grant')
  const isBlueprintTouched = pendingThings(org, 'org').size > 0
  if (cells.size === 0 && !isBlueprintTouched) return new Set()
  const { blueprint } = org.state()
  const settled = isBlueprintTouched ? org.line.settledState().blueprint : blueprint
  return new Set(
    blueprint.roles
      .filter(
        ({ key }) =>
          blueprint.permissions.some((permission) => cells.has(grantKey(key, permission.key))) ||
          (settled !== blueprint &&
            JSON.stringify(findRole(settled, key)) !== JSON.stringify(findRole(blueprint, key))),
      )
      .map(({ key }) => key),
  )
}

function areasOf(state: OrgState, role: RoleKey): OperationOutput<'role.list'>['rungs'][number]['areas'] {
  return state.blueprint.areas.flatMap((area) => {
    const held = state.blueprint.permissions
      .filter((permission) => permission.area === area.key)
      .map((permission) => cellReach(state, role, permission.key))
      .filter((reach) => reach !== 'none')
    return held.length === 0 ? [] : [{ key: area.key, name: area.name, limited: !held.includes('all') }]
  })
}
