import type { ChangeRow } from '../../shared/domain/change'
import { emailKey } from '../../shared/domain/staff'
import { calledStaff, presentStaff } from './people'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'
import { emailTaken } from './staffAdd'

/** Changes name or e-mail. Values are compared by what they say, not by their salted hashes. */
export function planStaffEdit(planning: Planning, row: ChangeRow<'staff.edit'>): RowVerdict {
  const found = presentStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const refusal = firstRefusal(() => planning.authority.edit('staff.edit', { on: row.staffId }))
  if (refusal !== null) return refusal
  let next = person
  let isAlreadySo = true
  for (const field of ['name', 'email'] as const) {
    const to = row.to[field]
    if (to === undefined) continue
    const known = planning.personal(to.hash)
    // A value that was purged since cannot be compared any more; it was an edit when it settled.
    if (known !== undefined && known === person[field]) continue
    const wanted = known ?? null
    const seen = row.from[field] === undefined ? undefined : planning.personal(row.from[field].hash)
    if (seen !== undefined && seen !== person[field]) {
      return held('changed-meanwhile', `The ${field} of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
    }
    if (field === 'email' && wanted !== null && emailKey(wanted) !== emailKey(person.email ?? '')) {
      const taken = emailTaken(planning, wanted)
      if (taken !== null) return taken
    }
    isAlreadySo = false
    next = { ...next, [field]: wanted }
  }
  if (isAlreadySo)
    return Object.keys(row.to).length === 0 ? refused('nothing-to-change', 'Nothing was to be changed.') : agreed
  planning.put({ entity: 'staff', id: row.staffId, after: next })
  return applied
}
