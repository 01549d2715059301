import type { PermissionKey } from '../../shared/domain/ids'
import { permissionClasses, type Reach, reachContains } from '../../shared/domain/reach'
import { widestReach } from './reachBits'
import type { CompiledPermission, Rules } from './rules'

/** Something that a role's permission needs and does not have. */
export type Lack =
  | {
      readonly kind: 'permission'
      readonly permission: PermissionKey
      /** What the role holds of it now. */
      readonly reach: Reach
      /** The narrowest reach that is enough, or the widest that there is. */
      readonly wanted: Reach
      /** Only for some requests: records with a fact, or a person as target. */
      readonly isConditional: boolean
    }
  | {
      readonly kind: 'feature' | 'setting' | 'product'
      readonly key: string
      readonly name: string
      readonly isConditional: boolean
    }

/**
 * What a role's permission needs and lacks, over several steps, the nearest first. Empty when the role does not hold it.
 * Needs that hang on a fact of a record alone are not somebody's to give.
 */
export function findLacks(rules: Rules, role: number, permission: number): Lack[] {
  const reach = cellReachOf(rules, role, permission)
  return reach === 'none' ? [] : collectLacks(rules, role, rules.permissions[permission]!, reach, false, new Set())
}

function collectLacks(
  rules: Rules,
  role: number,
  permission: CompiledPermission,
  reach: Reach,
  isConditional: boolean,
  seen: Set<number>,
): Lack[] {
  if (seen.has(permission.number)) return []
  seen.add(permission.number)
  const lacks: Lack[] = []
  if (!permission.isProductOn) {
    lacks.push({ kind: 'product', key: permission.source.product ?? '', name: permission.productName, isConditional })
  }
  for (const need of permission.needs) {
    if (need.roles !== null && need.roles[role] !== 1) continue
    const isSometimes = isConditional || need.whenFactBit !== 0 || need.whenOn
    if (need.kind === 'switch' && !need.isOn) {
      const kind = need.isFeature ? 'feature' : 'setting'
      lacks.push({ kind, key: need.key, name: need.name, isConditional: isSometimes })
    }
    if (need.kind !== 'permission') continue
    const needed = rules.permissions[need.permission]!
    const held = cellReachOf(rules, role, need.permission)
    const wanted = enoughFor(needed, reach)
    if (!reachContains(held, wanted)) {
      lacks.push({ kind: 'permission', permission: needed.key, reach: held, wanted, isConditional: isSometimes })
    }
    lacks.push(...collectLacks(rules, role, needed, wanted, isSometimes, seen))
  }
  return lacks
}

/** A permission that a role keeps, but that another one no longer carries. */
export interface Stop {
  readonly permission: PermissionKey
  /** Stops altogether; otherwise it reaches less far, or stops for some requests. */
  readonly isWhole: boolean
}

/** What a role keeps and can no longer use, or not as far, because one of its cells was narrowed. */
export function findStops(before: Rules, after: Rules, role: number, narrowed: PermissionKey): Stop[] {
  const isLacking = (rules: Rules, number: number): Lack | undefined =>
    findLacks(rules, role, number).find((lack) => lack.kind === 'permission' && lack.permission === narrowed)
  return after.permissions.flatMap((permission): Stop[] => {
    if (permission.key === narrowed) return []
    const lack = isLacking(after, permission.number)
    const numberBefore = before.permissionByKey.get(permission.key)
    if (lack === undefined || numberBefore === undefined || isLacking(before, numberBefore) !== undefined) return []
    const isGone = lack.kind === 'permission' && lack.reach === 'none'
    return [{ permission: permission.key, isWhole: isGone && !lack.isConditional }]
  })
}

function cellReachOf(rules: Rules, role: number, permission: number): Reach {
  return widestReach(rules.cellBits[role * rules.permissions.length + permission]!)
}

function enoughFor(needed: CompiledPermission, reach: Reach): Reach {
  const reaches: readonly Reach[] = permissionClasses[needed.source.class]
  return reaches.find((one) => one !== 'none' && reachContains(one, reach)) ?? reaches.at(-1)!
}
