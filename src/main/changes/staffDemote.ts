import { findRole, rankOf } from '../../shared/domain/cellReach'
import type { ChangeRow } from '../../shared/domain/change'
import { seesPlace } from '../../shared/domain/seesPlace'
import { calledStaff, heldInRestore, knownStaff, lastOfTopRole, singletonPerson } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/**
 * The guided way down an up-only ladder (S4.25), in place of removing, purging and adding again. It takes the rights to
 * do all three. INVARIANT (nobody is left at what they cannot see): the reason for the ladder's rule (S4.20) must be gone,
 * so whatever the lower role sees nothing of was handed over or dropped before.
 */
export function planStaffDemote(planning: Planning, row: ChangeRow<'staff.demote'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const { state } = planning
  const role = findRole(state.blueprint, row.to)
  if (role === undefined) return refused('unknown-role', `There is no role “${row.to}” in this organization.`)
  const isSo = person.role === row.to
  const there = person.assignments.filter(({ untilMs }) => untilMs === null || untilMs > planning.atMs)
  const kept = there.map(({ place }) => place)
  const refusal =
    (isSo ? null : singletonPerson(planning, person)) ??
    firstRefusal(
      () => planning.authority.edit('staff.remove', { on: row.staffId }),
      () => planning.authority.edit('staff.purge', { on: row.staffId }),
      () => planning.authority.edit('staff.add', { touched: kept }),
      () => planning.authority.giveRole(row.to),
      () => (kept.length === 0 ? null : planning.authority.givePlaces(kept)),
    ) ??
    (isSo ? null : lastOfTopRole(planning, person))
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  if (isSo) return agreed
  if (
    state.blueprint.ladder.moves !== 'up-only' ||
    rankOf(state.blueprint, row.to) < rankOf(state.blueprint, person.role)
  ) {
    return refused('not-down', `The ladder allows a plain move to ${role.name}. Set the role instead.`)
  }
  if (person.role !== row.from) {
    return held('changed-meanwhile', `The role of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
  }
  const unseen = kept.filter((place) => !seesPlace(state, row.to, place))
  if (unseen.length > 0) {
    const names = unseen.slice(0, 3).map((place) => state.places.get(place)?.name ?? place)
    const more = unseen.length > 3 ? ` and ${unseen.length - 3} more` : ''
    return refused(
      'still-assigned',
      `${calledStaff(planning, row.staffId)} is assigned to ${names.join(', ')}${more}, of which ${role.name} sees nothing. Hand it over or drop it first.`,
    )
  }
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, role: row.to } })
  return applied
}
