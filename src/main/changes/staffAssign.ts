import type { ChangeRow } from '../../shared/domain/change'
import { calledStaff, heldInRestore, knownStaff } from './people'
import { agreed, applied, firstRefusal, held, type Planning, type RowVerdict } from './planning'
import { unusablePlace } from './staffAdd'

/** Assigns a person to a place, changes the end, or takes the place away. */
export function planStaffAssign(planning: Planning, row: ChangeRow<'staff.assign'>): RowVerdict {
  const found = knownStaff(planning, row.staffId)
  if (found.verdict !== null) return found.verdict
  const { person } = found
  const now = person.assignments.find((assignment) => assignment.place === row.place)
  const refusal = firstRefusal(
    () => planning.authority.edit('staff.assign', { on: row.staffId, touched: [row.place] }),
    () => (row.to === null ? null : planning.authority.givePlaces([row.place])),
  )
  if (refusal !== null) return refusal
  const inRestore = heldInRestore(planning, person)
  if (inRestore !== null) return inRestore
  if (sameEnd(now, row.to)) return agreed
  if (!sameEnd(now, row.from)) {
    return held('changed-meanwhile', `The places of ${calledStaff(planning, row.staffId)} were changed meanwhile.`)
  }
  const bad = row.to === null ? null : unusablePlace(planning, row.place)
  if (bad !== null) return bad
  const others = person.assignments.filter((assignment) => assignment.place !== row.place)
  const assignments = row.to === null ? others : [...others, { place: row.place, untilMs: row.to.untilMs }]
  assignments.sort((a, b) => (a.place < b.place ? -1 : 1))
  planning.put({ entity: 'staff', id: row.staffId, after: { ...person, assignments } })
  return applied
}

function sameEnd(a: { untilMs: number | null } | undefined, b: { untilMs: number | null } | null): boolean {
  if (a === undefined || b === null) return a === undefined && b === null
  return a.untilMs === b.untilMs
}
