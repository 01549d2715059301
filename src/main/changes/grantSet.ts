import { cellReach, defaultReach, findPermission, findRole } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { grantKey, type OrgState } from '../../shared/domain/orgState'
import { permissionClasses, type Reach, reachContains, readCell } from '../../shared/domain/reach'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Changes what roles may do. The rows are judged together, since a threshold moves through several roles at once. */
export function planGrantSet(planning: Planning, rows: readonly ChangeRow<'grant.set'>[]): RowVerdict[] {
  const wanted = new Map(rows.map((row) => [grantKey(row.role, row.permission), row.to]))
  const verdicts = rows.map((row) => judgeCell(planning, row, wanted))
  // A threshold moves as a whole: half of it would leave a role with less than the one below (S1.10).
  const broken = new Set(
    planning.state.blueprint.ladder.containsBelow
      ? rows.filter((_, i) => 'because' in verdicts[i]!).map((row) => row.permission)
      : [],
  )
  return rows.map((row, i) => {
    const verdict = verdicts[i]!
    if (verdict.verdict !== 'applied') return verdict
    if (broken.has(row.permission)) {
      return held('together', 'It moves a threshold together with other roles, and those did not go through.')
    }
    planning.put({
      entity: 'grant',
      key: grantKey(row.role, row.permission),
      after: row.to === null ? null : { role: row.role, permission: row.permission, reach: row.to },
    })
    return verdict
  })
}

function judgeCell(
  planning: Planning,
  row: ChangeRow<'grant.set'>,
  wanted: ReadonlyMap<string, Reach | null>,
): RowVerdict {
  const { state } = planning
  const role = findRole(state.blueprint, row.role)
  const permission = findPermission(state.blueprint, row.permission)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.role}” in this organization.`)
  if (permission === undefined) return refused('unknown-permission', `There is no permission “${row.permission}”.`)
  const refusal = firstRefusal(() => planning.authority.edit('grants.edit'))
  if (refusal !== null) return refusal
  const cell = readCell(permission.grants[row.role] ?? 'none')
  if (!permission.editable) {
    return refused('row-fixed', permission.fixedBecause ?? `${permission.name} cannot be changed in this organization.`)
  }
  if (role.locked && !cell.isUnspecified) {
    return refused('role-locked', `${role.name} always has everything it is listed with and cannot be edited.`)
  }
  if (row.to !== null && !(permissionClasses[permission.class] as readonly Reach[]).includes(row.to)) {
    return refused(
      'reach-not-allowed',
      `${permission.name} cannot be set to “${row.to}”. Choose ${permissionClasses[permission.class].join(' or ')}.`,
    )
  }
  const after = row.to ?? cell.reach
  const tooFar = firstRefusal(() => planning.authority.giveReach(row.permission, after))
  if (tooFar !== null && !reachContains(cellReach(state, row.role, row.permission), after)) return tooFar
  const now = state.grants.get(grantKey(row.role, row.permission))?.reach ?? null
  if (now === row.to) return agreed
  if (now !== row.from) {
    return held('changed-meanwhile', `${permission.name} of ${role.name} was changed meanwhile.`)
  }
  const broken = breaksContainsBelow(state, row, wanted) ?? locksOut(planning, row, after)
  return broken ?? applied
}

/** A role holds at least what the role below holds, where the blueprint says so (S1.10, S2.2). */
function breaksContainsBelow(
  state: OrgState,
  row: ChangeRow<'grant.set'>,
  wanted: ReadonlyMap<string, Reach | null>,
): RowVerdict | null {
  if (!state.blueprint.ladder.containsBelow) return null
  const { roles } = state.blueprint
  const reachAfter = (role: (typeof roles)[number]): Reach => {
    const key = grantKey(role.key, row.permission)
    const decided = wanted.get(key)
    if (decided === undefined) return cellReach(state, role.key, row.permission)
    return decided ?? defaultReach(state.blueprint, role.key, row.permission)
  }
  const index = roles.findIndex((role) => role.key === row.role)
  const above = roles[index - 1]
  const here = roles[index]!
  const below = roles[index + 1]
  if (above !== undefined && !reachContains(reachAfter(above), reachAfter(here))) {
    return refused(
      'contains-below',
      `${above.name} must hold at least what ${here.name} holds. Move the threshold: give it to ${above.name} too.`,
    )
  }
  if (below !== undefined && !reachContains(reachAfter(here), reachAfter(below))) {
    return refused(
      'contains-below',
      `${here.name} must hold at least what ${below.name} holds. Move the threshold: take it from ${below.name} too.`,
    )
  }
  return null
}

/** Nobody takes from themselves the guard they are using, unless somebody else of the top role keeps it. */
function locksOut(planning: Planning, row: ChangeRow<'grant.set'>, after: Reach): RowVerdict | null {
  const { state, author } = planning
  const guard = state.blueprint.guards['grants.edit'].permission
  const actor = state.staff.get(author)
  if (
    row.permission !== guard ||
    actor?.role !== row.role ||
    reachContains(after, cellReach(state, row.role, row.permission))
  ) {
    return null
  }
  const top = state.blueprint.roles[0]!.key
  const otherAtTop = [...state.staff.values()].some(
    (person) => person.id !== author && person.role === top && person.state === 'active',
  )
  if (row.role !== top && otherAtTop) return null
  return refused(
    'self-lockout',
    'This would take away the right that you are using now, and nobody could give it back.',
  )
}
