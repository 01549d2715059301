import { parsePlaceId, placeKeyFromName, type PlaceId } from '../../shared/domain/ids'
import type { OrgState, Place } from '../../shared/domain/orgState'

/** A place of the organization, or one that the import creates. */
export interface FoundPlace {
  readonly id: PlaceId
  readonly name: string
  readonly isNew: boolean
}

export type PlaceFinder = (cell: string) => { readonly places: readonly FoundPlace[] } | { readonly problem: string }

const nameLimit = 200
const placesPerPerson = 1000

/**
 * Reads cells that name places: by name, by key or as `kind:key`, in any case, several split on `,` `;` or `|`.
 * What the organization does not have is new, of the given kind, when `createPlaces` allows it.
 */
export function makePlaceFinder(state: OrgState, kindOfNew: string, createPlaces: boolean): PlaceFinder {
  const byName = new Map<string, Place[]>()
  for (const place of state.places.values()) {
    const word = nameWord(place.name)
    byName.set(word, [...(byName.get(word) ?? []), place])
  }
  const kinds = state.blueprint.placeKinds

  function findOne(text: string): FoundPlace | string {
    if (text.length > nameLimit)
      return `A place has a name of more than ${nameLimit} characters: “${text.slice(0, 40)}…”.`
    const asId = state.places.get(text.toLowerCase() as PlaceId)
    if (asId !== undefined) return existing(asId)

    const named = byName.get(nameWord(text)) ?? []
    const sameKind = named.filter((place) => place.id.startsWith(`${kindOfNew}:`))
    const inUse = (sameKind.length > 0 ? sameKind : named).filter((place) => !place.isArchived)
    if (inUse.length > 1) {
      return `“${text}” names ${inUse.length} places (${inUse.map((place) => place.id).join(', ')}). Write the one that is meant.`
    }
    const [only] = inUse.length === 1 ? inUse : named
    if (only !== undefined) return existing(only)

    const prefixed = /^([a-z][a-z-]*):(\S+)$/i.exec(text)
    const kindKey = prefixed?.[1]?.toLowerCase() ?? kindOfNew
    if (!kinds.some((kind) => kind.key === kindKey)) {
      return `“${text}” is of no known kind. The kinds here are ${kinds.map((kind) => kind.key).join(', ')}.`
    }
    const name = prefixed?.[2] ?? text
    const parsed = parsePlaceId.safeParse(`${kindKey}:${placeKeyFromName(name)}`)
    if (!parsed.success) return `“${text}” cannot be the name of a place: it has neither letters nor digits.`
    const byKey = state.places.get(parsed.data)
    if (byKey !== undefined) return existing(byKey)
    if (kindKey === 'product')
      return `There is no product “${name}”. The products of the account come with its blueprint.`
    if (!createPlaces) return `There is no place “${text}”. Add it first, or let the import create new places.`
    return { id: parsed.data, name: collapse(name), isNew: true }
  }

  return (cell) => {
    const whole = collapse(cell)
    if (whole === '') return { places: [] }
    const isOneName = byName.has(nameWord(whole))
    const texts = isOneName
      ? [whole]
      : whole
          .split(/[,;|]/)
          .map(collapse)
          .filter((text) => text !== '')
    const places = new Map<PlaceId, FoundPlace>()
    for (const text of texts) {
      const found = findOne(text)
      if (typeof found === 'string') return { problem: found }
      if (!places.has(found.id)) places.set(found.id, found)
    }
    if (places.size > placesPerPerson)
      return { problem: `${places.size} places are more than one person can have (${placesPerPerson}).` }
    return { places: [...places.values()] }
  }
}

function existing(place: Place): FoundPlace | string {
  return place.isArchived
    ? `${place.name} is archived. Bring it back first, or take it out of the file.`
    : { id: place.id, name: place.name, isNew: false }
}

function collapse(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

function nameWord(name: string): string {
  return collapse(name).toLowerCase()
}
