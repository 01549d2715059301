import type { BlueprintNeed, BlueprintPermission, GuardedEdit } from '../../../src/shared/domain/blueprint'
import type { Request } from '../../../src/shared/domain/decision'
import type { PlaceId, StaffId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import type { StaffMember } from '../../../src/shared/domain/staff'

/*
 * A second engine, written from blueprints.md and architecture.md with plain loops over the organization as it is. It
 * shares nothing with src/main/engine and is slow on purpose: where the two differ, one of them is wrong.
 */

export interface OracleAnswer {
  readonly allowed: boolean
  /** Code of the deciding reason; null when allowed. */
  readonly code: string | null
}

const yes: OracleAnswer = { allowed: true, code: null }
const no = (code: string): OracleAnswer => ({ allowed: false, code })

export function oracleDecide(state: OrgState, request: Request): OracleAnswer {
  const who = state.staff.get(request.who)
  const permission = state.blueprint.permissions.find((one) => one.key === request.do)
  const on = request.on === undefined ? undefined : state.staff.get(request.on)
  if (who === undefined || (request.on !== undefined && on === undefined)) return no('no-such-person')
  if (permission === undefined) return no('unknown-permission')
  if (request.on !== undefined && (request.at !== undefined || request.atEach !== undefined)) return no('bad-question')
  if (who.state !== 'active') return no('not-active')
  return steps(state, request, who, permission, on, {})
}

/** How a guard of the console asks differently from a plain request. */
interface Asked {
  readonly target?: 'one' | 'every'
  readonly actsOnPeople?: boolean
  readonly touchesPeople?: boolean
}

function steps(
  state: OrgState,
  request: Request,
  who: StaffMember,
  permission: BlueprintPermission,
  on: StaffMember | undefined,
  asked: Asked,
): OracleAnswer {
  const { blueprint } = state
  const role = blueprint.roles.find((one) => one.key === who.role)!
  const needs = permission.needs.filter((need) => {
    if (need.roles !== undefined && !need.roles.includes(who.role)) return false
    if (need.whenFact !== undefined && request.facts?.[need.whenFact] !== true) return false
    return need.whenOn !== true || on !== undefined
  })

  // 2 the permission's product, feature and setting are on
  if (permission.product !== undefined && !isOn(state, 'product', permission.product)) return no('product-off')
  for (const need of needs) {
    if (need.feature !== undefined && !isOn(state, 'feature', need.feature)) return no('feature-off')
    if (need.setting !== undefined && !isOn(state, 'setting', need.setting)) return no('setting-off')
  }

  // 3 permissions that it depends on, for the same request
  for (const need of needs) {
    const other = blueprint.permissions.find((one) => one.key === need.permission)
    if (other !== undefined && !steps(state, request, who, other, on, {}).allowed) return no('needs-permission')
  }

  // 4 the union of role grant and personal grants in force
  const grants = grantsOf(state, who, permission, request.atMs)
  if (grants.length === 0) return no(isOpenQuestion(state, who, permission) ? 'not-specified' : 'not-granted')

  // 5 product gate
  if (permission.product !== undefined && !role.ungated) {
    if (!isAssigned(state, who, `product:${permission.product}` as PlaceId, request.atMs)) return no('no-product')
  }

  // 6 facts of the request
  for (const need of needs) if (need.fact !== undefined && request.facts?.[need.fact] !== true) return no('needs-fact')
  const reached = reach(state, request, who, permission, on, grants, asked.target ?? targetRule(state, permission))
  if (!reached.allowed) return reached

  // 7 visibility, manages, rank
  return on === undefined ? yes : target(state, request, who, permission, on, asked)
}

interface OracleGrant {
  readonly reach: string
  readonly places: readonly PlaceId[] | null
}

function grantsOf(state: OrgState, who: StaffMember, permission: BlueprintPermission, atMs: number): OracleGrant[] {
  const grants: OracleGrant[] = []
  const ofRole = roleReach(state, who.role, permission)
  if (ofRole !== 'none') grants.push({ reach: ofRole, places: null })
  for (const grant of who.personalGrants) {
    if (grant.permission !== permission.key || grant.reach === 'none') continue
    if (grant.untilMs !== null && grant.untilMs <= atMs) continue
    if (grant.places === null) grants.push({ reach: grant.reach, places: null })
    else if (grant.reach === 'assigned' || grant.reach === 'all')
      grants.push({ reach: 'assigned', places: grant.places })
  }
  return grants
}

function roleReach(state: OrgState, role: string, permission: BlueprintPermission): string {
  const cell: string = permission.grants[role as never] ?? 'none'
  const decided = isFixed(state, role, permission) ? undefined : state.grants.get(`${role}/${permission.key}`)?.reach
  if (decided !== undefined) return decided
  return cell === 'unspecified' || cell.startsWith('granted:') ? 'none' : cell
}

function isFixed(state: OrgState, role: string, permission: BlueprintPermission): boolean {
  if (!permission.editable || permission.class === 'self') return true
  const isLocked = state.blueprint.roles.find((one) => one.key === role)!.locked
  return isLocked && permission.grants[role as never] !== 'unspecified'
}

function isOpenQuestion(state: OrgState, who: StaffMember, permission: BlueprintPermission): boolean {
  const decided = state.grants.get(`${who.role}/${permission.key}`)
  return (
    permission.grants[who.role] === 'unspecified' && (decided === undefined || isFixed(state, who.role, permission))
  )
}

function isOn(state: OrgState, kind: 'feature' | 'setting' | 'product', key: string): boolean {
  const decided = state.switches.get(`${kind}/${key}`)
  if (decided !== undefined) return decided.on
  if (kind === 'product') return state.blueprint.products.find((one) => one.key === key)!.active
  const list = kind === 'feature' ? state.blueprint.features : state.blueprint.settings
  return list.find((one) => one.key === key)!.on
}

function reach(
  state: OrgState,
  request: Request,
  who: StaffMember,
  permission: BlueprintPermission,
  on: StaffMember | undefined,
  grants: readonly OracleGrant[],
  mode: 'one' | 'every',
): OracleAnswer {
  const { atMs } = request
  const has = (name: string): boolean => grants.some((grant) => grant.reach === name)
  if (has('all')) return yes
  if (has('own')) {
    if (request.createdBy === who.id) return yes
    const isAboutSelf = request.createdBy === undefined && (on === undefined || on.id === who.id)
    if (permission.class === 'self' && isAboutSelf) return yes
  }
  if (has('shared') && (request.sharedWith ?? []).includes(who.id)) return yes
  if (has('connected')) {
    if (request.connected === true) return yes
    if (request.connected === undefined && on !== undefined) {
      for (const place of state.places.keys()) {
        if (!counts(state, permission, place)) continue
        if (isAssigned(state, who, place, atMs) && isAssigned(state, on, place, atMs)) return yes
      }
    }
  }
  const at = (place: PlaceId): boolean =>
    grants.some((grant) => {
      if (grant.reach !== 'assigned') return false
      if (grant.places === null) return isAssigned(state, who, place, atMs)
      return grant.places.some((granted) => includes(state, granted, place))
    })
  if (!has('assigned')) {
    return no(has('connected') ? 'not-connected' : has('shared') ? 'not-shared' : 'not-own')
  }

  if (on !== undefined) {
    const places = livingPlaces(state, on, atMs).filter((place) =>
      [...state.places.keys()].some((under) => includes(state, place, under) && counts(state, permission, under)),
    )
    if (places.length === 0) return no('no-place')
    if (mode === 'every') return places.every(at) ? yes : no('place-not-assigned')
    for (const place of places) {
      for (const under of state.places.keys()) {
        if (includes(state, place, under) && counts(state, permission, under) && at(under)) return yes
      }
    }
    return no('place-not-assigned')
  }

  const records = [...(request.at === undefined ? [] : [request.at]), ...(request.atEach ?? [])]
  if (records.length === 0) return no('no-place')
  if (records.some((record) => !record.some((place) => isOfKind(state, permission, place)))) return no('no-place')
  for (const record of records) {
    if (!record.some((place) => counts(state, permission, place) && at(place))) return no('place-not-assigned')
  }
  return yes
}

function isOfKind(state: OrgState, permission: BlueprintPermission, place: PlaceId): boolean {
  const kinds = permission.scopeKinds ?? state.blueprint.scopeKinds
  // A place that nobody knows is nothing that could count.
  return kinds.includes(place.split(':')[0]!) && state.places.has(place)
}

function counts(state: OrgState, permission: BlueprintPermission, place: PlaceId): boolean {
  return isOfKind(state, permission, place) && isLiving(state, place)
}

function isLiving(state: OrgState, place: PlaceId): boolean {
  const stored = state.places.get(place)
  return stored !== undefined && !stored.isArchived
}

/** A place includes itself and what lies under it; an archived one includes nothing and is included by nothing. */
function includes(state: OrgState, wide: PlaceId, narrow: PlaceId): boolean {
  if (!isLiving(state, wide) || !isLiving(state, narrow)) return false
  for (let step: PlaceId | null = narrow; step !== null; step = state.places.get(step)?.parent ?? null) {
    if (step === wide) return true
  }
  return false
}

function livingPlaces(state: OrgState, who: StaffMember, atMs: number): PlaceId[] {
  return who.assignments
    .filter((one) => one.untilMs === null || one.untilMs > atMs)
    .map((one) => one.place)
    .filter((place) => isLiving(state, place))
}

function isAssigned(state: OrgState, who: StaffMember, place: PlaceId, atMs: number): boolean {
  return livingPlaces(state, who, atMs).some((assigned) => includes(state, assigned, place))
}

function guardedBy(state: OrgState, permission: BlueprintPermission): GuardedEdit[] {
  return (Object.keys(state.blueprint.guards) as GuardedEdit[]).filter((edit) => {
    const guard = state.blueprint.guards[edit]
    return guard.permission === permission.key || Object.values(guard.byPlaceKind ?? {}).includes(permission.key)
  })
}

function targetRule(state: OrgState, permission: BlueprintPermission): 'one' | 'every' {
  const edits = guardedBy(state, permission).filter((edit) => edit.startsWith('staff.'))
  const isStrict = edits.length > 0 && edits.every((edit) => state.blueprint.guards[edit].target === 'every')
  return isStrict ? 'every' : 'one'
}

function target(
  state: OrgState,
  request: Request,
  who: StaffMember,
  permission: BlueprintPermission,
  on: StaffMember,
  asked: Asked,
): OracleAnswer {
  const { blueprint } = state
  const guarded = guardedBy(state, permission).filter((edit) => edit.startsWith('staff.') && edit !== 'staff.add')
  for (const rule of blueprint.visibility.hidden) {
    if (rule.role !== on.role || on.id === who.id) continue
    const unless = blueprint.permissions.find((one) => one.key === rule.unless)!
    if (!grantsOf(state, who, unless, request.atMs).some((grant) => grant.reach === 'all')) return no('not-visible')
  }
  if (asked.touchesPeople ?? guarded.length > 0) {
    const isMasked = blueprint.visibility.masked.some((rule) => rule.role === on.role)
    if (isMasked && on.id !== who.id) return no('masked')
  }
  if (asked.actsOnPeople ?? guarded.some((edit) => edit !== 'staff.see')) {
    const own = blueprint.roles.findIndex((one) => one.key === who.role)
    const theirs = blueprint.roles.findIndex((one) => one.key === on.role)
    if (theirs < own) return no('rank')
    const { manages } = blueprint.roles[own]!
    if (manages !== 'everyone' && !manages.includes(on.role)) return no('not-managed')
  }
  return yes
}

/** An edit of the console with a target and, for edits by place, touched places (blueprints.md, "Guards"). */
export function oracleEdit(
  state: OrgState,
  question: { who: StaffId; edit: GuardedEdit; on?: StaffId; touched?: readonly PlaceId[]; atMs: number },
): boolean {
  const { edit, atMs } = question
  const who = state.staff.get(question.who)
  const on = question.on === undefined ? undefined : state.staff.get(question.on)
  if (who === undefined || who.state !== 'active' || (question.on !== undefined && on === undefined)) return false
  if (edit === 'staff.see' && on?.id === who.id) return true
  const isSingleton = state.blueprint.roles.some((role) => role.key === on?.role && role.singleton)
  if (isSingleton && (edit === 'staff.setRole' || edit === 'staff.remove' || edit === 'staff.purge')) return false
  const guard = state.blueprint.guards[edit]
  const acts = edit !== 'staff.see' && edit !== 'staff.add'
  const ask = (key: string, atEach: PlaceId[][] | undefined): boolean => {
    const permission = state.blueprint.permissions.find((one) => one.key === key)!
    const isByTarget = on !== undefined && guard.target !== 'touched'
    const mode = guard.target === 'one' ? 'one' : 'every'
    const asked = { target: mode, actsOnPeople: acts, touchesPeople: acts } as const
    const request: Request = isByTarget
      ? { who: who.id, do: permission.key, on: on.id, connected: false, atMs }
      : {
          who: who.id,
          do: permission.key,
          connected: false,
          createdBy: 'nobody' as StaffId,
          ...(atEach ? { atEach } : {}),
          atMs,
        }
    if (
      !steps(state, { ...request, createdBy: 'nobody' as StaffId }, who, permission, isByTarget ? on : undefined, asked)
        .allowed
    )
      return false
    return isByTarget || on === undefined || target(state, request, who, permission, on, asked).allowed
  }
  if (guard.target !== 'touched' || question.touched === undefined) {
    return ask(guard.permission, [[...state.places.keys()].filter((place) => isLiving(state, place))])
  }
  if (question.touched.length === 0) return ask(guard.permission, [])
  return question.touched.every((place) =>
    ask(guard.byPlaceKind?.[place.split(':')[0]!] ?? guard.permission, [[place]]),
  )
}

export function oracleSeeing(state: OrgState, who: StaffId, on: StaffId, atMs: number): 'full' | 'masked' | 'hidden' {
  if (who === on) return 'full'
  if (!oracleEdit(state, { who, edit: 'staff.see', on, atMs })) return 'hidden'
  const role = state.staff.get(on)!.role
  return state.blueprint.visibility.masked.some((rule) => rule.role === role) ? 'masked' : 'full'
}

/** Every answer one person could get about one permission: with each fact alone, nowhere and at each place. */
export function oracleAnswers(state: OrgState, who: StaffId, key: string, atMs: number): Set<string> {
  const answers = new Set<string>()
  const permission = state.blueprint.permissions.find((one) => one.key === key)
  if (permission === undefined || !state.staff.has(who)) return answers
  const facts = factCombinations(permission.needs)
  const nobody = 'nobody' as StaffId
  for (const place of [null, ...state.places.keys()]) {
    for (const fact of ['', 'own', 'shared', 'connected']) {
      const isAllowed = facts.some(
        (combination) =>
          oracleDecide(state, {
            who,
            do: permission.key,
            createdBy: fact === 'own' ? who : nobody,
            sharedWith: fact === 'shared' ? [who] : [],
            connected: fact === 'connected',
            ...(place === null ? {} : { at: [place] }),
            facts: combination,
            atMs,
          }).allowed,
      )
      if (isAllowed) answers.add(`${fact}@${place ?? ''}`)
    }
  }
  return answers
}

function factCombinations(needs: readonly BlueprintNeed[]): Record<string, boolean>[] {
  const keys = [...new Set(needs.flatMap((need) => [need.fact ?? [], need.whenFact ?? []].flat()))]
  return keys.reduce<Record<string, boolean>[]>(
    (list, key) => list.flatMap((facts) => [facts, { ...facts, [key]: true }]),
    [{}],
  )
}

/** The widest reach that a set of answers amounts to. */
export function oracleReach(answers: ReadonlySet<string>): string {
  if (answers.has('@')) return 'all'
  if ([...answers].some((answer) => answer.startsWith('@'))) return 'assigned'
  for (const fact of ['connected', 'shared', 'own']) if (answers.has(`${fact}@`)) return fact
  return 'none'
}
