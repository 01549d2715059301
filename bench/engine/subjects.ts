import { compileRules } from '../../src/main/engine/compileRules'
import type { PermissionKey, PlaceId, StaffId } from '../../src/shared/domain/ids'
import type { OrgState } from '../../src/shared/domain/orgState'
import { defaultReach } from '../../src/shared/domain/cellReach'
import type { Reach } from '../../src/shared/domain/reach'
import { makeRandom, nowMs } from './makeOrg'

/** One question in ids, as every engine gets it. `place` null and `createdBy` null: does the person hold it at all? */
export interface Question {
  readonly who: StaffId
  readonly do: PermissionKey
  readonly place: PlaceId | null
  readonly createdBy: StaffId | null
}

/** What a peer is set up with for one person: the tree is folded in, and what has ended is left out. */
export interface Subject {
  readonly id: StaffId
  readonly name: string
  /** The role, or the person where grants of their own make them a case apart. */
  readonly key: string
  /** Places of the kinds that count. */
  readonly covers: ReadonlySet<PlaceId>
}

/** Reach by permission for a key. */
export type Table = ReadonlyMap<PermissionKey, Reach>

export interface PeerOrg {
  readonly subjects: ReadonlyMap<StaffId, Subject>
  readonly tables: ReadonlyMap<string, Table>
}

/** Sets of places and tables by key, from the organization as it is. Peers build this once; it is part of their set-up. */
export function peerOrg(state: OrgState): PeerOrg {
  const { places } = compileRules({ ...state, staff: new Map() })
  const subjects = new Map<StaffId, Subject>()
  const tables = new Map<string, Table>()
  const roleTable = (role: OrgState['blueprint']['roles'][number]['key']): Map<PermissionKey, Reach> =>
    new Map(
      state.blueprint.permissions.map(({ key }) => [
        key,
        state.grants.get(`${role}/${key}`)?.reach ?? defaultReach(state.blueprint, role, key),
      ]),
    )
  for (const role of state.blueprint.roles) tables.set(role.key, roleTable(role.key))
  for (const person of state.staff.values()) {
    if (person.state !== 'active') continue
    const covers = new Set<PlaceId>()
    for (const { place, untilMs } of person.assignments) {
      if (untilMs !== null && untilMs <= nowMs) continue
      for (const under of places.under[places.interner.numberOf.get(place)!]!) {
        const id = places.interner.ids[under]!
        if (id.startsWith('group:')) covers.add(id)
      }
    }
    const isApart = person.personalGrants.length > 0
    if (isApart) {
      const table = roleTable(person.role)
      for (const grant of person.personalGrants) table.set(grant.permission, grant.reach)
      tables.set(person.id, table)
    }
    subjects.set(person.id, { id: person.id, name: person.name ?? '', key: isApart ? person.id : person.role, covers })
  }
  return { subjects, tables }
}

/** Whether a reach covers the question; the rule that every peer gets as its condition. */
export function fits(reach: Reach, subject: Subject, question: Question): boolean {
  if (reach === 'all') return true
  if (reach === 'none') return false
  if (question.place === null) return reach === 'own' || subject.covers.size > 0
  return reach === 'own' ? question.createdBy === subject.id : subject.covers.has(question.place)
}

export function makeQuestions(state: OrgState, count: number): Question[] {
  const random = makeRandom(7)
  const people = [...state.staff.values()]
  const places = [...state.places.keys()].filter((place) => place.startsWith('group:'))
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, () => {
    const person = pick(people)
    const own = person.assignments.filter(({ place }) => place.startsWith('group:'))
    return {
      who: person.id,
      do: pick(state.blueprint.permissions).key,
      place: random() < 0.5 && own.length > 0 ? pick(own).place : pick(places),
      createdBy: random() < 0.5 ? person.id : pick(people).id,
    }
  })
}
