import canonicalize from 'canonicalize'
import type { ChangeRow } from '../../shared/domain/change'
import { findUpdateProblem, isOwnCopy } from '../../shared/domain/blueprintVersions'
import { onlyTopRole, putBlueprint } from './defining'
import { agreed, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Makes the blueprint the organization's own: a copy under another name, of which roles and permissions may change. */
export function planBlueprintOwn(planning: Planning, row: ChangeRow<'blueprint.own'>): RowVerdict {
  const denied = mayReplace(planning, row)
  if (denied !== null) return denied
  // Taking it back is the same copy the other way round, which the unchanged content vouches for.
  if (!isOwnCopy(row.from, row.to, isSame) && !isOwnCopy(row.to, row.from, isSame)) {
    return refused('not-a-copy', 'A blueprint becomes your own as it is, under another name, without other changes.')
  }
  return putBlueprint(planning, row.to)
}

/** Brings the blueprint to a newer version. What the present decides stays as it is (beyond.md, 15). */
export function planBlueprintUpdate(planning: Planning, row: ChangeRow<'blueprint.update'>): RowVerdict {
  const denied = mayReplace(planning, row)
  if (denied !== null) return denied
  const problem = findUpdateProblem(row.from, row.to, isSame)
  const isUndo = problem !== null && findUpdateProblem(row.to, row.from, isSame) === null
  if (problem !== null && !isUndo) {
    return refused('not-an-update', `An update adds permissions and changes words; this one would change ${problem}.`)
  }
  if (isUndo) {
    const kept = new Set<string>(row.to.permissions.map((permission) => permission.key))
    const used = isInUse(planning, (permission) => !kept.has(permission))
    if (used !== null) return used
  }
  return putBlueprint(planning, row.to)
}

function mayReplace(planning: Planning, row: ChangeRow<'blueprint.own'>): RowVerdict | null {
  const denied =
    firstRefusal(() => planning.authority.edit('grants.edit')) ?? onlyTopRole(planning, 'change the blueprint')
  if (denied !== null) return denied
  const now = planning.state.blueprint
  if (isSame(now, row.to)) return agreed
  return isSame(now, row.from) ? null : held('changed-meanwhile', `The blueprint “${now.name}” was changed meanwhile.`)
}

/** What somebody decided about permissions or switches that an update brought has to be taken back first. */
function isInUse(planning: Planning, isGone: (permission: string) => boolean): RowVerdict | null {
  const { state } = planning
  const name = (key: string) => state.blueprint.permissions.find((permission) => permission.key === key)?.name ?? key
  const decided = [...state.grants.values()].find((grant) => isGone(grant.permission))
  if (decided !== undefined) {
    return held('permission-in-use', `Somebody decided since who gets “${name(decided.permission)}”.`)
  }
  for (const person of state.staff.values()) {
    const grant = person.personalGrants.find((one) => isGone(one.permission))
    if (grant !== undefined) {
      return held('permission-in-use', `Somebody has been given “${name(grant.permission)}” in person since.`)
    }
  }
  return null
}

function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one ?? null) === canonicalize(other ?? null)
}
