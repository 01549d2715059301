import type { Blueprint, BlueprintNeed, BlueprintPermission } from '../../shared/domain/blueprint'
import { defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import { grantKey, type OrgState, switchKey } from '../../shared/domain/orgState'
import type { Reach } from '../../shared/domain/reach'
import { done, failed } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import { describeNeed, reachWords } from './describeCell'
import { callPerson } from './callPerson'
import { permissionName, presentPlace } from './present'
import { eachPastGrant, type PastRow } from './pastGrants'
import { countHolders, listHolders } from './readHolders'
import type { OrgHandlers } from './session'
import { unknownRole } from './unknownRole'

type Handled = 'permission.read' | 'grant.history' | 'grant.restore'
type Detail = OperationOutput<'permission.read'>

export const permissionHandlers: Pick<OrgHandlers, Handled> = {
  'permission.read': (org, { permission: key, limit }) => {
    const state = org.state()
    const { blueprint } = state
    const permission = findPermission(blueprint, key)
    if (permission === undefined) return unknownPermission(key)
    const { people, byRole } = countHolders(org, key)
    return done({
      needs: describeNeeds(state, permission),
      neededBy: blueprint.permissions
        .filter((one) => one.needs.some((need) => need.permission === key))
        .map((one) => ({ permission: one.key, name: one.name })),
      entryPoints: permission.entryPoints.map(({ name, effect, text }) => ({ name, effect, text: text ?? null })),
      advice: permission.advice.map(({ notBelow, text }) => ({
        notBelow: findRole(blueprint, notBelow)?.name ?? notBelow,
        text,
      })),
      holders: {
        people,
        byRole: blueprint.roles.map((role) => ({ role: role.key, name: role.name, people: byRole.get(role.key) ?? 0 })),
        first: listHolders(org, { do: key, limit }).map((holder) => ({
          staffId: holder.staffId,
          name: state.staff.get(holder.staffId)?.name ?? null,
          role: findRole(blueprint, state.staff.get(holder.staffId)?.role ?? '')?.name ?? '',
          places: holder.places?.map((place) => presentPlace(state, place)) ?? null,
        })),
      },
    })
  },

  'grant.history': (org, { limit, ...filter }) => {
    const unknown = findUnknown(org.state(), filter)
    if (unknown !== null) return unknown
    const past = [...eachPastGrant(org)].filter((row) => concerns(row, filter))
    return done(
      past
        .toReversed()
        .slice(0, limit)
        .map((row) => presentPast(org, row)),
    )
  },

  'grant.restore': (org, { n, ...filter }) => {
    const state = org.state()
    const unknown = findUnknown(state, filter)
    if (unknown !== null) return unknown
    const then = new Map<string, Reach | null>()
    for (const row of eachPastGrant(org)) {
      if (row.n <= n) then.set(grantKey(row.role, row.permission), row.to)
    }
    const edits = state.blueprint.roles.flatMap((role) =>
      state.blueprint.permissions.flatMap((permission) => {
        if (!concerns({ role: role.key, permission: permission.key }, filter)) return []
        const key = grantKey(role.key, permission.key)
        const reach = then.get(key) ?? null
        return reach === (state.grants.get(key)?.reach ?? null)
          ? []
          : [{ role: role.key, permission: permission.key, reach }]
      }),
    )
    return done({ edits })
  },
}

type Filter = { readonly role?: string | undefined; readonly permission?: string | undefined }

function concerns(cell: { readonly role: string; readonly permission: string }, filter: Filter): boolean {
  return (
    (filter.role === undefined || cell.role === filter.role) &&
    (filter.permission === undefined || cell.permission === filter.permission)
  )
}

function findUnknown(state: OrgState, { role, permission }: Filter) {
  if (role !== undefined && findRole(state.blueprint, role) === undefined) return unknownRole(state, role)
  if (permission !== undefined && findPermission(state.blueprint, permission) === undefined) {
    return unknownPermission(permission)
  }
  return null
}

function unknownPermission(key: string) {
  return failed('unknown-permission', `There is no permission “${key}” in this organization.`)
}

function presentPast(org: Org, row: PastRow): OperationOutput<'grant.history'>[number] {
  const state = org.state()
  const isSilent = findPermission(state.blueprint, row.permission)?.grants[row.role] === 'unspecified'
  const words = (reach: Reach | null) =>
    reach !== null
      ? reachWords[reach]
      : isSilent
        ? 'not specified'
        : `${reachWords[defaultReach(state.blueprint, row.role, row.permission)]} (the default)`
  return {
    item: row.item,
    n: row.n,
    settledAtMs: row.settledAtMs,
    author: callPerson(org, row.author),
    role: row.role,
    roleName: findRole(state.blueprint, row.role)?.name ?? row.role,
    permission: row.permission,
    permissionName: permissionName(state, row.permission),
    from: row.from,
    to: row.to,
    fromText: words(row.from),
    toText: words(row.to),
    note: row.note,
  }
}

function describeNeeds(state: OrgState, permission: BlueprintPermission): Detail['needs'] {
  const { blueprint } = state
  const product = blueprint.products.find((one) => one.key === permission.product)
  const gate: Detail['needs'] =
    product === undefined
      ? []
      : [
          {
            kind: 'product',
            key: product.key,
            text: `the product ${product.name}`,
            isOn: state.switches.get(switchKey('product', product.key))?.on ?? product.active,
          },
        ]
  return [...gate, ...permission.needs.map((need) => presentNeed(state, blueprint, need))]
}

function presentNeed(state: OrgState, blueprint: Blueprint, need: BlueprintNeed): Detail['needs'][number] {
  const text = describeNeed(blueprint, need)
  const isOn = (kind: 'feature' | 'setting', key: string) =>
    state.switches.get(switchKey(kind, key))?.on ??
    (kind === 'feature' ? blueprint.features : blueprint.settings).find((one) => one.key === key)?.on ??
    false
  if (need.feature !== undefined)
    return { kind: 'feature', key: need.feature, text, isOn: isOn('feature', need.feature) }
  if (need.setting !== undefined)
    return { kind: 'setting', key: need.setting, text, isOn: isOn('setting', need.setting) }
  if (need.permission !== undefined) return { kind: 'permission', key: need.permission, text, isOn: null }
  return { kind: 'fact', key: need.fact ?? '', text, isOn: null }
}
