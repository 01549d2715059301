import type { ChangeRow } from '../../shared/domain/change'
import type { EnrolledKey } from '../../shared/domain/orgState'
import { agreed, applied, type Planning, refused, type Refusal, type RowVerdict } from './planning'

/** Takes a key out of use, for good: nothing that it signs later counts. What it signed before stays. */
export function planKeyRevoke(planning: Planning, row: ChangeRow<'key.revoke'>): RowVerdict {
  const { state, author } = planning
  const key = state.keys.get(row.key)
  const isHidden = key?.staffId != null && key.staffId !== author && !planning.authority.sees(key.staffId)
  if (key === undefined || isHidden || key.staffId !== (row.staffId ?? null)) {
    return refused('no-such-key', 'There is no such key in this organization.')
  }
  const because = mayNotRevoke(planning, key)
  if (because !== null) return { verdict: 'refused', because }
  if (key.isRevoked) return agreed
  if (key.id === state.settings.registrar) {
    return refused(
      'registrar',
      'This console settles the changes of the organization. Hand that over to another first.',
    )
  }
  if (isLastKeyOfTop(planning, key)) {
    return refused(
      'last-key',
      `This is the only key with which anybody as ${state.blueprint.roles[0]!.name} can act. Enrol another one first.`,
    )
  }
  planning.put({ entity: 'key', id: key.id, after: { ...key, isRevoked: true } })
  return applied
}

function mayNotRevoke(planning: Planning, key: EnrolledKey): Refusal {
  if (key.staffId === planning.author) return null
  if (key.staffId === null) return planning.authority.edit('console.manage')
  const asManager = planning.authority.edit('staff.edit', { on: key.staffId })
  if (asManager === null) return planning.authority.giveRole(planning.state.staff.get(key.staffId)!.role)
  return (
    planning.authority.edit('console.manage', { on: key.staffId }) ??
    planning.authority.giveRole(planning.state.staff.get(key.staffId)!.role)
  )
}

/** INVARIANT (somebody of the top role can act): their last usable key stays. */
function isLastKeyOfTop({ state }: Planning, key: EnrolledKey): boolean {
  const top = state.blueprint.roles[0]!.key
  const isUsable = (one: EnrolledKey) => {
    const person = one.staffId === null ? undefined : state.staff.get(one.staffId)
    return one.kind === 'operator' && !one.isRevoked && person?.role === top && person.state === 'active'
  }
  return isUsable(key) && ![...state.keys.values()].some((other) => other.id !== key.id && isUsable(other))
}
