import { guardedEdits, type Blueprint, type GuardedEdit } from '../../shared/domain/blueprint'
import type { StaffId } from '../../shared/domain/ids'
import { switchKey, type OrgState } from '../../shared/domain/orgState'
import { compileCells } from './compileCells'
import { compilePeople, recompilePeople } from './compilePeople'
import { compilePermissions, factBitsOf } from './compilePermissions'
import { compilePlaces } from './compilePlaces'
import { IdNumbers } from './idNumbers'
import { newInterner } from './intern'
import {
  noRole,
  type CompiledGuard,
  type CompiledPermission,
  type CompiledRole,
  type PlaceTable,
  type Rules,
} from './rules'

export type { Rules } from './rules'

/**
 * Lays an organization out for decisions (architecture.md, "The engine"). Keeps no reference to the state's maps, which
 * the door goes on changing; people and places themselves are values.
 *
 * @param state   one organization as it is
 * @param before  an earlier rule set of the same organization: what is equal is shared with it
 * @param touched who may differ from `before`; null: anybody
 */
export function compileRules(
  state: OrgState,
  before: Rules | null = null,
  touched: readonly StaffId[] | null = null,
): Rules {
  const { blueprint } = state
  const roleByKey = numberByKey(blueprint.roles)
  const permissionByKey = numberByKey(blueprint.permissions)
  const isNumberedAlike =
    before !== null && sameKeys(before.roleByKey, roleByKey) && sameKeys(before.permissionByKey, permissionByKey)
  const placeInterner = before?.places.interner ?? newInterner()
  const context = { roleByKey, permissionByKey, places: placeInterner }
  const people =
    isNumberedAlike && touched !== null
      ? recompilePeople(context, state.staff, before.people, touched)
      : compilePeople(
          context,
          state.staff,
          before?.people.numbers ?? new IdNumbers(),
          isNumberedAlike ? before.people.pages : [],
        )
  const places = keepPlaces(before, state) ?? compilePlaces(state.places, placeInterner)
  const switches = new Map([...state.switches].map(([key, { on }]) => [key, on]))
  // An edit of a cell leaves everything as it was but the cells.
  if (
    before !== null &&
    before.blueprint === blueprint &&
    before.places === places &&
    sameKeys(before.switches, switches)
  ) {
    return { ...before, people, ...compileCells(blueprint, state.grants) }
  }
  const permissions = compilePermissions(blueprint, state.switches, places)
  return {
    blueprint,
    switches,
    roles: compileRoles(blueprint, roleByKey),
    roleByKey,
    permissions,
    permissionByKey,
    ...compileCells(blueprint, state.grants),
    factBits: factBitsOf(blueprint),
    places,
    people,
    guards: compileGuards(blueprint, permissions),
    hiddenUnless: Int32Array.from(blueprint.roles, (role) => {
      const rule = blueprint.visibility.hidden.find((one) => one.role === role.key)
      return rule === undefined ? -1 : (permissionByKey.get(rule.unless) ?? -1)
    }),
    isMasked: Uint8Array.from(blueprint.roles, (role) =>
      blueprint.visibility.masked.some((one) => one.role === role.key) ? 1 : 0,
    ),
    productsOff: new Set(
      blueprint.products
        .filter((product) => !(state.switches.get(switchKey('product', product.key))?.on ?? product.active))
        .map((product) => product.key),
    ),
  }
}

/** The places of `before` when nothing about them changed: places are values, so the same one is the same object. */
function keepPlaces(before: Rules | null, state: OrgState): PlaceTable | null {
  if (before === null) return null
  const { places, interner } = before.places
  if (places.length !== interner.ids.length) return null
  let known = 0
  for (const place of places) {
    if (place === null) continue
    if (state.places.get(place.id) !== place) return null
    known += 1
  }
  return known === state.places.size ? before.places : null
}

function numberByKey(list: readonly { readonly key: string }[]): Map<string, number> {
  return new Map(list.map(({ key }, number) => [key, number]))
}

function sameKeys<Value>(one: ReadonlyMap<string, Value>, other: ReadonlyMap<string, Value>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value)
}

function compileRoles(blueprint: Blueprint, roleByKey: ReadonlyMap<string, number>): CompiledRole[] {
  // INVARIANT (a role's number is below noRole): the blueprint's shape allows 40 roles.
  if (blueprint.roles.length >= noRole) throw new Error('Too many roles')
  return blueprint.roles.map((source, rank) => {
    const manages = new Uint8Array(blueprint.roles.length)
    if (source.manages === 'everyone') manages.fill(1)
    else for (const key of source.manages) manages[roleByKey.get(key) ?? rank] = 1
    // Nobody acts on people above their own rank, whatever the list says.
    manages.fill(0, 0, rank)
    return { key: source.key, name: source.name, rank, source, manages }
  })
}

/** Each guard as an edit asks it: with the edit's own rule for places, *manages* and masked people. */
function compileGuards(
  blueprint: Blueprint,
  permissions: readonly CompiledPermission[],
): Record<GuardedEdit, CompiledGuard> {
  const compiled = guardedEdits.map((edit): [GuardedEdit, CompiledGuard] => {
    const guard = blueprint.guards[edit]
    const asAsked = (key: string): CompiledPermission => ({
      ...permissions.find((permission) => permission.key === key)!,
      target: guard.target === 'one' ? 'one' : 'every',
      guardsPeople: edit !== 'staff.see' && edit !== 'staff.add',
      touchesPeople: edit !== 'staff.see' && edit !== 'staff.add',
    })
    const byPlaceKind = Object.entries(guard.byPlaceKind ?? {})
    return [
      edit,
      {
        permission: asAsked(guard.permission),
        isByTouchedPlaces: guard.target === 'touched',
        byPlaceKind: new Map(byPlaceKind.map(([kind, permission]) => [kind, asAsked(permission)])),
      },
    ]
  })
  return Object.fromEntries(compiled) as Record<GuardedEdit, CompiledGuard>
}
