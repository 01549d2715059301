import type { ChangeRow } from '../../shared/domain/change'
import { emailKey } from '../../shared/domain/staff'
import { calledStaff, heldInRestore, knownStaff } from './people'
import {
  agreed,
  applied,
  firstRefusal,
  held,
  type Planning,
  refused,
  type RowOutcome,
  type RowVerdict,
} from './planning'
import { emailTaken, heldAs, mayHaveBeenTaken } from './staffAdd'

/** Changes name or e-mail. Values are compared by what they say, not by their salted hashes. */
export function planStaffEdit(planning: Planning, row: ChangeRow<'staff.edit'>, recorded?: RowOutcome): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const refusal = firstRefusal(() => planning.authority.edit('staff.edit', { on: row.staffId }))
  if (refusal !== null) return refusal
  if (Object.keys(row.to).length === 0) return refused('nothing-to-change', 'Nothing was to be changed.')
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  if (recorded !== undefined && isErased(planning, row, person)) {
    if (recorded.verdict === 'held') return heldAs(recorded)
    if (recorded.verdict === 'agreed') return agreed
  }
  let next = person
  let isAlreadySo = true
  for (const field of ['name', 'email'] as const) {
    const to = row.to[field]
    if (to === undefined) continue
    const known = planning.personal(to.hash)
    if (known !== undefined && known === person[field]) continue
    const wanted = known ?? null
    const seen = row.from[field] === undefined ? undefined : planning.personal(row.from[field].hash)
    if (seen !== undefined && person[field] !== null && seen !== person[field]) {
      return held('changed-meanwhile', `The ${field} of ${calledStaff(planning, row.staffId)} was changed meanwhile.`)
    }
    if (field === 'email' && wanted !== null && emailKey(wanted) !== emailKey(person.email ?? '')) {
      const taken = emailTaken(planning, wanted)
      if (taken !== null) return taken
      if (recorded?.verdict === 'held' && mayHaveBeenTaken(planning, wanted)) return heldAs(recorded)
    }
    isAlreadySo = false
    next = { ...next, [field]: wanted }
  }
  if (isAlreadySo) return agreed
  planning.put({ entity: 'staff', id: row.staffId, after: next })
  return applied
}

/** Whether a value that the comparison takes was erased since, so that only the entry knows how it came out. */
function isErased(
  planning: Planning,
  row: ChangeRow<'staff.edit'>,
  person: { name: unknown; email: unknown },
): boolean {
  return (['name', 'email'] as const).some((field) => {
    const to = row.to[field]
    if (to === undefined) return false
    const from = row.from[field]
    return (
      person[field] === null ||
      planning.personal(to.hash) === undefined ||
      (from !== undefined && planning.personal(from.hash) === undefined)
    )
  })
}
