import type { CompiledPermission, Rules } from '../engine/rules'

/** A permission that a model without nested questions and facts cannot hold, and why. */
export interface LeftOut {
  readonly permission: string
  readonly because: string
}

/**
 * Permissions that need another permission or a fact of the record: casbin and OpenFGA answer from lists and have no such
 * condition. Features and settings are no hindrance, they are on or off when the model is written.
 */
export function permissionsOutside(rules: Rules): LeftOut[] {
  return rules.permissions.flatMap((permission) => {
    const need = permission.needs.find(
      (one) => one.kind !== 'switch' || (!one.isOn && (one.whenFactBit !== 0 || one.whenOn)),
    )
    if (need === undefined) return []
    const because =
      need.kind === 'switch'
        ? `its ${need.isFeature ? 'feature' : 'setting'} “${need.key}” counts only for some records`
        : `it needs the ${need.kind} “${need.key}”`
    return [{ permission: permission.key, because }]
  })
}

/** Whether everything that is switched for the organization lets this role use the permission at all. */
export function isSwitchedOnFor(permission: CompiledPermission, role: number): boolean {
  if (!permission.isProductOn) return false
  return permission.needs.every(
    (need) => need.kind !== 'switch' || need.isOn || (need.roles !== null && need.roles[role] !== 1),
  )
}
