import {
  guardedEdits,
  type Blueprint,
  type BlueprintNeed,
  type BlueprintPermission,
} from '../../shared/domain/blueprint'
import type { PlaceId } from '../../shared/domain/ids'
import { switchKey, type Switch } from '../../shared/domain/orgState'
import { compileScope } from './compileScope'
import { intern } from './intern'
import type { CompiledNeed, CompiledPermission, PlaceTable, Scope } from './rules'

/** Edits that act on a person, for which *manages* and rank decide. Seeing is not one, and adding has no target yet. */
const editsOfPeople = [
  'staff.edit',
  'staff.setRole',
  'staff.assign',
  'staff.remove',
  'staff.restore',
  'staff.purge',
] as const

export function compilePermissions(
  blueprint: Blueprint,
  switches: ReadonlyMap<string, Switch>,
  places: PlaceTable,
): CompiledPermission[] {
  const numberOf = new Map(blueprint.permissions.map((permission, number) => [permission.key, number]))
  const factBits = factBitsOf(blueprint)
  const scopeByKinds = new Map<string, Scope>()
  const isOn = (kind: Switch['kind'], key: string, byDefault: boolean): boolean =>
    switches.get(switchKey(kind, key))?.on ?? byDefault

  const compileNeed = (need: BlueprintNeed): CompiledNeed => {
    const feature = blueprint.features.find((one) => one.key === need.feature)
    const setting = blueprint.settings.find((one) => one.key === need.setting)
    const other = blueprint.permissions.find((one) => one.key === need.permission)
    const fact = blueprint.facts.find((one) => one.key === need.fact)
    const named = feature ?? setting ?? other ?? fact
    return {
      kind: other !== undefined ? 'permission' : fact !== undefined ? 'fact' : 'switch',
      key: named?.key ?? '',
      name: named?.name ?? '',
      isFeature: feature !== undefined,
      isOn: feature
        ? isOn('feature', feature.key, feature.on)
        : setting
          ? isOn('setting', setting.key, setting.on)
          : false,
      permission: other === undefined ? -1 : numberOf.get(other.key)!,
      factBit: fact === undefined ? 0 : factBits.get(fact.key)!,
      roles: need.roles ? Uint8Array.from(blueprint.roles, (role) => (need.roles!.includes(role.key) ? 1 : 0)) : null,
      whenFactBit: need.whenFact === undefined ? 0 : (factBits.get(need.whenFact) ?? 0),
      whenOn: need.whenOn === true,
    }
  }

  const compileOne = (source: BlueprintPermission, number: number): CompiledPermission => {
    const kinds = source.scopeKinds ?? blueprint.scopeKinds
    const scopeKey = kinds.join(' ')
    const scope = scopeByKinds.get(scopeKey) ?? compileScope(kinds, places)
    scopeByKinds.set(scopeKey, scope)
    const product = blueprint.products.find((one) => one.key === source.product)
    const guarded = guardedEdits.filter((edit) => isGuardedBy(blueprint, edit, source))
    const targets = guarded.flatMap((edit) => (edit.startsWith('staff.') ? [blueprint.guards[edit].target] : []))
    return {
      key: source.key,
      name: source.name,
      number,
      source,
      scope,
      scopeAlone: [scope],
      product: product === undefined ? -1 : intern(places.interner, `product:${product.key}` as PlaceId),
      productName: product?.name ?? '',
      isProductOn: product === undefined || isOn('product', product.key, product.active),
      needs: source.needs.map(compileNeed),
      isSelf: source.class === 'self',
      target: targets.length > 0 && targets.every((target) => target === 'every') ? 'every' : 'one',
      guardsPeople: guarded.some((edit) => editsOfPeople.some((one) => one === edit)),
      touchesPeople: guarded.some((edit) => edit.startsWith('staff.') && edit !== 'staff.add'),
    }
  }
  return blueprint.permissions.map(compileOne)
}

export function factBitsOf(blueprint: Blueprint): Map<string, number> {
  return new Map(blueprint.facts.map((fact, number) => [fact.key, 1 << number]))
}

function isGuardedBy(
  blueprint: Blueprint,
  edit: (typeof guardedEdits)[number],
  permission: BlueprintPermission,
): boolean {
  const guard = blueprint.guards[edit]
  return guard.permission === permission.key || Object.values(guard.byPlaceKind ?? {}).includes(permission.key)
}
