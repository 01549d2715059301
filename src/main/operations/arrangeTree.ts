import type { PlaceId } from '../../shared/domain/ids'
import { placeKind } from '../../shared/domain/ids'
import type { Place } from '../../shared/domain/orgState'
import { searchKey } from '../../shared/domain/searchKey'

export interface TreeLine {
  readonly place: Place
  /** 1 at the top, as ARIA counts. */
  readonly level: number
  readonly hasChildren: boolean
  readonly isFolded: boolean
}

export interface TreeFilter {
  readonly search: string
  readonly kinds: readonly string[]
  readonly archived: boolean
  /** Folded where the tree starts unfolded, or the other way round. */
  readonly toggled: ReadonlySet<PlaceId>
}

const byName = new Intl.Collator('en', { numeric: true })

/** Above this many places, only the two upper levels are unfolded at first. */
const shownUnfolded = 300

/**
 * The tree as a flat list, children under their parents by kind and name. A place that fits the filter keeps its
 * ancestors, so that one sees where it lies; while something is searched, nothing is folded.
 */
export function arrangeTree(places: ReadonlyMap<PlaceId, Place>, filter: TreeFilter): TreeLine[] {
  const words = searchKey(filter.search)
    .split(/\s+/u)
    .filter((word) => word !== '')
  const isSearching = words.length > 0 || filter.kinds.length > 0
  const kept = new Set<PlaceId>()
  for (const place of places.values()) {
    if (place.isArchived && !filter.archived) continue
    if (filter.kinds.length > 0 && !filter.kinds.includes(placeKind(place.id))) continue
    if (words.length > 0 && !matchesWords(place, words)) continue
    for (
      let at: Place | undefined = place;
      at !== undefined && !kept.has(at.id);
      at = at.parent === null ? undefined : places.get(at.parent)
    ) {
      kept.add(at.id)
    }
  }

  const childrenById = new Map<PlaceId | null, Place[]>()
  for (const id of kept) {
    const place = places.get(id)!
    const parent = place.parent !== null && kept.has(place.parent) ? place.parent : null
    const siblings = childrenById.get(parent)
    if (siblings === undefined) childrenById.set(parent, [place])
    else siblings.push(place)
  }

  const startsUnfolded = places.size <= shownUnfolded
  const lines: TreeLine[] = []
  const walk = (parent: PlaceId | null, level: number) => {
    const siblings = childrenById.get(parent) ?? []
    siblings.sort((a, b) => placeKind(a.id).localeCompare(placeKind(b.id)) || byName.compare(a.name, b.name))
    for (const place of siblings) {
      const hasChildren = childrenById.has(place.id)
      const isUnfolded = (startsUnfolded || level === 1) !== filter.toggled.has(place.id)
      const isFolded = hasChildren && !isSearching && !isUnfolded
      lines.push({ place, level, hasChildren, isFolded })
      if (!isFolded) walk(place.id, level + 1)
    }
  }
  walk(null, 1)
  return lines
}

export function matchesWords(place: Place, words: readonly string[]): boolean {
  const key = searchKey(`${place.name} ${place.id}`)
  return words.every((word) => key.includes(word))
}
