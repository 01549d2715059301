import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, heldInRestore, knownStaff, lastOfTopRole, singletonPerson } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Invited to active and back. */
export function planStaffSetState(planning: Planning, row: ChangeRow<'staff.setState'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const refusal =
    firstRefusal(() => planning.authority.edit('staff.edit', { on: row.staffId })) ??
    (row.to === 'active' ? null : (singletonPerson(planning, person) ?? lastOfTopRole(planning, person)))
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  if (person.state === row.to) return agreed
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, state: row.to } })
  return applied
}

/** First stage of leaving: to Restore, holding nothing, keeping what they had (S4.27). */
export function planStaffRemove(planning: Planning, row: ChangeRow<'staff.remove'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const refusal =
    singletonPerson(planning, person) ??
    firstRefusal(() => planning.authority.edit('staff.remove', { on: row.staffId })) ??
    lastOfTopRole(planning, person)
  if (refusal !== null) return refusal
  if (person.state === 'removed') return agreed
  if (person.state !== row.from) {
    return held('changed-meanwhile', `${calledStaff(planning, row.staffId)} is not ${row.from} any more.`)
  }
  const stateBefore = person.state === 'invited' ? 'invited' : 'active'
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, state: 'removed', stateBefore } })
  return applied
}

/** Back from Restore to what they had. */
export function planStaffRestore(planning: Planning, row: ChangeRow<'staff.restore'>): RowVerdict {
  const person = planning.state.staff.get(row.staffId)
  if (person === undefined) return refused('no-such-person', 'There is no such person in this organization.')
  if (person.state === 'purged') return refused('purged', 'This person was purged: only the history remains.')
  const refusal = firstRefusal(
    () => planning.authority.edit('staff.restore', { on: row.staffId }),
    () => planning.authority.giveRole(person.role),
  )
  if (refusal !== null) return refusal
  if (person.state === row.to) return agreed
  if (person.state !== 'removed') return held('not-removed', `${calledStaff(planning, row.staffId)} is not in Restore.`)
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, state: row.to, stateBefore: null } })
  return applied
}

/**
 * Second stage of leaving: erases the personal values for good; the id and what happened to it stay (S4.28).
 * INVARIANT (somebody settles): their keys go with them, so none of them may be the registrar's.
 */
export function planStaffPurge(planning: Planning, row: ChangeRow<'staff.purge'>): RowVerdict {
  const person = planning.state.staff.get(row.staffId)
  if (person === undefined) return refused('no-such-person', 'There is no such person in this organization.')
  const refusal = firstRefusal(() => planning.authority.edit('staff.purge', { on: row.staffId }))
  if (refusal !== null) return refusal
  if (person.state === 'purged') return agreed
  if (person.state !== 'removed') {
    return held('not-removed', `${calledStaff(planning, row.staffId)} is not in Restore. Remove them first.`)
  }
  if (planning.state.keys.get(planning.state.settings.registrar)?.staffId === row.staffId) {
    return refused(
      'registrar',
      `A console of ${calledStaff(planning, row.staffId)} settles the changes of the organization. Hand that over to another first.`,
    )
  }
  planning.put({
    entity: 'staff',
    id: row.staffId,
    after: {
      ...person,
      name: null,
      email: null,
      state: 'purged',
      stateBefore: null,
      assignments: [],
      personalGrants: [],
    },
  })
  // What a console is called often says whose it is.
  for (const key of planning.state.keys.values()) {
    if (key.staffId !== row.staffId) continue
    planning.put({ entity: 'key', id: key.id, after: { ...key, name: '', isRevoked: true } })
  }
  planning.put({ entity: 'erasure', staffId: row.staffId })
  return applied
}
