import { fc } from '../../helpers/fastCheck'
import { describe, expect, it } from 'vitest'
import { checkExpectation } from '../../../src/main/engine/checkExpectation'
import { compileRules } from '../../../src/main/engine/compileRules'
import { indexPeople } from '../../../src/main/engine/peopleIndex'
import type { Expectation } from '../../../src/shared/domain/expectation'
import type { StaffId } from '../../../src/shared/domain/ids'
import type { OrgState } from '../../../src/shared/domain/orgState'
import { anyOrg, anyRole, nowMs, runs } from './anyOrg'
import { oracleDecide } from './oracle'

/** Says it the long way: one decision for each person and place, by the oracle. */
function expected(state: OrgState, { must, who, permission, where }: Expectation): boolean {
  const people = [...state.staff.values()].filter(
    (person) =>
      person.state === 'active' &&
      (who.kind === 'person' ? person.id === who.staffId : who.role === null || person.role === who.role),
  )
  const places = [...state.places.values()].filter(
    (place) => where.kind === 'every' && place.id.startsWith(`${where.placeKind}:`) && isAlive(state, place.id),
  )
  const at = (staffId: StaffId, place: string) =>
    oracleDecide(state, { who: staffId, do: permission, at: [place as never], createdBy: other, atMs: nowMs }).allowed
  const other = 'f'.repeat(32) as StaffId
  if (must === 'must-not') return people.every((person) => places.every((place) => !at(person.id, place.id)))
  if (who.kind === 'someone') return places.every((place) => people.some((person) => at(person.id, place.id)))
  return people.every((person) => places.every((place) => at(person.id, place.id)))
}

function isAlive(state: OrgState, id: string): boolean {
  const place = state.places.get(id as never)
  if (place === undefined || place.isArchived) return false
  return place.parent === null || isAlive(state, place.parent)
}

describe('a saved statement', () => {
  it('about every place of a kind holds exactly when each decision says so', () => {
    const anyCase = anyOrg().chain((state) => {
      // Permissions that hang on nothing but role and place: there a decision and a holding are the same.
      const plain = state.blueprint.permissions.filter(
        (permission) =>
          permission.class === 'place' && permission.needs.length === 0 && permission.product === undefined,
      )
      return fc.record({
        state: fc.constant(state),
        expectation: fc.record({
          title: fc.constant('x'),
          must: fc.constantFrom('must' as const, 'must-not' as const),
          who: fc.oneof(
            fc.record({
              kind: fc.constantFrom('everyone' as const, 'someone' as const),
              role: anyRole(state.blueprint),
            }),
            fc.record({ kind: fc.constantFrom('everyone' as const, 'someone' as const), role: fc.constant(null) }),
          ),
          permission: fc.constantFrom(
            ...(plain.length === 0 ? state.blueprint.permissions : plain).map((one) => one.key),
          ),
          where: fc.record({
            kind: fc.constant('every' as const),
            placeKind: fc.constantFrom(...state.blueprint.placeKinds.map((kind) => kind.key)),
          }),
        }),
        isPlain: fc.constant(plain.length > 0),
      })
    })
    const seen = { holds: 0, broken: 0, unknown: 0 }
    fc.assert(
      fc.property(anyCase, ({ state, expectation, isPlain }) => {
        if (!isPlain) return
        const rules = compileRules(state)
        const found = checkExpectation(indexPeople(rules, nowMs, false), expectation, nowMs, () => true)
        seen[found.verdict] += 1
        expect(found.verdict).toBe(expected(state, expectation) ? 'holds' : 'broken')
      }),
      runs(800),
    )
    expect(seen.holds).toBeGreaterThan(100)
    expect(seen.broken).toBeGreaterThan(100)
  })
})
