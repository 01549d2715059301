import type { ChangeRow } from '../../shared/domain/change'
import { placeKind, type PlaceId } from '../../shared/domain/ids'
import { agreed, applied, firstRefusal, held, type Planning, refused, type Refusal, type RowVerdict } from './planning'

/** Adds a place under another, or at the top. */
export function planPlaceCreate(planning: Planning, row: ChangeRow<'place.create'>): RowVerdict {
  const kind = planning.state.blueprint.placeKinds.find((one) => one.key === placeKind(row.place))
  if (kind === undefined)
    return refused('unknown-kind', `This organization has no places of kind “${placeKind(row.place)}”.`)
  if (kind.key === 'product') return refused('fixed-products', 'The products of the account come with its blueprint.')
  const parentIsThere = row.to.parent === null || planning.state.places.has(row.to.parent)
  const refusal = parentIsThere ? firstRefusal(() => mayPlaceUnder(planning, row.to.parent)) : null
  if (refusal !== null) return refusal
  const there = planning.state.places.get(row.place)
  if (there !== undefined) {
    return there.name === row.to.name && there.parent === row.to.parent
      ? agreed
      : held('place-exists', `${there.name} exists already as ${row.place}.`)
  }
  const bad = badParent(planning, row.place, row.to.parent)
  if (bad !== null) return bad
  planning.put({
    entity: 'place',
    id: row.place,
    after: { id: row.place, name: row.to.name, parent: row.to.parent, isArchived: false },
  })
  return applied
}

/** Renames, moves, archives or brings back. */
export function planPlaceEdit(planning: Planning, row: ChangeRow<'place.edit'>): RowVerdict {
  const place = planning.state.places.get(row.place)
  if (place === undefined) return refused('unknown-place', `There is no place “${row.place}” in this organization.`)
  const refusal = firstRefusal(
    () => planning.authority.edit('places.edit', { touched: [row.place] }),
    () => (row.to.parent === undefined ? null : mayPlaceUnder(planning, row.to.parent)),
  )
  if (refusal !== null) return refusal
  const wanted = { ...place, ...row.to }
  if (wanted.name === place.name && wanted.parent === place.parent && wanted.isArchived === place.isArchived)
    return agreed
  for (const field of ['name', 'parent', 'isArchived'] as const) {
    if (row.to[field] !== undefined && row.to[field] !== place[field] && row.from[field] !== place[field]) {
      return held('changed-meanwhile', `${place.name} was changed meanwhile.`)
    }
  }
  if (row.to.parent !== undefined) {
    const bad = badParent(planning, row.place, row.to.parent)
    if (bad !== null) return bad
  }
  planning.put({ entity: 'place', id: row.place, after: wanted })
  return applied
}

/** Takes back a place that nobody and nothing refers to; a place in use is archived instead. */
export function planPlaceDelete(planning: Planning, row: ChangeRow<'place.delete'>): RowVerdict {
  const place = planning.state.places.get(row.place)
  const touched = place === undefined ? {} : { touched: [row.place] }
  const refusal = firstRefusal(() => planning.authority.edit('places.edit', touched))
  if (refusal !== null) return refusal
  if (place === undefined) return agreed
  if (place.name !== row.from.name || place.parent !== row.from.parent) {
    return held('changed-meanwhile', `${place.name} was changed meanwhile.`)
  }
  if (isInUse(planning.state, row.place)) {
    return held('place-in-use', `${place.name} is in use. Archive it instead, so that nothing is lost.`)
  }
  planning.put({ entity: 'place', id: row.place, after: null })
  return applied
}

/** True when a place lies under it, or somebody is or was assigned to it. */
export function isInUse(state: Planning['state'], place: PlaceId): boolean {
  for (const other of state.places.values()) if (other.parent === place) return true
  for (const person of state.staff.values()) {
    if (person.assignments.some((assignment) => assignment.place === place)) return true
    if (person.personalGrants.some((grant) => grant.places?.includes(place))) return true
  }
  return false
}

function mayPlaceUnder(planning: Planning, parent: PlaceId | null): Refusal {
  return parent === null
    ? planning.authority.edit('places.editTop')
    : planning.authority.edit('places.edit', { touched: [parent] })
}

/** INVARIANT (places form trees): a place never lies under itself; compiled rules rely on it. */
function badParent(planning: Planning, place: PlaceId, parent: PlaceId | null): RowVerdict | null {
  if (parent === null) return null
  const above = planning.state.places.get(parent)
  if (above === undefined) return refused('unknown-place', `There is no place “${parent}” in this organization.`)
  const kind = planning.state.blueprint.placeKinds.find((one) => one.key === placeKind(place))
  const kindAbove = placeKind(parent)
  if (kindAbove !== 'location' && kind?.under.includes(kindAbove) !== true) {
    return refused('bad-parent', `A ${kind?.name.toLowerCase() ?? 'place'} cannot lie under ${above.name}.`)
  }
  for (let at: PlaceId | null = parent; at !== null; at = planning.state.places.get(at)?.parent ?? null) {
    if (at === place)
      return refused('bad-parent', `${above.name} lies under it already: a place cannot lie under itself.`)
  }
  return null
}
