import type { OrgState } from '../../src/shared/domain/orgState'
import type { Reach } from '../../src/shared/domain/reach'
import { peerOrg, type Question } from './subjects'

const reachNumber: Readonly<Partial<Record<Reach, number>>> = { none: 0, own: 1, assigned: 2, all: 3 }

/** The same rules as bare arrays, ids already numbers: nothing that says who anybody is. Not a peer, but the physical limit. */
export interface Limit {
  readonly reach: Uint8Array
  readonly permissions: number
  readonly keyOf: Uint16Array
  readonly covers: Uint32Array
  readonly words: number
  readonly numbers: (question: Question) => [who: number, permission: number, place: number, createdBy: number]
}

export function makeLimit(state: OrgState): Limit {
  const { subjects, tables } = peerOrg(state)
  const people = [...state.staff.keys()]
  const number = new Map<string, number>(people.map((id, index) => [id, index]))
  const places = new Map<string, number>([...state.places.keys()].map((id, index) => [id, index]))
  const permissions = new Map<string, number>(state.blueprint.permissions.map(({ key }, index) => [key, index]))
  const keys = new Map([...tables.keys()].map((key, index) => [key, index + 1]))
  const reach = new Uint8Array((keys.size + 1) * permissions.size)
  for (const [key, table] of tables) {
    for (const [permission, value] of table) {
      reach[keys.get(key)! * permissions.size + permissions.get(permission)!] = reachNumber[value]!
    }
  }
  const words = (places.size + 31) >> 5
  const keyOf = new Uint16Array(people.length)
  const covers = new Uint32Array(people.length * words)
  for (const subject of subjects.values()) {
    const who = number.get(subject.id)!
    keyOf[who] = keys.get(subject.key)!
    for (const place of subject.covers) {
      const at = places.get(place)!
      covers[who * words + (at >> 5)]! |= 1 << (at & 31)
    }
  }
  return {
    reach,
    permissions: permissions.size,
    keyOf,
    covers,
    words,
    numbers: ({ who, do: permission, place, createdBy }) => [
      number.get(who)!,
      permissions.get(permission)!,
      places.get(place ?? '') ?? -1,
      number.get(createdBy ?? '') ?? -1,
    ],
  }
}

export function limitDecides(
  { reach, permissions, keyOf, covers, words }: Limit,
  who: number,
  permission: number,
  place: number,
  createdBy: number,
): boolean {
  const held = reach[keyOf[who]! * permissions + permission]!
  if (held === 3) return true
  if (held === 1) return createdBy === who
  return held === 2 && ((covers[who * words + (place >> 5)]! >> (place & 31)) & 1) === 1
}
