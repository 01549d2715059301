import { findShippedBlueprint } from '../../src/main/org/shippedBlueprints'
import type { Blueprint } from '../../src/shared/domain/blueprint'
import type { KeyId, PlaceId, RoleKey, StaffId } from '../../src/shared/domain/ids'
import type { OrgState, Place } from '../../src/shared/domain/orgState'
import { emailKey, type StaffMember } from '../../src/shared/domain/staff'

export function aBlueprint(id: string): Blueprint {
  const blueprint = findShippedBlueprint(id)
  if (blueprint === null) throw new Error(`No blueprint ${id}`)
  return blueprint
}

export function aPlace(id: string, more: Partial<Place> = {}): Place {
  return { id: id as PlaceId, name: id.slice(id.indexOf(':') + 1), parent: null, isArchived: false, ...more }
}

interface PersonToBuild extends Partial<Omit<StaffMember, 'id' | 'role' | 'assignments'>> {
  readonly role?: string
  readonly at?: readonly (string | readonly [place: string, untilMs: number])[]
}

/** A person with an id made from their e-mail address. */
export function aPerson(email: string, { role = 'member', at = [], ...more }: PersonToBuild = {}): StaffMember {
  return {
    id: Buffer.from(email).toString('hex').padEnd(32, '0').slice(0, 32) as StaffId,
    name: email.slice(0, email.indexOf('@')),
    email,
    role: role as RoleKey,
    state: 'active',
    stateBefore: null,
    assignments: at.map((one) =>
      typeof one === 'string'
        ? { place: one as PlaceId, untilMs: null }
        : { place: one[0] as PlaceId, untilMs: one[1] },
    ),
    personalGrants: [],
    addedAtMs: 0,
    ...more,
  }
}

export function anOrgState({
  blueprint = 'prokeep',
  staff = [],
  places = [],
}: {
  blueprint?: string
  staff?: readonly StaffMember[]
  places?: readonly Place[]
} = {}): OrgState {
  return {
    blueprint: aBlueprint(blueprint),
    settings: {
      name: 'Northside Supply',
      timeZone: 'UTC',
      createdAtMs: 0,
      sequencer: 'registrar',
      registrar: '0'.repeat(64) as KeyId,
      recoveryPublicKey: '0'.repeat(64),
    },
    staff: new Map(staff.map((person) => [person.id, person])),
    staffIdByEmail: new Map(
      staff.filter(({ email }) => email !== null).map((person) => [emailKey(person.email!), person.id]),
    ),
    places: new Map(places.map((place) => [place.id, place])),
    grants: new Map(),
    switches: new Map(),
    keys: new Map(),
    documents: new Map(),
    inbox: new Map(),
  }
}
