import type { Intent, PersonalValue } from '../../shared/domain/change'
import type { PlaceId, StaffId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { StaffMember } from '../../shared/domain/staff'
import type { OperationOutput } from '../../shared/operations/contract'
import type { ApplyFailure, Org } from '../org/Org'
import { findVisible, presentApplied } from './present'

export const noSuchPerson = failed('no-such-person', 'There is no such person here, or you may not see them.')
export const nothingToChange = failed('nothing-to-change', 'It is so already: there is nothing to change.')

/** Whoever is hidden cannot be named by an edit either; what may be done to the rest is the door's to judge. */
export function findEditable(org: Org, staffId: StaffId): StaffMember | undefined {
  return findVisible(org, staffId)?.person
}

/** Several intents are one history item, all or nothing. */
export function applyIntents(
  org: Org,
  intents: readonly Intent[],
  personal: readonly PersonalValue[] = [],
): Result<OperationOutput<'staff.edit'>, ApplyFailure> {
  const applied = org.apply({ intents, personal })
  return applied.ok ? done(presentApplied(applied.value)) : applied
}

/** Null when every place is known and an end, if there is one, lies ahead. */
export function placesProblem(
  org: Org,
  places: readonly PlaceId[],
  untilMs: number | null,
): ReturnType<typeof failed<'unknown-place' | 'until-past'>> | null {
  const unknown = places.find((place) => !org.state().places.has(place))
  if (unknown !== undefined) return failed('unknown-place', `There is no place “${unknown}” in this organization.`)
  if (untilMs !== null && untilMs <= org.now()) {
    return failed('until-past', 'The end lies in the past. Choose a later one.')
  }
  return null
}

/** The assignment of a person to a place as a change sees it. */
export function assignmentAt(person: StaffMember, place: PlaceId): { untilMs: number | null } | null {
  const found = person.assignments.find((one) => one.place === place)
  return found === undefined ? null : { untilMs: found.untilMs }
}

/** The rows that give a person places until an instant. A longer hold is never cut short: cover adds. */
export function assignRows(
  person: StaffMember,
  places: readonly PlaceId[],
  untilMs: number | null,
): Extract<Intent, { kind: 'staff.assign' }>['body']['rows'] {
  return [...new Set(places)].flatMap((place) => {
    const now = assignmentAt(person, place)
    if (now !== null && (now.untilMs === null || (untilMs !== null && now.untilMs >= untilMs))) return []
    return [{ staffId: person.id, place, from: now, to: { untilMs } }]
  })
}
