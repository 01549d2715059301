import type { AccessDifference } from '../../shared/domain/decision'
import { cellReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { Compared, PersonDifference } from './compareSides'

/**
 * Through which change a person may do more or less of one permission: what is different about them, and what is
 * different about the permission for their role. Several when several are; the tree of places when nothing else is.
 */
export function explainDifference(
  compared: Compared,
  person: PersonDifference,
  { permission }: Pick<AccessDifference, 'permission'>,
): string[] {
  const { before, after } = compared
  const because = person.what.filter((what) => !/^(renamed|another e-mail)/.test(what))
  const isAbout = (what: string) => !what.includes('personal grant') || what.includes(nameOf(compared, permission))
  const mine = because.filter(isAbout)
  const role = (person.after ?? person.before)!.role
  const roleName = findRole(after.state.blueprint, role)?.name ?? role
  const sameRole = person.before?.role === person.after?.role
  const needed = neededBy(compared, permission)
  if (sameRole) {
    for (const key of needed) {
      const cell = compared.cells.find((one) => one.role === role && one.permission === key)
      if (cell === undefined) continue
      const now = cell.after ?? cellReach(after.state, role, key)
      mine.push(`${roleName}, ${nameOf(compared, key)}: ${cell.before ?? 'not there'} → ${now}`)
    }
  }
  for (const change of compared.switches) {
    const source = [before, after].map(({ state }) => findPermission(state.blueprint, permission))
    const isNeeded = source.some(
      (one) =>
        one?.product === change.key ||
        needed.some((key) =>
          [before, after].some(({ state }) =>
            findPermission(state.blueprint, key)?.needs.some((need) =>
              [need.feature, need.setting].includes(change.key),
            ),
          ),
        ),
    )
    if (isNeeded) mine.push(`${change.kind} ${change.key} turned ${change.after === true ? 'on' : 'off'}`)
  }
  if (mine.length > 0) return mine
  return [compared.places.length > 0 ? 'places were moved, archived or brought back' : 'something dated began or ended']
}

function nameOf({ before, after }: Compared, key: string): string {
  return (findPermission(after.state.blueprint, key) ?? findPermission(before.state.blueprint, key))?.name ?? key
}

/** The permission itself and those it needs, over several steps too. */
function neededBy(
  { before, after }: Compared,
  permission: AccessDifference['permission'],
): AccessDifference['permission'][] {
  const found = new Set([permission])
  for (const key of found) {
    for (const { state } of [before, after]) {
      for (const need of findPermission(state.blueprint, key)?.needs ?? []) {
        if (need.permission !== undefined) found.add(need.permission)
      }
    }
  }
  return [...found]
}
