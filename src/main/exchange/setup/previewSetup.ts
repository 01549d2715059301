import { createHash } from 'node:crypto'
import type { PlaceId, RoleKey, StaffId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import type { Failure } from '../../../shared/domain/result'
import type { StaffMember } from '../../../shared/domain/staff'
import { closeGaps, type GapFix } from '../../engine/closeGaps'
import { compileRules, type Rules } from '../../engine/compileRules'
import { diffRulesInSteps, type RulesDifference } from '../../engine/diffRules'
import { findGapsInSteps, type Gap } from '../../engine/findGaps'
import type { ApplyFailure, Org } from '../../org/Org'
import type { Sources } from '../../org/personalValues'
import type { Steps } from '../../org/runInSteps'
import { isUnder } from './findPlace'
import type { SetupSurroundings } from './planSetup'
import type { SetupPlan } from './setupPlan'
import { writeSetup } from './writeSetup'

/** An organization as it would be after a setup, and what that means for its people. */
export interface SetupPreview {
  /** Why the door would refuse it; null when it would not, or nobody acts. */
  readonly refusal: Failure<ApplyFailure> | null
  readonly after: { readonly state: OrgState; readonly rules: Rules } | null
  /** People invited to the location count as if they had accepted. */
  readonly difference: RulesDifference
  readonly gaps: readonly Gap[]
  readonly fixes: readonly GapFix[]
  /** Roles of which fewer people than wanted are assigned to the location. */
  readonly missing: readonly { readonly role: RoleKey; readonly atLeast: number; readonly there: number }[]
}

const nothing: Omit<SetupPreview, 'refusal'> = {
  after: null,
  difference: { gain: [], lose: [] },
  gaps: [],
  fixes: [],
  missing: [],
}

/**
 * Asks the door what it would say to a plan without problems, then the engine who could do what after it. Keeps nothing.
 * Yields how far it is, of `previewSteps`.
 */
export function* previewSetup(org: Org, plan: SetupPlan, surroundings: SetupSurroundings): Steps<SetupPreview> {
  if (plan.location === null) return { ...nothing, refusal: null }
  const written = writeSetup(plan, repeatableSources(surroundings.atMs), org.state().blueprint.roles[0]!.key)
  const judged = org.actor === null ? null : org.preview(written)
  if (judged?.ok === false) return { ...nothing, refusal: judged.error }
  const state = judged === null ? org.state() : judged.value
  const location = plan.location
  if (!state.places.has(location)) return { ...nothing, refusal: null }
  const planned = new Set<StaffId>([...written.newcomers, ...plan.people.map(({ person }) => person.id)])
  const { staff, accepted } = acceptInvitations(state, location, planned)
  const touched = [...new Set([...planned, ...accepted])]
  const rules = compileRules({ ...readPlain(state), staff }, org.rules(), touched)
  const { atMs } = surroundings
  // Whoever is not named gains or loses only by what is decided for everybody, or by a place that moves.
  const isForAll =
    plan.switches.length > 0 ||
    plan.grants.length > 0 ||
    plan.placeEdits.some((row) => row.to.parent !== undefined || row.to.isArchived !== undefined)
  yield 1
  const difference = yield* diffRulesInSteps(org.rules(), rules, atMs, isForAll ? undefined : planned)
  const sees = (staffId: StaffId) => planned.has(staffId) || surroundings.sees(staffId) !== 'hidden'
  const counted = rules.people.count
  const gaps = yield* after(
    counted,
    findGapsInSteps(rules, { at: location, atMs, ...(surroundings.seesEverybody === true ? {} : { sees }) }),
  )
  const fixes = closeGaps(rules, gaps, {
    at: location,
    atMs,
    sees: (staffId) => planned.has(staffId) || surroundings.sees(staffId) === 'full',
  })
  return {
    refusal: null,
    after: { state: { ...readPlain(state), staff }, rules },
    difference,
    gaps,
    fixes,
    missing: countMissing(staff, plan, location, atMs, sees),
  }
}

/** The gaps of a location as it is, with invitations counted as accepted. Yields as previewSetup does. */
export function* checkLocation(
  org: Org,
  location: PlaceId,
  surroundings: SetupSurroundings,
): Steps<{ readonly rules: Rules; readonly gaps: readonly Gap[]; readonly fixes: readonly GapFix[] }> {
  const state = org.state()
  const { staff, accepted } = acceptInvitations(state, location, new Set())
  const rules = accepted.length === 0 ? org.rules() : compileRules({ ...state, staff }, org.rules(), accepted)
  const { atMs, sees } = surroundings
  const isSeen = (staffId: StaffId) => sees(staffId) !== 'hidden'
  yield 1
  const gaps = yield* findGapsInSteps(rules, {
    at: location,
    atMs,
    ...(surroundings.seesEverybody === true ? {} : { sees: isSeen }),
  })
  const fixes = closeGaps(rules, gaps, { at: location, atMs, sees: (staffId) => sees(staffId) === 'full' })
  return { rules, gaps, fixes }
}

/** What a check yields in the end, about: everybody once, and every permission. */
export function checkSteps(org: Org): number {
  return org.state().staff.size + org.state().blueprint.permissions.length
}

/** The same, with everybody compared before. */
export function previewSteps(org: Org): number {
  return org.state().staff.size + checkSteps(org)
}

function* after<Value>(done: number, steps: Steps<Value>): Steps<Value> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield done + step.value
  }
}

/** People who are invited to the location count as active there: the question is who works there once they came. */
function acceptInvitations(
  state: OrgState,
  location: PlaceId,
  planned: ReadonlySet<StaffId>,
): { staff: ReadonlyMap<StaffId, StaffMember>; accepted: StaffId[] } {
  const accepted: StaffMember[] = []
  for (const person of state.staff.values()) {
    if (person.state !== 'invited') continue
    const isHere = person.assignments.some(
      ({ place }) => isUnder(state, place, location) || isUnder(state, location, place),
    )
    if (isHere || planned.has(person.id)) accepted.push({ ...person, state: 'active' })
  }
  if (accepted.length === 0) return { staff: state.staff, accepted: [] }
  const staff = new Map(state.staff)
  for (const person of accepted) staff.set(person.id, person)
  return { staff, accepted: accepted.map(({ id }) => id) }
}

/** The fields of a state, some of which are read through a layer. */
function readPlain(state: OrgState): OrgState {
  const { blueprint, settings, staff, staffIdByEmail, places, grants, switches, keys, documents, inbox } = state
  return { blueprint, settings, staff, staffIdByEmail, places, grants, switches, keys, documents, inbox }
}

function countMissing(
  staff: OrgState['staff'],
  plan: SetupPlan,
  location: PlaceId,
  atMs: number,
  sees: (staffId: StaffId) => boolean,
): SetupPreview['missing'] {
  if (plan.wanted.length === 0) return []
  const byRole = new Map<string, number>()
  for (const person of staff.values()) {
    if (person.state !== 'active' || !sees(person.id)) continue
    const isHere = person.assignments.some(
      ({ place, untilMs }) => place === location && (untilMs === null || untilMs > atMs),
    )
    if (isHere) byRole.set(person.role, (byRole.get(person.role) ?? 0) + 1)
  }
  return plan.wanted.flatMap(({ role, atLeast }) => {
    const there = byRole.get(role) ?? 0
    return there >= atLeast ? [] : [{ role, atLeast, there }]
  })
}

/** Ids and salts that a preview forgets. The same each time, so that asking often costs no more than asking once. */
function repeatableSources(atMs: number): Sources {
  let counter = 0
  return {
    random: (count) => createHash('sha512').update(`preview/${counter++}`).digest().subarray(0, count),
    now: () => atMs,
  }
}
