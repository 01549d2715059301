import type { Blueprint } from '../../../shared/domain/blueprint'

export type PlaceKind = Blueprint['placeKinds'][number]

const location: PlaceKind = { key: 'location', name: 'Location', plural: 'Locations', under: [] }

/** The kinds of place an organization has. `location` exists in every one. */
export function kindsOf(blueprint: Blueprint | null): readonly PlaceKind[] {
  const named = blueprint?.placeKinds ?? []
  return named.some((kind) => kind.key === 'location') ? named : [location, ...named]
}

/** Kinds under which a place of this kind may lie: any kind may lie under a location. */
export function parentKindsOf(kinds: readonly PlaceKind[], kind: string): ReadonlySet<string> {
  return new Set(['location', ...(kinds.find((each) => each.key === kind)?.under ?? [])])
}
