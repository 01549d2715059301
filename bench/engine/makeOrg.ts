import type { Blueprint } from '../../src/shared/domain/blueprint'
import type { KeyId, PlaceId, StaffId } from '../../src/shared/domain/ids'
import type { OrgState, Place } from '../../src/shared/domain/orgState'
import { permissionClasses, type Reach } from '../../src/shared/domain/reach'
import type { Assignment, PersonalGrant, StaffMember } from '../../src/shared/domain/staff'

export const nowMs = 1_700_000_000_000

/** Numbers from 0 up to 1 that repeat for a seed. Source: Mulberry32. */
export function makeRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/**
 * An organization of any blueprint: a tenth of the places are locations, the others lie under them; few people at the top
 * and most below; one in a hundred has a personal grant and one in a hundred a dated place.
 */
export function makeOrg(blueprint: Blueprint, people: number, placeCount: number, seed = 1): OrgState {
  const random = makeRandom(seed)
  const pick = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)]!
  const places = makePlaces(blueprint, placeCount)
  const ids = places.map((place) => place.id)
  const staff = new Map<StaffId, StaffMember>()
  for (let number = 0; number < people; number += 1) {
    const id = makeId(random) as StaffId
    const rank = Math.min(blueprint.roles.length - 1, Math.floor(-Math.log(1 - random()) * 1.2))
    const assignments = new Map<PlaceId, Assignment>()
    for (let left = Math.floor(random() * 3) + 1; left > 0; left -= 1) {
      const place = random() < 0.03 ? ids[Math.floor(random() * (ids.length / 10))]! : pick(ids)
      assignments.set(place, { place, untilMs: random() < 0.01 ? nowMs + 1e6 : null })
    }
    const permission = pick(blueprint.permissions)
    const grant: PersonalGrant = {
      permission: permission.key,
      reach: permissionClasses[permission.class].at(-1) as Reach,
      places: null,
      untilMs: null,
    }
    staff.set(id, {
      id,
      name: `Person ${number}`,
      email: `person${number}@example.org`,
      role: blueprint.roles[blueprint.roles.length - 1 - rank]!.key,
      state: random() < 0.02 ? 'invited' : 'active',
      stateBefore: null,
      assignments: [...assignments.values()].sort((one, other) => (one.place < other.place ? -1 : 1)),
      personalGrants: random() < 0.01 ? [grant] : [],
      addedAtMs: 0,
    })
  }
  return {
    blueprint,
    settings: {
      name: 'Bench',
      timeZone: 'UTC',
      createdAtMs: 0,
      sequencer: 'registrar',
      registrar: '0'.repeat(64) as KeyId,
      recoveryPublicKey: '0'.repeat(64),
    },
    staff,
    staffIdByEmail: new Map(),
    places: new Map(places.map((place) => [place.id, place])),
    grants: new Map(),
    switches: new Map(),
    keys: new Map(),
    documents: new Map(),
    inbox: new Map(),
  }
}

/** 16 random bytes in hexadecimal, as one flat string like those that come from a file. */
function makeId(random: () => number): string {
  return Buffer.from(Uint32Array.from({ length: 4 }, () => random() * 2 ** 32).buffer).toString('hex')
}

function makePlaces(blueprint: Blueprint, count: number): Place[] {
  const locations = Math.max(1, Math.floor(count / 10))
  const kinds = blueprint.scopeKinds.filter((kind) => kind !== 'location')
  const place = (id: string, parent: string | null): Place => ({
    id: id as PlaceId,
    name: id,
    parent: parent as PlaceId | null,
    isArchived: false,
  })
  const products = blueprint.products.map(({ key }) => place(`product:${key}`, null))
  const sites = Array.from({ length: locations }, (_, number) => place(`location:l${number}`, null))
  const others = Array.from({ length: count - locations - products.length }, (_, number) =>
    place(`${kinds[number % kinds.length] ?? 'location'}:p${number}`, `location:l${number % locations}`),
  )
  return [...sites, ...products, ...others]
}
