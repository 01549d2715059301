import type { Blueprint } from '../../shared/domain/blueprint'
import { rankOf } from '../../shared/domain/cellReach'
import { findContainsBelowBreak } from '../../shared/domain/containsBelow'
import { findBlueprintProblems } from '../../shared/domain/findBlueprintProblems'
import type { RoleKey } from '../../shared/domain/ids'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { type Reach, readCell } from '../../shared/domain/reach'
import { applied, firstRefusal, type Planning, refused, type RowVerdict } from './planning'

/** Whether roles and permissions may be defined here at all, and by this person. */
export function mayDefine(planning: Planning): RowVerdict | null {
  const { blueprint } = planning.state
  return (
    firstRefusal(() => planning.authority.edit('grants.edit')) ??
    (blueprint.ownRoles
      ? null
      : refused(
          'fixed-roles',
          `The roles and permissions of “${blueprint.name}” are fixed. Make the blueprint your own first; then they may be changed.`,
        ))
  )
}

/** What touches everybody at once is for the top role: nobody there can be given more than they have. */
export function onlyTopRole(planning: Planning, what: string): RowVerdict | null {
  const top = planning.state.blueprint.roles[0]!
  if (planning.state.staff.get(planning.author)?.role === top.key) return null
  return refused('top-role-only', `Only ${top.name} may ${what}.`)
}

/** Right over rights, for roles: the top role defines any; everyone else only roles that stand below their own. */
export function mayDefineUnder(planning: Planning, under: RoleKey): RowVerdict | null {
  const { blueprint, staff } = planning.state
  const own = rankOf(blueprint, staff.get(planning.author)?.role ?? '')
  if (own === 0 || rankOf(blueprint, under) >= own) return null
  const name = blueprint.roles[own]?.name ?? 'You'
  return refused('rank', `${name} defines only roles that stand below ${name}.`)
}

/** Nobody but the top role gives a role people to manage whom their own role does not manage. */
export function managesTooMuch(planning: Planning, after: Blueprint, role: RoleKey): RowVerdict | null {
  const author = planning.state.staff.get(planning.author)?.role
  const own = rankOf(after, author ?? '')
  if (own === 0) return null
  const mine = managedFrom(after, own)
  const excess = [...managedFrom(after, rankOf(after, role))].find((managed) => !mine.has(managed))
  if (excess === undefined) return null
  const nameOf = (key: RoleKey | undefined) => after.roles.find((one) => one.key === key)?.name ?? key
  return refused(
    'not-managed',
    `${nameOf(author)} does not manage people of the role ${nameOf(excess)}, and so cannot let ${nameOf(role)} manage them.`,
  )
}

function managedFrom(blueprint: Blueprint, rank: number): Set<RoleKey> {
  const below = blueprint.roles.slice(rank).map((role) => role.key)
  const manages = blueprint.roles[rank]?.manages ?? []
  return new Set(manages === 'everyone' ? below : below.filter((key) => manages.includes(key)))
}

/** Locked and singleton roles, and the top of the ladder, are what the rest hangs on (S2.7, S4.22). */
export function isProtected(blueprint: Blueprint, key: RoleKey, verb: string): RowVerdict | null {
  const rank = rankOf(blueprint, key)
  const role = blueprint.roles[rank]!
  if (role.singleton) return refused('singleton', `There is exactly one ${role.name}; that role cannot be ${verb}.`)
  if (role.locked) return refused('role-locked', `${role.name} is locked and cannot be ${verb}.`)
  if (rank === 0 && verb !== 'renamed')
    return refused('top-role', `${role.name} is the top of the ladder and cannot be ${verb}.`)
  return null
}

/** Somebody who has the role, in Restore too. Purged people keep its name only. */
export function isHeld(state: OrgState, role: RoleKey): boolean {
  for (const person of state.staff.values()) if (person.role === role && person.state !== 'purged') return true
  return false
}

/**
 * Puts the blueprint in place of the one before, provided that it holds together: INVARIANT (a blueprint in force is
 * whole); the compiled rules rely on it.
 *
 * @param decided what the organization decided over the blueprint's defaults, as it is afterwards
 */
export function putBlueprint(planning: Planning, after: Blueprint, decided = planning.state.grants): RowVerdict {
  const broken = breaksContainsBelow(after, decided)
  if (broken !== null) return broken
  const before = new Set(findBlueprintProblems(planning.state.blueprint).map((problem) => problem.message))
  const problem = findBlueprintProblems(after).find(({ message }) => !before.has(message))
  if (problem !== undefined) return refused('broken-blueprint', problem.message)
  if (after.roles.length > 40) return refused('too-many-roles', 'A ladder holds at most 40 roles.')
  if (after.permissions.length > 400)
    return refused('too-many-permissions', 'A blueprint holds at most 400 permissions.')
  planning.put({ entity: 'org', settings: planning.state.settings, blueprint: after })
  return applied
}

function breaksContainsBelow(after: Blueprint, decided: OrgState['grants']): RowVerdict | null {
  if (!after.ladder.containsBelow) return null
  const order = after.roles.map((role) => role.key)
  for (const permission of after.permissions) {
    const reachOf = (role: RoleKey): Reach =>
      decided.get(grantKey(role, permission.key))?.reach ?? readCell(permission.grants[role] ?? 'none').reach
    const found = findContainsBelowBreak(order, reachOf)
    if (found === null) continue
    const nameOf = (key: RoleKey) => after.roles.find((role) => role.key === key)!.name
    return refused(
      'contains-below',
      `On this ladder a role holds at least what the role below holds, but ${nameOf(found.below)} would hold more of “${permission.name}” than ${nameOf(found.above)}. Move the threshold first, or choose another rung.`,
    )
  }
  return null
}
