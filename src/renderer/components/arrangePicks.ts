export interface PickablePlace {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly parent: string | null
  /** Why it cannot be chosen; left out when it can. */
  readonly refusedBecause?: string
  /** Somebody has it already: it stands in the tree, with what lies under it, and is not chosen again. */
  readonly isTaken?: boolean
}

export interface PickLine {
  readonly place: PickablePlace
  /** 1 at the top, as ARIA counts. */
  readonly level: number
  readonly hasChildren: boolean
  readonly isOpen: boolean
  /** Lies under one that is chosen or taken. */
  readonly isIncluded: boolean
}

const smallTree = 60

const byName = new Intl.Collator('en', { numeric: true })

/**
 * A tree of places as lines. What is searched is shown with what it lies under; otherwise only open branches are. Where
 * something can be chosen comes before what is locked as a whole.
 */
export function arrangePicks(
  places: readonly PickablePlace[],
  search: string,
  kind: string | null,
  open: ReadonlySet<string>,
  chosen: ReadonlySet<string>,
): readonly PickLine[] {
  const byId = new Map(places.map((place) => [place.id, place]))
  const wanted = search.trim().toLowerCase()
  const isNarrowed = wanted !== '' || kind !== null
  const kept = new Set<string>()
  for (const place of places) {
    if (kind !== null && place.kind !== kind) continue
    if (wanted !== '' && !`${place.name} ${place.id}`.toLowerCase().includes(wanted)) continue
    for (let at: PickablePlace | undefined = place; at !== undefined && !kept.has(at.id);) {
      kept.add(at.id)
      at = at.parent === null ? undefined : byId.get(at.parent)
    }
  }
  const children = new Map<string | null, PickablePlace[]>()
  for (const place of places) {
    if (!kept.has(place.id)) continue
    const parent = place.parent !== null && byId.has(place.parent) ? place.parent : null
    children.set(parent, [...(children.get(parent) ?? []), place])
  }
  const leading = placesToGive(places)
  const lines: PickLine[] = []
  const walk = (parent: string | null, level: number, isIncluded: boolean) => {
    const siblings = (children.get(parent) ?? []).toSorted(
      (a, b) =>
        Number(leading.has(b.id)) - Number(leading.has(a.id)) ||
        byName.compare(a.kind, b.kind) ||
        byName.compare(a.name, b.name),
    )
    for (const place of siblings) {
      const hasChildren = children.has(place.id)
      const isOpen = hasChildren && (isNarrowed || open.has(place.id))
      lines.push({ place, level, hasChildren, isOpen, isIncluded })
      if (isOpen) walk(place.id, level + 1, isIncluded || chosen.has(place.id) || place.isTaken === true)
    }
  }
  walk(null, 1, false)
  return lines
}

/** Which branches lie open before anybody has folded one: all of a small tree; of a large one the ways past locked places. */
export function openAtFirst(places: readonly PickablePlace[]): ReadonlySet<string> {
  if (places.length <= smallTree) return new Set(places.map(({ id }) => id))
  const leading = placesToGive(places)
  return new Set(
    places.flatMap(({ id, refusedBecause }) => (refusedBecause !== undefined && leading.has(id) ? [id] : [])),
  )
}

/** The places that can be chosen, and those that one of them lies under. */
function placesToGive(places: readonly PickablePlace[]): ReadonlySet<string> {
  const byId = new Map(places.map((place) => [place.id, place]))
  const leading = new Set<string>()
  for (const place of places) {
    if (place.refusedBecause !== undefined) continue
    for (let at: PickablePlace | undefined = place; at !== undefined && !leading.has(at.id);) {
      leading.add(at.id)
      at = at.parent === null ? undefined : byId.get(at.parent)
    }
  }
  return leading
}
