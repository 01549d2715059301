import type { ChangeRow } from '../../../shared/domain/change'
import { parsePlaceId, placeKeyFromName, placeKind, type PlaceId } from '../../../shared/domain/ids'
import type { OrgState, Place } from '../../../shared/domain/orgState'
import { locationWord, type Setup, type SetupPlace, type SetupTemplate } from '../../../shared/domain/setup'
import { didYouMean } from './closestWord'
import { describePlaces, indexChildren, renamed } from './describePlaces'
import { findPlace, isUnder, plainName, sameName } from './findPlace'
import type { PlanLine, SetupPath, SetupProblem } from './setupPlan'

/** A place of the setup, found or to be added. */
export interface WantedPlace {
  readonly id: PlaceId
  readonly name: string
  readonly path: SetupPath
}

export interface PlannedPlaces {
  readonly location: WantedPlace | null
  /** The location first. */
  readonly all: readonly WantedPlace[]
  /** Where a place of the copied location is taken over to, the location itself included. */
  readonly copyOf: ReadonlyMap<PlaceId, PlaceId>
  readonly lines: readonly PlanLine[]
  readonly problems: readonly SetupProblem[]
  readonly newPlaces: readonly (readonly ChangeRow<'place.create'>[])[]
  readonly edits: readonly ChangeRow<'place.edit'>[]
}

const deepest = 8
const most = 1000

/**
 * The location of a setup and what lies under it, against the places that there are. A place is recognized by its key
 * where one is written, otherwise by kind and name under the same place.
 */
export function planSetupPlaces(state: OrgState, setup: Setup, template: SetupTemplate | null): PlannedPlaces {
  const lines: PlanLine[] = []
  const problems: SetupProblem[] = []
  const newPlaces: ChangeRow<'place.create'>[][] = []
  const edits: ChangeRow<'place.edit'>[] = []
  const all: WantedPlace[] = []
  const copyOf = new Map<PlaceId, PlaceId>()
  const taken = new Set<PlaceId>()
  // A key that is written belongs to the place it is written at, whatever stands before it.
  const keyed = new Set([...idsWritten(setup.places ?? []), ...idsWritten(template?.places ?? [])])
  const writtenIds = new Set<PlaceId>()
  /** By what one sees of a place: what it lies under, its kind and its name. */
  const idBySight = new Map<string, PlaceId>()
  const childrenOf = indexChildren(state)
  const kindByKey = new Map(state.blueprint.placeKinds.map((kind) => [kind.key, kind]))
  const complain = (code: string, path: SetupPath, text: string) => void problems.push({ code, path, text })
  const nameOf = (id: PlaceId) => all.find((one) => one.id === id)?.name ?? state.places.get(id)?.name ?? id

  const location = identifyLocation()
  if (location !== null) {
    take(location.id, setup.location.name, ['location'])
    put('location', setup.location.name, location.id, location.parent, ['location'], 0)
    copyPlaces(location.id)
    if (template !== null) {
      walk(renamed(template.places, locationWord, setup.location.name), location.id, ['template'], false, 1, new Map())
    }
    walk(setup.places ?? [], location.id, ['places'], true, 1, new Map())
    matchCopied(location.id)
  }
  return { location: all[0] ?? null, all, copyOf, lines, problems, newPlaces, edits }

  function take(id: PlaceId, name: string, path: SetupPath): void {
    all.push({ id, name, path })
    taken.add(id)
  }

  /** Says what becomes of one place. */
  function put(kind: string, name: string, id: PlaceId, parent: PlaceId | null, path: SetupPath, depth: number): void {
    const there = state.places.get(id)
    if (there === undefined) {
      const kindName = kindByKey.get(kind)?.name.toLowerCase() ?? kind
      const where = parent === null ? '' : ` under ${nameOf(parent)}`
      lines.push({ mark: '+', about: 'place', path, text: `Add the ${kindName} ${name}${where} (${id}).` })
      for (let level = newPlaces.length; level <= depth; level += 1) newPlaces.push([])
      newPlaces[depth]!.push({ place: id, from: null, to: { name, parent } })
      return
    }
    const deeds: string[] = []
    const from: { name?: string; parent?: PlaceId | null; isArchived?: boolean } = {}
    const to: typeof from = {}
    if (there.isArchived) {
      deeds.push(`bring ${there.name} back from the archive`)
      from.isArchived = true
      to.isArchived = false
    }
    if (there.name !== name) {
      deeds.push(`rename ${there.name} to ${name}`)
      from.name = there.name
      to.name = name
    }
    if (there.parent !== parent) {
      const before = there.parent === null ? '' : `, away from ${nameOf(there.parent)}`
      deeds.push(`move ${there.name} ${parent === null ? 'to the top' : `under ${nameOf(parent)}`}${before}`)
      from.parent = there.parent
      to.parent = parent
    }
    if (deeds.length === 0) {
      lines.push({ mark: '=', about: 'place', path, text: `${name} is there (${id}).` })
      return
    }
    edits.push({ place: id, from, to })
    const text = deeds.join(', and ')
    lines.push({ mark: '~', about: 'place', path, text: `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.` })
  }

  function identifyLocation(): { id: PlaceId; parent: PlaceId | null } | null {
    const { name, key, under } = setup.location
    const named = under === undefined ? null : findPlace(state, under)
    // Goes on without it, so that everything wrong is named at once.
    if (typeof named === 'string') complain('unknown-place', ['location', 'under'], named)
    const above: Place | null = typeof named === 'string' ? null : named
    if (above !== null && placeKind(above.id) !== 'location') {
      complain('bad-parent', ['location', 'under'], `A location cannot lie under ${above.name}. Name a location.`)
      return null
    }
    const at: SetupPath = ['location', key === undefined ? 'name' : 'key']
    if (key === undefined) {
      const alike = [...state.places.values()].filter(
        (place) => placeKind(place.id) === 'location' && sameName(place.name, name),
      )
      const meant = alike.length > 1 && above !== null ? alike.filter((place) => place.parent === above.id) : alike
      if (meant.length > 1) {
        const ids = meant.map((place) => place.id).join(', ')
        const text = `There are ${meant.length} locations “${name}” (${ids}). Write the key of the one that is meant.`
        complain('ambiguous', at, text)
        return null
      }
      if (meant[0] !== undefined) return placed(meant[0].id)
    }
    const id = parsePlaceId.safeParse(`location:${key ?? placeKeyFromName(name)}`)
    if (!id.success) {
      complain('bad-key', at, `“${key ?? name}” makes no key for a place. Use letters and digits.`)
      return null
    }
    const there = state.places.get(id.data)
    if (there !== undefined && key === undefined) {
      complain('key-taken', at, `${there.name} has the key ${id.data} already. Write another key beside the name.`)
      return null
    }
    return placed(id.data)

    function placed(found: PlaceId): { id: PlaceId; parent: PlaceId | null } | null {
      if (above === null) return { id: found, parent: state.places.get(found)?.parent ?? null }
      if (isUnder(state, above.id, found)) {
        const text = `${above.name} is ${setup.location.name} or lies under it: a place cannot lie under itself.`
        complain('bad-parent', ['location', 'under'], text)
        return null
      }
      return { id: found, parent: above.id }
    }
  }

  /** The places of another location, with its name in theirs replaced. */
  function copyPlaces(here: PlaceId): void {
    if (setup.copy === undefined) return
    const at: SetupPath = ['copy', 'from']
    const source = findPlace(state, setup.copy.from)
    if (typeof source === 'string') return complain('unknown-place', at, source)
    if (placeKind(source.id) !== 'location') {
      return complain('not-a-location', at, `${source.name} is not a location. Copy from a location.`)
    }
    if (source.id === here) {
      return complain('copy-of-itself', at, `${source.name} cannot be copied onto itself.`)
    }
    copyOf.set(source.id, here)
    if (setup.copy.places === false) return
    const { places, sources } = placesOfCopied(source)
    walk(places, here, at, false, 1, sources)
  }

  function placesOfCopied(source: Place): { places: SetupPlace[]; sources: ReadonlyMap<SetupPlace, PlaceId> } {
    const sources = new Map<SetupPlace, PlaceId>()
    const places = describePlaces(childrenOf, source.id, sources)
    return { places: renamed(places, source.name, setup.location.name, sources), sources }
  }

  /** Without the places of the copied location, those that are written with the same kind and name stand for them. */
  function matchCopied(here: PlaceId): void {
    const source = [...copyOf].find(([, copy]) => copy === here)?.[0]
    if (setup.copy?.places !== false || source === undefined) return
    const { places, sources } = placesOfCopied(state.places.get(source)!)
    const match = (list: readonly SetupPlace[], parent: PlaceId): void => {
      for (const place of list) {
        const id = idBySight.get(sightOf(parent, place))
        if (id === undefined) continue
        copyOf.set(sources.get(place)!, id)
        match(place.places ?? [], id)
      }
    }
    match(places, here)
  }

  /** `isWritten`: each place has a path of its own; otherwise all stand where they are taken from. */
  function walk(
    places: readonly SetupPlace[],
    parent: PlaceId,
    above: SetupPath,
    isWritten: boolean,
    depth: number,
    sources: ReadonlyMap<SetupPlace, PlaceId>,
  ): void {
    for (const [index, place] of places.entries()) {
      const path = isWritten ? [...above, index] : above
      if (all.length > most) return complain('too-many', path, `A setup has at most ${most} places.`)
      if (depth > deepest) return complain('too-deep', path, `Places of a setup lie at most ${deepest} deep.`)
      const sight = sightOf(parent, place)
      const same = place.key === undefined && isWritten ? idBySight.get(sight) : undefined
      if (same !== undefined && !writtenIds.has(same)) {
        // Written and taken over: one place.
        walk(place.places ?? [], same, [...path, 'places'], isWritten, depth + 1, sources)
        continue
      }
      const id = identify(place, parent, (field) => (isWritten ? [...path, field] : path))
      if (id === null) continue
      if (isWritten) writtenIds.add(id)
      idBySight.set(sight, id)
      take(id, place.name, path)
      const source = sources.get(place)
      if (source !== undefined) copyOf.set(source, id)
      put(place.kind, place.name, id, parent, path, depth)
      walk(place.places ?? [], id, isWritten ? [...path, 'places'] : path, isWritten, depth + 1, sources)
    }
  }

  function isFree(id: PlaceId): boolean {
    return !taken.has(id) && !keyed.has(id)
  }

  function identify(place: SetupPlace, parent: PlaceId, at: (field: string) => SetupPath): PlaceId | null {
    const kind = kindByKey.get(place.kind)
    const refuse = (code: string, field: string, text: string) => {
      complain(code, at(field), text)
      return null
    }
    if (place.kind === 'product') {
      const text = 'The products of the account come with its blueprint. Name those that are used under products.'
      return refuse('unknown-kind', 'kind', text)
    }
    if (kind === undefined) {
      const known = [...kindByKey.keys()].filter((key) => key !== 'product')
      return refuse(
        'unknown-kind',
        'kind',
        `There are no places of kind “${place.kind}” here.${didYouMean(place.kind, known)}`,
      )
    }
    const kindAbove = placeKind(parent)
    if (kindAbove !== 'location' && !kind.under.includes(kindAbove)) {
      return refuse('bad-parent', 'kind', `A ${kind.name.toLowerCase()} cannot lie under ${nameOf(parent)}.`)
    }
    const wanted = place.key ?? placeKeyFromName(place.name)
    const field = place.key === undefined ? 'name' : 'key'
    const id = parsePlaceId.safeParse(`${place.kind}:${wanted}`)
    if (!id.success) {
      return refuse('bad-key', field, `“${place.key ?? place.name}” makes no key for a place. Use letters and digits.`)
    }
    if (place.key !== undefined) {
      if (taken.has(id.data)) return refuse('twice', field, `${id.data} stands twice in this setup. Write it once.`)
      if (isUnder(state, parent, id.data)) {
        return refuse(
          'bad-parent',
          field,
          `${nameOf(id.data)} includes ${nameOf(parent)}: a place cannot lie under itself.`,
        )
      }
      return id.data
    }
    const alike = (childrenOf.get(parent) ?? []).find(
      (child) => placeKind(child.id) === place.kind && sameName(child.name, place.name) && isFree(child.id),
    )
    if (alike !== undefined) return alike.id
    const free = keysToTry(place.kind, wanted, all[0]!.id).find((each) => !state.places.has(each) && isFree(each))
    return free ?? refuse('key-taken', field, `The key ${id.data} is used already. Write another key beside the name.`)
  }
}

function idsWritten(places: readonly SetupPlace[]): PlaceId[] {
  return places.flatMap(({ kind, key, places: under }) => [
    ...(key === undefined ? [] : [`${kind}:${key}` as PlaceId]),
    ...idsWritten(under ?? []),
  ])
}

function sightOf(parent: PlaceId, { kind, name }: SetupPlace): string {
  return JSON.stringify([parent, kind, plainName(name)])
}

/** The key made from the name, then with the location's key behind it, since the first may be used elsewhere. */
function keysToTry(kind: string, key: string, here: PlaceId): PlaceId[] {
  return [key, `${key}-${here.slice('location:'.length)}`].flatMap((each) => {
    const id = parsePlaceId.safeParse(`${kind}:${each}`)
    return id.success ? [id.data] : []
  })
}
