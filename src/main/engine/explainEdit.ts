import type { GuardedEdit } from '../../shared/domain/blueprint'
import type { Decision } from '../../shared/domain/decision'
import { placeKind, type PlaceId, type StaffId } from '../../shared/domain/ids'
import type { Reason } from '../../shared/domain/result'
import { findStaffNumber, type CompiledRequest } from './compileRequest'
import { describeFix } from './describeFix'
import { explainRequest, explainState, type Explained } from './explainRequest'
import { explainTarget } from './explainTarget'
import { findFixes } from './findFixes'
import { allowedBecause, noSuchPerson, refusedBecause } from './judged'
import { livingAssignments, personalGrantsOf, roleOf } from './people'
import { widestReach } from './reachBits'
import { noRole, type CompiledPermission, type Rules } from './rules'

/** One edit in the console: by whom, of whom, and which places it gives, takes or changes. */
export interface EditQuestion {
  readonly who: StaffId
  readonly edit: GuardedEdit
  readonly on?: StaffId
  /** Left out: asks whether the edit is possible anywhere. An empty list: it touches no place, which takes reach `all`. */
  readonly touched?: readonly PlaceId[]
  readonly atMs: number
}

/**
 * Decides whether a person may make an edit in the console (blueprints.md, "Guards"): the guard's permission, at the
 * places that the edit is about, then *manages*, rank and visibility. What is given along with it (a role, a reach,
 * places) is asked of explainGive.
 *
 * @returns `reach`: the widest reach of the guard's permission in force
 * Errors: none. Unknown people are a denial.
 */
export function explainEdit(rules: Rules, question: EditQuestion): Decision {
  const { findWays, ...judged } = judgeEdit(rules, question)
  return { ...judged, wouldNeed: findWays() }
}

/** The same without the ways to a yes, which cost most and which the door does not ask for, row after row. */
export function judgeEdit(
  rules: Rules,
  question: EditQuestion,
): Omit<Decision, 'wouldNeed'> & { readonly findWays: () => Decision['wouldNeed'] } {
  const who = findStaffNumber(rules, question.who)
  if (who === -1) return withoutWays(refusedBecause(noSuchPerson(question.who)))
  const on = question.on === undefined ? -1 : findStaffNumber(rules, question.on)
  if (question.on !== undefined && on === -1) return withoutWays(refusedBecause(noSuchPerson(question.on)))
  if (question.edit === 'staff.see' && on === who && explainState(rules, who) === null) {
    return withoutWays(allowedBecause('own-record', 'Everyone may see their own record and access.'))
  }
  const asked = permissionsFor(rules, question).map(({ permission, touched }) =>
    explainGuard(rules, question, who, on, permission, touched),
  )
  const against = [...explainSingleton(rules, question.edit, on), ...asked.flatMap((one) => one.explained.against)]
  const inFavor = asked.flatMap((one) => [...one.explained.inFavor, ...one.explained.overruled])
  const allowed = against.length === 0
  return {
    allowed,
    reach: widestReach(asked.reduce((bits, one) => bits | one.explained.bits, 0)),
    because: distinct([...against, ...inFavor]),
    findWays: () => (allowed || asked.length > 1 ? [] : asked[0]!.findWays()),
  }
}

function withoutWays({ allowed, reach, because, wouldNeed }: Decision): ReturnType<typeof judgeEdit> {
  return { allowed, reach, because, findWays: () => wouldNeed }
}

/** The guard's permission, or several where touched places are of kinds with a permission of their own. */
function permissionsFor(
  rules: Rules,
  question: EditQuestion,
): readonly { permission: CompiledPermission; touched: readonly PlaceId[] | undefined }[] {
  const guard = rules.guards[question.edit]
  const touched = guard.isByTouchedPlaces ? question.touched : undefined
  if (touched === undefined || touched.length === 0 || guard.byPlaceKind.size === 0) {
    return [{ permission: guard.permission, touched }]
  }
  const byPermission = new Map<CompiledPermission, PlaceId[]>()
  for (const place of touched) {
    const permission = guard.byPlaceKind.get(placeKind(place)) ?? guard.permission
    byPermission.set(permission, [...(byPermission.get(permission) ?? []), place])
  }
  return [...byPermission].map(([permission, places]) => ({ permission, touched: places }))
}

interface AskedGuard {
  readonly explained: Explained
  readonly findWays: () => Decision['wouldNeed']
}

function explainGuard(
  rules: Rules,
  question: EditQuestion,
  who: number,
  on: number,
  permission: CompiledPermission,
  touched: readonly PlaceId[] | undefined,
): AskedGuard {
  const guard = rules.guards[question.edit]
  const isByTarget = on !== -1 && !guard.isByTouchedPlaces
  const request: CompiledRequest = {
    who,
    permission: permission.number,
    place: -1,
    records: isByTarget
      ? null
      : (touched?.map((place) => [placeNumber(rules, place)]) ?? [anywhere(rules, who, question.atMs)]),
    isOwn: false,
    isShared: false,
    connected: false,
    on: isByTarget ? on : -1,
    factBits: 0,
    isContradictory: false,
    atMs: question.atMs,
  }
  const explained = explainRequest(rules, request, permission)
  const role = roleOf(rules, who)
  const targetReasons =
    on === -1 || isByTarget || role === noRole ? [] : explainTarget(rules, { ...request, on }, role, permission)
  return {
    explained: { ...explained, against: [...explained.against, ...targetReasons] },
    findWays: () =>
      targetReasons.length > 0
        ? []
        : findFixes(rules, request, permission).map((fixes) => fixes.map((fix) => describeFix(rules, request, fix))),
  }
}

/** All places where this person could hold something, as one record: one of them is enough. */
function anywhere(rules: Rules, who: number, atMs: number): number[] {
  const granted = personalGrantsOf(rules, who).flatMap((grant) =>
    grant.untilMs > atMs ? [...(grant.places ?? [])] : [],
  )
  return [...livingAssignments(rules, who, atMs), ...granted].flatMap((place) => [...(rules.places.under[place] ?? [])])
}

function placeNumber(rules: Rules, place: PlaceId): number {
  return rules.places.interner.numberOf.get(place) ?? -1
}

/** A singleton role's person stays in it (S4.4, S4.22). */
function explainSingleton(rules: Rules, edit: GuardedEdit, on: number): Reason[] {
  if (on === -1 || !['staff.setRole', 'staff.remove', 'staff.purge'].includes(edit)) return []
  const role = rules.roles[roleOf(rules, on)]
  if (role?.source.singleton !== true) return []
  return [{ code: 'singleton', text: `There is exactly one ${role.name}, who cannot be moved or removed.` }]
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return reasons.filter((reason, index) => reasons.findIndex((one) => one.text === reason.text) === index)
}
