import type { ChangeRow, Intent, PersonalHash, PersonalValue } from '../../../shared/domain/change'
import type { RoleKey, StaffId } from '../../../shared/domain/ids'
import type { PersonalGrant } from '../../../shared/domain/staff'
import type { Wanted } from '../../org/Org'
import { newStaffId, personalValue, type Sources } from '../../org/personalValues'
import { inChanges, splitMoves } from '../writeImport'
import type { SetupPlan } from './setupPlan'

export interface WrittenSetup extends Wanted {
  /** The newcomers' ids, in the order of the plan. */
  readonly newcomers: readonly StaffId[]
}

/** A plan as one batch of changes, what others need first: places, switches, new people, what changes about the others. */
export function writeSetup(plan: SetupPlan, sources: Sources, topRole: RoleKey): WrittenSetup {
  const personal: PersonalValue[] = []
  const hashed = (staffId: StaffId, field: PersonalValue['field'], value: string): PersonalHash => {
    const kept = personalValue(sources, staffId, field, value)
    personal.push(kept)
    return { hash: kept.hash }
  }
  const newcomers = plan.newcomers.map(() => newStaffId(sources))
  const grants: ChangeRow<'staff.grant'>[] = []
  const adds = plan.newcomers.map((person, index): ChangeRow<'staff.add'> => {
    const staffId = newcomers[index]!
    for (const { permission, ...to } of person.grants) grants.push({ staffId, permission, from: null, to: toRow(to) })
    return {
      staffId,
      from: null,
      to: {
        name: hashed(staffId, 'name', person.name),
        email: hashed(staffId, 'email', person.email),
        role: person.role,
        state: person.state,
        assignments: person.assignments.map((assignment) => ({ ...assignment })),
      },
    }
  })
  const edits: ChangeRow<'staff.edit'>[] = []
  const moves: ChangeRow<'staff.setRole'>[] = []
  const activations: ChangeRow<'staff.setState'>[] = []
  const assigns: ChangeRow<'staff.assign'>[] = []
  for (const { person, name, role, activates, ...planned } of plan.people) {
    const staffId = person.id
    if (name !== null) {
      const from = { name: hashed(staffId, 'name', person.name ?? '') }
      edits.push({ staffId, from, to: { name: hashed(staffId, 'name', name) } })
    }
    if (role !== null) moves.push({ staffId, from: person.role, to: role })
    if (activates) activations.push({ staffId, from: 'invited', to: 'active' })
    for (const { from, to } of planned.assignments) {
      assigns.push({
        staffId,
        place: to.place,
        from: from === null ? null : { untilMs: from.untilMs },
        to: { untilMs: to.untilMs },
      })
    }
    for (const { from, to } of planned.grants) {
      const { permission, ...after } = to
      grants.push({ staffId, permission, from: from === null ? null : toRow(from), to: toRow(after) })
    }
  }
  // A place that comes back or gets a name is there before others are put under it; one that moves may go under a new one.
  const revivals = plan.placeEdits.filter((row) => row.to.parent === undefined)
  const relocations = plan.placeEdits.filter((row) => row.to.parent !== undefined)
  const { staying, leavingTop } = splitMoves(moves, topRole)
  const intents: Intent[] = [
    ...inChanges('place.edit', revivals),
    ...plan.newPlaces.flatMap((level) => inChanges('place.create', level)),
    ...inChanges('place.edit', relocations),
    ...inChanges('switch.set', plan.switches),
    ...inChanges('staff.add', adds),
    ...inChanges('staff.edit', edits),
    ...inChanges('staff.setRole', staying),
    ...inChanges('staff.setState', activations),
    ...inChanges('staff.assign', assigns),
    ...inChanges('staff.grant', grants),
    ...inChanges('grant.set', plan.grants),
    ...inChanges('staff.setRole', leavingTop),
  ]
  return { intents, personal, newcomers }
}

function toRow({ reach, places, untilMs }: Omit<PersonalGrant, 'permission'>) {
  return { reach, places: places === null ? null : [...places], untilMs }
}
