import type { Request } from '../../shared/domain/decision'
import type { PlaceId } from '../../shared/domain/ids'
import type { IdNumbers } from './idNumbers'
import type { Rules } from './rules'

/**
 * A request in numbers. Whoever asks often keeps one and changes its fields: deciding it allocates nothing.
 * `who`, `permission`: -1 when unknown. `on`: -1 when no person is the target, -2 when an unknown one is.
 */
export interface CompiledRequest {
  who: number
  permission: number
  /** The place, where the request is about one record at one place; -1 for any other, whose places are in `records`. */
  place: number
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
  const { at, atEach, createdBy, on } = request
  const hasPlaces = at !== undefined || atEach !== undefined
  const records = hasPlaces ? compileRecords(rules, at, atEach) : null
  return {
    who: findStaffNumber(rules, request.who),
    permission: rules.permissionByKey.get(request.do) ?? -1,
    place: on === undefined && records?.length === 1 && records[0]!.length === 1 ? records[0]![0]! : -1,
    records,
    isOwn: createdBy === undefined ? null : createdBy === request.who,
    isShared: request.sharedWith?.includes(request.who) ?? false,
    connected: request.connected ?? null,
    on: on === undefined ? -1 : orUnknownTarget(findStaffNumber(rules, on)),
    factBits: request.facts === undefined ? 0 : compileFacts(rules, request.facts),
    isContradictory: request.on !== undefined && hasPlaces,
    atMs: request.atMs,
  }
}

function compileRecords(rules: Rules, at: Request['at'], atEach: Request['atEach']): readonly (readonly number[])[] {
  if (atEach === undefined) {
    if (at?.length === 1) return recordAt(rules.places.interner.numberOf.get(at[0]!) ?? -1)
    return at === undefined ? [] : [compileRecord(rules, at)]
  }
  const records = atEach.map((record) => compileRecord(rules, record))
  if (at !== undefined) records.unshift(compileRecord(rules, at))
  return records
}

function compileRecord(rules: Rules, places: readonly PlaceId[]): number[] {
  return places.map((place) => rules.places.interner.numberOf.get(place) ?? -1)
}

const recordByPlace: (readonly (readonly number[])[])[] = []

/** One record at one place, -1 for an unknown one. Requests are kept by the thousand, so those at one place share it. */
function recordAt(place: number): readonly (readonly number[])[] {
  return (recordByPlace[place + 1] ??= [[place]])
}

/** The person's number, -1 when the rules know nobody by this id. */
export function findStaffNumber(rules: Rules, id: string): number {
  const number = (rules.people.numbers as IdNumbers<string>).get(id)
  return number !== undefined && isSomebody(rules, number) ? number : -1
}

/** True when this rule set has a person by that number. */
export function isSomebody(rules: Rules, number: number): boolean {
  if (number >= rules.people.count) return false
  const page = rules.people.pages[number >> 10]
  // Who is active is somebody; the table of members is far away in memory.
  return page !== undefined && (page.isActive[number & 1023] === 1 || (page.members[number & 1023] ?? null) !== null)
}

function orUnknownTarget(number: number): number {
  return number === -1 ? -2 : number
}

/** Facts that the blueprint does not use are facts of the record all the same; they decide nothing. */
function compileFacts(rules: Rules, facts: Readonly<Record<string, boolean>>): number {
  let bits = 0
  for (const key of Object.keys(facts)) if (facts[key] === true) bits |= rules.factBits.get(key) ?? 0
  return bits
}
