import type { Authority } from './authority'
import { type Blueprint, placeKindOf } from './blueprintOf'
import type { Model } from './Model'
import type { Row } from './readSettled'
import type { RowInQuestion, Verdict } from './RowInQuestion'

/** How an edit of a place ends; undefined for a kind that the oracle has not heard of. */
export function judgePlaceRow({ blueprint, model, may, kind, row }: RowInQuestion): Verdict | undefined {
  switch (kind) {
    case 'place.create': {
      const { name, parent } = row.to as { name: string; parent: string | null }
      const isParentThere = parent === null || model.places.has(parent)
      if (isParentThere && !mayPlaceUnder(may, parent)) return 'refused'
      const has = model.places.get(row.place)
      if (has !== undefined) return has.name === name && has.parent === parent ? 'agreed' : 'held'
      if (!mayLieUnder(blueprint, model, row.place, parent)) return 'refused'
      model.places.set(row.place, { name, parent, archived: false })
      return 'applied'
    }
    case 'place.edit': {
      const has = model.places.get(row.place)
      if (has === undefined || !may.edit('places.edit', { touched: [row.place] })) return 'refused'
      if (row.to.parent !== undefined && !mayPlaceUnder(may, row.to.parent)) return 'refused'
      const now = { name: has.name, parent: has.parent, isArchived: has.archived } as Row
      const changed = Object.keys(row.to).filter((field) => row.to[field] !== now[field])
      if (changed.length === 0) return 'agreed'
      if (changed.some((field) => row.from[field] !== now[field])) return 'held'
      if (row.to.parent !== undefined && !mayLieUnder(blueprint, model, row.place, row.to.parent)) return 'refused'
      const next = { ...now, ...row.to }
      model.places.set(row.place, { name: next.name, parent: next.parent, archived: next.isArchived })
      return 'applied'
    }
    case 'place.delete': {
      const has = model.places.get(row.place)
      if (!may.edit('places.edit', has === undefined ? {} : { touched: [row.place] })) return 'refused'
      if (has === undefined) return 'agreed'
      if (has.name !== row.from.name || has.parent !== row.from.parent) return 'held'
      const isUsed =
        [...model.places.values()].some((one) => one.parent === row.place) ||
        [...model.people.values()].some(
          (one) => one.at.has(row.place) || [...one.grants.values()].some(({ places }) => places?.includes(row.place)),
        )
      if (isUsed) return 'held'
      model.places.delete(row.place)
      return 'applied'
    }
    default:
      return undefined
  }
}

function mayPlaceUnder(may: Authority, parent: string | null): boolean {
  return parent === null ? may.edit('places.editTop') : may.edit('places.edit', { touched: [parent] })
}

function mayLieUnder(blueprint: Blueprint, model: Model, place: string, parent: string | null): boolean {
  if (parent === null) return true
  if (!model.places.has(parent)) return false
  const under = blueprint.placeKinds.find((one) => one.key === placeKindOf(place))?.under ?? []
  if (placeKindOf(parent) !== 'location' && !under.includes(placeKindOf(parent))) return false
  for (let at: string | null = parent; at !== null; at = model.places.get(at)?.parent ?? null)
    if (at === place) return false
  return true
}
