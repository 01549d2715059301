import {
  type ChangeKind,
  type ChangeRow,
  type Intent,
  type PersonalHash,
  type PersonalValue,
  rowsPerChange,
} from '../../shared/domain/change'
import type { RoleKey, StaffId } from '../../shared/domain/ids'
import type { Wanted } from '../org/Org'
import { newStaffId, personalValue, type Sources } from '../org/personalValues'
import type { StaffImportPlan } from './importPlan'
import { runAtOnce, type Steps } from '../org/runInSteps'

type RowKind = Exclude<ChangeKind, 'org.create'>

/** Somebody who is not in the file and goes to Restore, because somebody said so. */
export interface Removal {
  readonly staffId: StaffId
  readonly state: 'invited' | 'active'
}

const rowsPerStep = 128

export function writeImport(plan: StaffImportPlan, sources: Sources, removals: readonly Removal[] = []): Wanted {
  return runAtOnce(writeImportInSteps(plan, sources, removals))
}

/** A plan as one batch of changes, what others need first: places, then new people, then what changes. Yields rows written. */
export function* writeImportInSteps(
  plan: StaffImportPlan,
  sources: Sources,
  removals: readonly Removal[] = [],
): Steps<Wanted> {
  const personal: PersonalValue[] = []
  const hashed = (staffId: StaffId, field: PersonalValue['field'], value: string): PersonalHash => {
    const kept = personalValue(sources, staffId, field, value)
    personal.push(kept)
    return { hash: kept.hash }
  }
  const adds: ChangeRow<'staff.add'>[] = []
  const edits: ChangeRow<'staff.edit'>[] = []
  const moves: ChangeRow<'staff.setRole'>[] = []
  const assigns: ChangeRow<'staff.assign'>[] = []
  let written = 0
  for (const row of plan.rows) {
    if (row.plan?.kind === 'add') {
      const staffId = newStaffId(sources)
      adds.push({
        staffId,
        from: null,
        to: {
          name: hashed(staffId, 'name', row.plan.name),
          email: hashed(staffId, 'email', row.plan.email),
          role: row.plan.role,
          state: row.plan.state,
          assignments: row.plan.places.map((place) => ({ place, untilMs: null })),
        },
      })
    } else if (row.plan?.kind === 'change') {
      const { person, name, email, role, places } = row.plan
      if (name !== null || email !== null) {
        const both = (field: 'name' | 'email', from: string | null, to: string | null) =>
          to === null
            ? [{}, {}]
            : [{ [field]: hashed(person.id, field, from ?? '') }, { [field]: hashed(person.id, field, to) }]
        const [nameFrom, nameTo] = both('name', person.name, name)
        const [emailFrom, emailTo] = both('email', person.email, email)
        edits.push({ staffId: person.id, from: { ...nameFrom, ...emailFrom }, to: { ...nameTo, ...emailTo } })
      }
      if (role !== null) moves.push({ staffId: person.id, from: person.role, to: role })
      for (const { id, from } of places) assigns.push({ staffId: person.id, place: id, from, to: { untilMs: null } })
    }
    if (++written % rowsPerStep === 0) yield written
  }
  const creates = plan.newPlaces.map(({ id, name }) => ({ place: id, from: null, to: { name, parent: null } }))
  const { staying, leavingTop } = splitMoves(moves, plan.topRole)
  return {
    intents: [
      ...inChanges('place.create', creates),
      ...inChanges('staff.add', adds),
      ...inChanges('staff.edit', edits),
      ...inChanges('staff.setRole', staying),
      ...inChanges('staff.assign', assigns),
      ...inChanges(
        'staff.remove',
        removals.map(({ staffId, state }) => ({ staffId, from: state, to: 'removed' as const })),
      ),
      ...inChanges('staff.setRole', leavingTop),
    ],
    personal,
  }
}

/**
 * Whoever gives the top role up does it last of all: somebody active has to hold it after each row, and whoever acts needs
 * their right for the others.
 */
export function splitMoves(moves: readonly ChangeRow<'staff.setRole'>[], topRole: RoleKey) {
  return {
    staying: moves.filter(({ from }) => from !== topRole),
    leavingTop: moves.filter(({ from }) => from === topRole),
  }
}

/** Rows as changes of at most `rowsPerChange` rows each. */
export function inChanges<Kind extends RowKind>(kind: Kind, rows: readonly ChangeRow<Kind>[]): Intent[] {
  const changes: Intent[] = []
  for (let from = 0; from < rows.length; from += rowsPerChange) {
    changes.push({ kind, body: { rows: rows.slice(from, from + rowsPerChange) } } as unknown as Intent)
  }
  return changes
}
