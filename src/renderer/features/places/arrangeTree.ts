export interface TreePlace {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly parent: string | null
  readonly isArchived: boolean
  readonly people: number
}

export interface TreeLine<Place extends TreePlace> {
  readonly place: Place
  /** 1 at the top, as ARIA counts. */
  readonly level: number
  readonly hasChildren: boolean
  readonly isFolded: boolean
}

export interface TreeFilter {
  readonly text: string
  readonly kinds: readonly string[]
  readonly withArchived: boolean
}

const byName = new Intl.Collator('en', { numeric: true })

/** Above this many places, only the two upper levels are unfolded at first. */
const shownUnfolded = 300

/** What is folded before anybody has touched the tree. */
export function foldedAtFirst(places: readonly TreePlace[]): ReadonlySet<string> {
  if (places.length <= shownUnfolded) return new Set()
  return new Set(places.filter((place) => place.parent !== null).map((place) => place.id))
}

/**
 * The tree as a flat list, children under their parents by name. A place that fits the filter keeps its ancestors, so
 * that one sees where it lies; while something is searched, nothing is folded.
 */
export function arrangeTree<Place extends TreePlace>(
  places: readonly Place[],
  filter: TreeFilter,
  folded: ReadonlySet<string>,
): readonly TreeLine<Place>[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const wanted = filter.text.trim().toLowerCase()
  const isSearching = wanted !== '' || filter.kinds.length > 0
  const kept = new Set<string>()
  for (const place of places) {
    if (place.isArchived && !filter.withArchived) continue
    if (wanted !== '' && !place.name.toLowerCase().includes(wanted) && !place.id.toLowerCase().includes(wanted))
      continue
    if (filter.kinds.length > 0 && !filter.kinds.includes(place.kind)) continue
    for (
      let at: Place | undefined = place;
      at !== undefined && !kept.has(at.id);
      at = at.parent === null ? undefined : byId.get(at.parent)
    ) {
      kept.add(at.id)
    }
  }

  const childrenById = new Map<string | null, Place[]>()
  for (const place of places) {
    if (!kept.has(place.id)) continue
    const parent = place.parent !== null && kept.has(place.parent) ? place.parent : null
    const siblings = childrenById.get(parent)
    if (siblings === undefined) childrenById.set(parent, [place])
    else siblings.push(place)
  }
  for (const siblings of childrenById.values()) siblings.sort((a, b) => byName.compare(a.name, b.name))

  const lines: TreeLine<Place>[] = []
  const walk = (parent: string | null, level: number) => {
    for (const place of childrenById.get(parent) ?? []) {
      const hasChildren = childrenById.has(place.id)
      const isFolded = hasChildren && !isSearching && folded.has(place.id)
      lines.push({ place, level, hasChildren, isFolded })
      if (!isFolded) walk(place.id, level + 1)
    }
  }
  walk(null, 1)
  return lines
}

/** Places that may become the parent of a place: not itself, nothing under it, nothing archived. */
export function possibleParents<Place extends TreePlace>(
  places: readonly Place[],
  of: string | null,
  allowedKinds: ReadonlySet<string>,
): readonly Place[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const isUnder = (place: Place): boolean => {
    for (
      let at: Place | undefined = place;
      at !== undefined;
      at = at.parent === null ? undefined : byId.get(at.parent)
    ) {
      if (at.id === of) return true
    }
    return false
  }
  return places.filter((place) => !place.isArchived && allowedKinds.has(place.kind) && !isUnder(place))
}
