import { placeKind } from '../../shared/domain/ids'
import type { Reason } from '../../shared/domain/result'
import type { CompiledRequest } from './compileRequest'
import { isAssigned, isConnected, isOwn } from './decideCompiled'
import { livingAssignments, memberOf, personalGrantsOf } from './people'
import { isAssignedTo } from './placeReach'
import { reachBits, widestReach } from './reachBits'
import type { CompiledPermission, CompiledPersonalGrant, Rules } from './rules'
import { reachesRecord } from './recordReach'
import { callKinds, callPerson, callPlace, listNames } from './wording'

/** Step 4 and 6 as reasons: the role's grant and each personal grant, by what becomes of it. */
export interface ExplainedGrants {
  readonly holding: readonly Reason[]
  /** In force, but the facts of the request are out of its reach. */
  readonly falling: readonly Reason[]
  /** The role's cell, when it grants nothing. */
  readonly missing: readonly Reason[]
  readonly ended: readonly Reason[]
}

interface Source {
  readonly bit: number
  readonly says: string
  readonly code: 'role-grant' | 'personal-grant'
  readonly grant: CompiledPersonalGrant | null
}

export function explainGrants(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
): ExplainedGrants {
  const person = callPerson(rules, request.who)
  const personal = personalGrantsOf(rules, request.who).filter((grant) => grant.permission === permission.number)
  const roleBit = rules.cellBits[role * rules.permissions.length + permission.number]!
  const sources: Source[] = [
    ...(roleBit === 0
      ? []
      : [
          {
            bit: roleBit,
            code: 'role-grant' as const,
            says: `${rules.roles[role]!.name} has “${permission.name}”`,
            grant: null,
          },
        ]),
    ...personal
      .filter((grant) => grant.untilMs > request.atMs)
      .map((grant) => ({
        bit: grant.bit,
        code: 'personal-grant' as const,
        says: `${person} has “${permission.name}” by a personal grant`,
        grant,
      })),
  ]
  // Records may be covered by several grants between them, so `assigned` is asked of the union.
  const isAssignedByUnion =
    sources.some((source) => source.bit === reachBits.assigned) && isAssigned(rules, request, role, permission)
  const judged = sources
    .toSorted((one, other) => other.bit - one.bit)
    .map((source) => ({ source, holds: holds(rules, request, role, permission, source, isAssignedByUnion) }))
  return {
    holding: judged.filter((one) => one.holds).map(({ source }) => favor(rules, request, permission, source)),
    falling: judged.filter((one) => !one.holds).map(({ source }) => fall(rules, request, permission, source, role)),
    missing: roleBit === 0 ? [explainMissing(rules, role, permission)] : [],
    ended: personal
      .filter((grant) => grant.untilMs <= request.atMs)
      .map(() => ({ code: 'expired', text: `A personal grant of “${permission.name}” to ${person} has ended.` })),
  }
}

function holds(
  rules: Rules,
  request: CompiledRequest,
  role: number,
  permission: CompiledPermission,
  source: Source,
  isAssignedByUnion: boolean,
): boolean {
  if (source.bit === reachBits.all) return true
  if (source.bit === reachBits.own) return isOwn(request, permission)
  if (source.bit === reachBits.shared) return request.isShared
  if (source.bit === reachBits.connected) return isConnected(rules, request, permission)
  return isAssignedByUnion
}

function favor(rules: Rules, request: CompiledRequest, permission: CompiledPermission, source: Source): Reason {
  const person = callPerson(rules, request.who)
  const because = {
    none: '',
    own: permission.isSelf ? 'for their own settings' : `for what they created, and ${person} created this`,
    shared: `for what was shared with them, and this was shared with ${person}`,
    connected: `for people they share a place with, and ${person} does`,
    assigned: `in ${placesOf(rules, request, source)}`,
    all: 'everywhere',
  }[widestReach(source.bit)]
  return { code: source.code, text: `${source.says} ${because}.` }
}

function placesOf(rules: Rules, request: CompiledRequest, source: Source): string {
  const places = source.grant?.places ?? null
  if (places !== null) return listNames(Array.from(places, (place) => callPlace(rules, place)))
  const own = livingAssignments(rules, request.who, request.atMs)
  return `assigned places: ${listNames(own.map((place) => callPlace(rules, place)))}`
}

function fall(
  rules: Rules,
  request: CompiledRequest,
  permission: CompiledPermission,
  source: Source,
  role: number,
): Reason {
  const person = callPerson(rules, request.who)
  if (source.bit === reachBits.own) {
    return permission.isSelf
      ? { code: 'not-own', text: `${source.says} for their own settings only, and these are not ${person}’s.` }
      : { code: 'not-own', text: `${source.says} only for what they created, and ${person} did not create this.` }
  }
  if (source.bit === reachBits.shared) {
    return {
      code: 'not-shared',
      text: `${source.says} only for what was shared with them, and this was not shared with ${person}.`,
    }
  }
  if (source.bit === reachBits.connected) {
    const text = `${source.says} only for people they share a ${callKinds(rules, permission.scope.kinds)} or a conversation with, and ${person} shares none here.`
    return { code: 'not-connected', text }
  }
  return fallAtPlaces(rules, request, permission, source, role)
}

function fallAtPlaces(
  rules: Rules,
  request: CompiledRequest,
  permission: CompiledPermission,
  source: Source,
  role: number,
): Reason {
  const person = callPerson(rules, request.who)
  if (request.on >= 0) return fallAtTarget(rules, request, permission, source)
  const records = request.records ?? []
  const uncounted = records.find((record) => !record.some((place) => isKindCounted(rules, permission, place)))
  if (records.length === 0 && !isAssignedSomewhere(rules, request, permission)) {
    const text = `${source.says} only in assigned places, and ${person} is assigned to no ${callKinds(rules, permission.scope.kinds)}.`
    return { code: 'no-place', text }
  }
  if (records.length === 0 || uncounted !== undefined) {
    const text = `${source.says} only in assigned places, and no ${callKinds(rules, permission.scope.kinds)} was given.`
    return { code: 'no-place', text }
  }
  // INVARIANT (something was refused): fall is asked only when not every record passed.
  const record = records.find((one) => !reachesRecord(rules, request, role, permission, one)) ?? []
  const counted = record.filter((place) => isKindCounted(rules, permission, place))
  const archived = counted.find((place) => rules.places.isAlive[place] !== 1)
  const names = listNames(counted.map((place) => callPlace(rules, place)))
  const ended = counted.find((place) => endedAt(rules, request, place))
  const why =
    archived !== undefined && counted.length === 1
      ? `${callPlace(rules, archived)} is archived and grants nothing`
      : ended !== undefined
        ? `the assignment of ${person} to ${callPlace(rules, ended)} has ended`
        : `${person} is not assigned to ${names}`
  return { code: 'place-not-assigned', text: `${source.says} only in assigned places, and ${why}.` }
}

function isAssignedSomewhere(rules: Rules, request: CompiledRequest, permission: CompiledPermission): boolean {
  return livingAssignments(rules, request.who, request.atMs).some(
    (place) => permission.scope.leadsSomewhere[place] === 1,
  )
}

function fallAtTarget(rules: Rules, request: CompiledRequest, permission: CompiledPermission, source: Source): Reason {
  const target = callPerson(rules, request.on)
  const person = callPerson(rules, request.who)
  const places = livingAssignments(rules, request.on, request.atMs).filter(
    (place) => permission.scope.leadsSomewhere[place] === 1,
  )
  if (places.length === 0) {
    const text = `${source.says} only in assigned places, and ${target} has none: that takes “${permission.name}” everywhere.`
    return { code: 'no-place', text }
  }
  const names = listNames(places.map((place) => callPlace(rules, place)))
  const text =
    permission.target === 'every'
      ? `${source.says} only in assigned places, and not every place of ${target} (${names}) is a place of ${person}.`
      : `${source.says} only in assigned places, and ${person} shares none of those of ${target} (${names}).`
  return { code: 'place-not-assigned', text }
}

/** Whether there is such a place and its kind counts, archived or not. */
function isKindCounted(rules: Rules, permission: CompiledPermission, place: number): boolean {
  const id = rules.places.places[place]?.id
  return id !== undefined && permission.scope.kinds.includes(placeKind(id))
}

/** True when an assignment that has ended would have covered this place. */
function endedAt(rules: Rules, request: CompiledRequest, place: number): boolean {
  const { assignments } = memberOf(rules, request.who)
  const endedPlaces = assignments.filter((one) => one.untilMs !== null && one.untilMs <= request.atMs)
  const above: Int32Array | undefined = rules.places.above[place]
  if (above === undefined) return false
  return (
    !isAssignedTo(rules, request.who, place, request.atMs) &&
    endedPlaces.some((one) => above.includes(rules.places.interner.numberOf.get(one.place) ?? -1))
  )
}

/** Step 4: why the role's cell grants nothing. */
function explainMissing(rules: Rules, role: number, permission: CompiledPermission): Reason {
  const { cell, decided } = rules.cells[role * rules.permissions.length + permission.number]!
  const { name } = rules.roles[role]!
  if (cell.isUnspecified && decided === null) {
    const text = `Whether ${name} has “${permission.name}” is not specified by the source, and nobody here decided it.`
    return { code: 'not-specified', text }
  }
  if (cell.grantable !== null) {
    const text = `${name} has “${permission.name}” only once it is granted to the role or to the person, and it is not.`
    return { code: 'not-granted', text }
  }
  return { code: 'not-granted', text: `${name} does not have “${permission.name}”.` }
}
