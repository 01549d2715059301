import { placeKind } from '../../shared/domain/ids'
import type { StaffMember } from '../../shared/domain/staff'
import { livingAssignments, memberOf } from '../engine/people'
import type { Rules } from '../engine/rules'
import { placesUnder, scopeKey } from './cedarConditions'

interface EntityUid {
  readonly type: string
  readonly id: string
}

/** One entity in Cedar's JSON form. Source: Cedar, "Entities and schema syntax". */
export interface CedarEntity {
  readonly uid: EntityUid
  readonly attrs: Record<string, unknown>
  readonly parents: readonly EntityUid[]
}

/**
 * Roles, places and people with what the policies read of them, at an instant: `covers` every living place the person is
 * assigned to and what lies under it, `coversOf` the same by kind, `roots` the assigned places that lead to a kind.
 */
export function* cedarEntities(rules: Rules, atMs: number): Generator<CedarEntity> {
  for (const role of rules.roles) {
    yield { uid: { type: 'Role', id: role.key }, attrs: { name: role.name, rank: role.rank }, parents: [] }
  }
  for (const place of rules.places.places) {
    if (place === null) continue
    yield {
      uid: { type: 'Place', id: place.id },
      attrs: { name: place.name, archived: place.isArchived },
      parents: place.parent === null ? [] : [{ type: 'Place', id: place.parent }],
    }
  }
  for (let who = 0; who < rules.people.count; who += 1) {
    const member: StaffMember | null = memberOf(rules, who)
    if (member !== null) yield personEntity(rules, who, member, atMs)
  }
}

function personEntity(rules: Rules, who: number, member: StaffMember, atMs: number): CedarEntity {
  const assigned = livingAssignments(rules, who, atMs)
  const covers = placesUnder(rules, assigned)
  const idOf = (place: number): string => rules.places.interner.ids[place]!
  const reference = (place: number): unknown => ({ __entity: { type: 'Place', id: idOf(place) } })
  const byKind = placeKinds(rules).map((kind): [string, unknown] => [
    kind,
    covers.filter((place) => placeKind(rules.places.interner.ids[place]!) === kind).map(reference),
  ])
  const byScope = rules.permissions.map((permission): [string, unknown] => [
    scopeKey(permission),
    assigned.filter((place) => permission.scope.leadsSomewhere[place] === 1).map(reference),
  ])
  return {
    uid: { type: 'Person', id: member.id },
    attrs: {
      ...(member.name === null ? {} : { name: member.name }),
      ...(member.email === null ? {} : { email: member.email }),
      active: member.state === 'active',
      covers: covers.map(reference),
      coversOf: Object.fromEntries(byKind),
      roots: Object.fromEntries(byScope),
    },
    parents: [{ type: 'Role', id: member.role }],
  }
}

export function placeKinds(rules: Rules): string[] {
  const { placeKinds: kinds, products } = rules.blueprint
  return [
    ...new Set([...kinds.map((kind) => kind.key), 'location', ...(products.length > 0 ? ['product'] : [])]),
  ].sort()
}
