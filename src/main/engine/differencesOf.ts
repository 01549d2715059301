import type { AccessDifference } from '../../shared/domain/decision'
import { holdingOf } from './holding'
import { excessOf } from './diffRules'
import { staffIdOf } from './people'
import type { Rules } from './rules'
import type { DifferenceGroup, GroupedDifference } from './whatIf'

/**
 * Some people of grouped differences by name and place, as diffRules lists them.
 *
 * @param chosen person numbers of one group
 */
export function differencesOf(
  sides: { readonly before: Rules; readonly after: Rules; readonly atMs: number },
  side: keyof GroupedDifference,
  group: DifferenceGroup,
  chosen: readonly number[],
): AccessDifference[] {
  const { before, after, atMs } = sides
  const { permission } = group
  const permissionBefore = before.permissions[before.permissionByKey.get(permission)!]!
  const permissionAfter = after.permissions[after.permissionByKey.get(permission)!]!
  return chosen.map((who) => {
    const about = {
      staffId: staffIdOf(before, who),
      permission,
      before: group.before,
      after: group.after,
    }
    if (!group.isAtPlaces) return { ...about, places: null }
    const held = holdingOf(before, who, permissionBefore, atMs)
    const holds = holdingOf(after, who, permissionAfter, atMs)
    const places =
      side === 'gain' ? excessOf(after, holds, before, held, null) : excessOf(before, held, after, holds, null)
    return { ...about, places: places ?? null }
  })
}
