import { fc } from '../../helpers/fastCheck'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import type { Blueprint } from '../../../src/shared/domain/blueprint'
import type { Request } from '../../../src/shared/domain/decision'
import type { PermissionKey, PlaceId, RoleKey, StaffId } from '../../../src/shared/domain/ids'
import type { OrgState, Place, RoleGrant, Switch } from '../../../src/shared/domain/orgState'
import { permissionClasses, type Reach } from '../../../src/shared/domain/reach'
import type { PersonalGrant, StaffMember } from '../../../src/shared/domain/staff'
import { anOrgState } from '../../helpers/anOrgState'
import { tangledBlueprint } from './tangledBlueprint'

/** The instant at which questions are asked; ends lie just before, at and after it. */
export const nowMs = 1_000_000

export const allBlueprints: readonly Blueprint[] = [...shippedBlueprints(), tangledBlueprint]

export const anyBlueprint = fc.constantFrom(...allBlueprints)

const anyUntil = fc.constantFrom(null, null, null, nowMs - 1, nowMs, nowMs + 1)

function anyPlaces(blueprint: Blueprint): fc.Arbitrary<Place[]> {
  const kinds = blueprint.placeKinds.map((kind) => kind.key).filter((kind) => kind !== 'product')
  const products = blueprint.products.map((product) => ({ kind: 'product', number: product.key }))
  const anyPlace = fc.record({
    kind: fc.constantFrom(...kinds, 'location'),
    parent: fc.option(fc.nat(7), { nil: null, freq: 1 }),
    isArchived: fc.constantFrom(false, false, false, false, true),
  })
  return fc.array(anyPlace, { minLength: 1, maxLength: 6 }).map((drawn) => {
    const places: Place[] = []
    const drawnOrProducts = [
      ...drawn.map((one, number) => ({ ...one, number: String(number) })),
      ...products.map((one) => ({ ...one, parent: null, isArchived: false })),
    ]
    for (const { kind, number, parent, isArchived } of drawnOrProducts) {
      const under = parent === null ? undefined : places[parent % Math.max(places.length, 1)]
      places.push({
        id: `${kind}:${number}` as PlaceId,
        name: `${kind} ${number}`,
        parent: under?.id ?? null,
        isArchived,
      })
    }
    return places
  })
}

function anyPersonalGrant(blueprint: Blueprint, places: readonly Place[]): fc.Arbitrary<PersonalGrant> {
  return fc.constantFrom(...blueprint.permissions).chain((permission) =>
    fc.record({
      permission: fc.constant(permission.key),
      reach: fc.constantFrom<Reach>(...permissionClasses[permission.class]),
      places: fc.option(fc.subarray(places.map((place) => place.id)), { nil: null }),
      untilMs: anyUntil,
    }),
  )
}

function anyPerson(blueprint: Blueprint, places: readonly Place[]): fc.Arbitrary<Omit<StaffMember, 'id' | 'name'>> {
  return fc.record({
    email: fc.constant(null),
    role: fc.constantFrom(...blueprint.roles.map((role) => role.key)),
    state: fc.constantFrom('active', 'active', 'active', 'active', 'active', 'invited', 'removed', 'purged'),
    stateBefore: fc.constant('active' as const),
    assignments: fc.uniqueArray(
      fc.record({ place: fc.constantFrom(...places.map((place) => place.id)), untilMs: anyUntil }),
      { maxLength: 3, selector: (assignment) => assignment.place },
    ),
    personalGrants: fc.array(anyPersonalGrant(blueprint, places), { maxLength: 2 }),
    addedAtMs: fc.constant(0),
  })
}

function anyGrant(blueprint: Blueprint): fc.Arbitrary<RoleGrant> {
  return fc.constantFrom(...blueprint.permissions).chain((permission) =>
    fc.record({
      role: fc.constantFrom(...blueprint.roles.map((role) => role.key)),
      permission: fc.constant(permission.key),
      reach: fc.constantFrom<Reach>(...permissionClasses[permission.class]),
    }),
  )
}

function anySwitch(blueprint: Blueprint): fc.Arbitrary<Switch | null> {
  const keys = [
    ...blueprint.features.map(({ key }) => ({ kind: 'feature' as const, key })),
    ...blueprint.settings.map(({ key }) => ({ kind: 'setting' as const, key })),
    ...blueprint.products.map(({ key }) => ({ kind: 'product' as const, key })),
  ]
  if (keys.length === 0) return fc.constant(null)
  return fc
    .option(fc.record({ which: fc.constantFrom(...keys), on: fc.boolean() }), { nil: null })
    .map((drawn) => (drawn === null ? null : { ...drawn.which, on: drawn.on }))
}

export function staffIdOf(number: number): StaffId {
  return number.toString(16).padStart(32, '0') as StaffId
}

/** A small organization of some blueprint, with edited cells, switches, trees of places, dated and personal grants. */
export function anyOrg(blueprint: fc.Arbitrary<Blueprint> = anyBlueprint): fc.Arbitrary<OrgState> {
  return blueprint.chain((of) =>
    anyPlaces(of).chain((places) =>
      fc
        .record({
          people: fc.array(anyPerson(of, places), { minLength: 1, maxLength: 5 }),
          grants: fc.array(anyGrant(of), { maxLength: 6 }),
          switches: fc.array(anySwitch(of), { maxLength: 3 }),
        })
        .map(({ people, grants, switches }) =>
          printable({
            ...anOrgState({
              staff: people.map((person, number) => ({ ...person, id: staffIdOf(number), name: `P${number}` })),
              places,
            }),
            blueprint: of,
            grants: new Map(grants.map((grant) => [`${grant.role}/${grant.permission}`, grant])),
            switches: new Map(switches.flatMap((one) => (one === null ? [] : [[`${one.kind}/${one.key}`, one]]))),
          }),
        ),
    ),
  )
}

/** Counterexamples name the blueprint instead of spelling it out. */
function printable(state: OrgState): OrgState {
  const { blueprint, staff, places, grants, switches } = state
  const short = {
    blueprint: blueprint.id,
    staff: [...staff.values()],
    places: [...places.values()],
    grants: [...grants.values()],
    switches: [...switches.values()],
  }
  return Object.assign(state, { [fc.toStringMethod]: () => JSON.stringify(short) })
}

/** A question about that organization; now and then about somebody or something unknown. */
export function anyRequest(state: OrgState): fc.Arbitrary<Request> {
  const anyId = fc.constantFrom(...state.staff.keys(), ...state.staff.keys(), staffIdOf(99))
  const anyStaff = fc.constantFrom(...state.staff.keys())
  const anyPlace = fc.constantFrom(...state.places.keys(), ...state.places.keys(), 'location:nowhere' as PlaceId)
  const anyFacts = fc.dictionary(
    fc.constantFrom(...state.blueprint.facts.map((fact) => fact.key), 'other'),
    fc.boolean(),
    {
      maxKeys: 2,
    },
  )
  const permissions = state.blueprint.permissions.map((permission) => permission.key)
  const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
    fc.option(value, { nil: undefined })
  return fc
    .record({
      who: fc.oneof({ weight: 20, arbitrary: anyStaff }, { weight: 1, arbitrary: anyId }),
      do: fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(...permissions) },
        { weight: 1, arbitrary: fc.constant('no.such' as PermissionKey) },
      ),
      at: maybe(fc.array(anyPlace, { maxLength: 2 })),
      atEach: fc.option(fc.array(fc.array(anyPlace, { maxLength: 2 }), { maxLength: 2 }), { nil: undefined, freq: 5 }),
      createdBy: maybe(anyStaff),
      sharedWith: maybe(fc.array(anyStaff, { maxLength: 2 })),
      connected: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
      on: maybe(anyId),
      isOnAlone: fc.constantFrom(true, true, true, true, false),
      facts: maybe(anyFacts),
    })
    .map(({ isOnAlone, ...drawn }) => {
      const { at, atEach, on } = drawn
      // Mostly either places or a person: both together is an error, tried now and then.
      const places = on !== undefined && isOnAlone ? {} : { at, atEach }
      const request = { ...drawn, at: undefined, atEach: undefined, ...places, atMs: nowMs }
      return Object.fromEntries(
        Object.entries(request).filter(([, value]) => value !== undefined),
      ) as unknown as Request
    })
}

export function anyRole(blueprint: Blueprint): fc.Arbitrary<RoleKey> {
  return fc.constantFrom(...blueprint.roles.map((role) => role.key))
}

/** How many runs: `ROLECALL_RUNS` multiplies, for long searches. */
export function runs(usual: number): { numRuns: number; verbose: boolean } {
  const factor = Number(process.env['ROLECALL_RUNS'] ?? 1)
  return { numRuns: Math.ceil(usual * factor), verbose: false }
}
