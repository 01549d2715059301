import type { Rules } from './rules'

/** A permission on both sides, by number; -1 where there is none. */
export interface PermissionPair {
  readonly before: number
  readonly after: number
}

/** Every permission of two rule sets, paired by key, in the order of the first. */
export function pairPermissions(before: Rules, after: Rules): PermissionPair[] {
  const keys = new Set([...before.permissionByKey.keys(), ...after.permissionByKey.keys()])
  return [...keys].map((key) => ({
    before: before.permissionByKey.get(key) ?? -1,
    after: after.permissionByKey.get(key) ?? -1,
  }))
}
