import type { Request } from '../../shared/domain/decision'
import type { Rules } from './rules'

/**
 * A request in numbers. Whoever asks often keeps one and changes its fields: deciding it allocates nothing.
 * `who`, `permission`: -1 when unknown. `on`: -1 when no person is the target, -2 when an unknown one is.
 */
export interface CompiledRequest {
  who: number
  permission: number
  /** Places of each record; null when no place was given. An unknown place is -1. */
  records: readonly (readonly number[])[] | null
  /** null when `createdBy` was not given. */
  isOwn: boolean | null
  isShared: boolean
  /** null: computed from common places. */
  connected: boolean | null
  on: number
  factBits: number
  /** `on` together with places: refused. */
  isContradictory: boolean
  atMs: number
}

export function compileRequest(rules: Rules, request: Request): CompiledRequest {
  const { numberOf } = rules.places.interner
  const record = (places: readonly string[]): number[] =>
    places.map((place) => (numberOf as ReadonlyMap<string, number>).get(place) ?? -1)
  const hasPlaces = request.at !== undefined || request.atEach !== undefined
  return {
    who: findStaffNumber(rules, request.who),
    permission: rules.permissionByKey.get(request.do) ?? -1,
    records: hasPlaces ? [...(request.at ? [record(request.at)] : []), ...(request.atEach ?? []).map(record)] : null,
    isOwn: request.createdBy === undefined ? null : request.createdBy === request.who,
    isShared: request.sharedWith?.includes(request.who) ?? false,
    connected: request.connected ?? null,
    on: request.on === undefined ? -1 : orUnknownTarget(findStaffNumber(rules, request.on)),
    factBits: compileFacts(rules, request.facts),
    isContradictory: request.on !== undefined && hasPlaces,
    atMs: request.atMs,
  }
}

/** The person's number, -1 when the rules know nobody by this id. */
export function findStaffNumber(rules: Rules, id: string): number {
  const number = (rules.people.interner.numberOf as ReadonlyMap<string, number>).get(id)
  return number !== undefined && isSomebody(rules, number) ? number : -1
}

/** True when this rule set has a person by that number. */
export function isSomebody(rules: Rules, number: number): boolean {
  if (number >= rules.people.count) return false
  return (rules.people.pages[number >> 10]?.members[number & 1023] ?? null) !== null
}

function orUnknownTarget(number: number): number {
  return number === -1 ? -2 : number
}

/** Facts that the blueprint does not use are facts of the record all the same; they decide nothing. */
function compileFacts(rules: Rules, facts: Readonly<Record<string, boolean>> | undefined): number {
  let bits = 0
  for (const [key, isTrue] of Object.entries(facts ?? {})) if (isTrue) bits |= rules.factBits.get(key) ?? 0
  return bits
}
