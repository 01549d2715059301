import type { RoleKey } from '../../../shared/domain/ids'
import { hereWord, locationWord, type Setup, setupFormat, type SetupPlace } from '../../../shared/domain/setup'

/** A place under the location, as a line of the form. */
export interface DraftPlace {
  /** Of this form alone. */
  readonly id: string
  readonly parent: string | null
  readonly kind: string
  readonly name: string
  /** Empty: made from the name. */
  readonly key: string
}

export interface DraftPerson {
  readonly email: string
  readonly name: string
  readonly role: string
  /** Somebody of the organization, who is only assigned. */
  readonly isKnown: boolean
  /** `here`, or the ids of draft places. */
  readonly at: readonly string[]
  /** Permissions of their own at the location. */
  readonly grants: readonly string[]
}

/** What somebody has put together so far. Kept in the org file until it is applied. */
export interface LocationDraft {
  readonly step: number
  readonly start: 'blank' | 'location' | 'template'
  readonly copyFrom: string | null
  readonly copyPeople: 'none' | 'managers' | 'everyone'
  readonly template: string | null
  readonly name: string
  readonly key: string
  readonly under: string | null
  readonly places: readonly DraftPlace[]
  readonly people: readonly DraftPerson[]
  readonly products: readonly string[]
  readonly wanted: readonly { readonly role: string; readonly atLeast: number }[]
}

export const emptyDraft: LocationDraft = {
  step: 0,
  start: 'blank',
  copyFrom: null,
  copyPeople: 'none',
  template: null,
  name: '',
  key: '',
  under: null,
  places: [],
  people: [],
  products: [],
  wanted: [],
}

export const stepNames = ['Start', 'Details', 'Places', 'People', 'Gaps', 'Review'] as const

/** Somebody's draft from the org file; null when it is of another shape. */
export function readDraft(value: unknown): LocationDraft | null {
  if (typeof value !== 'object' || value === null) return null
  const draft = { ...emptyDraft, ...(value as Partial<LocationDraft>) }
  const areLists = [draft.places, draft.people, draft.products, draft.wanted].every(Array.isArray)
  return areLists && typeof draft.name === 'string' && typeof draft.step === 'number' ? draft : null
}

/** What main takes: the same as a setup file holds. Empty lines of the form are left out. */
export function draftToSetup(draft: LocationDraft): Setup {
  const named = draft.places.filter((place) => place.name.trim() !== '')
  const nameById = new Map(named.map((place) => [place.id, place.name.trim()]))
  const list = <Value>(values: readonly Value[]) => (values.length === 0 ? undefined : [...values])
  return withoutGaps<Setup>({
    format: setupFormat,
    location: withoutGaps({
      name: draft.name.trim(),
      key: draft.key.trim() === '' ? undefined : draft.key.trim(),
      under: draft.under ?? undefined,
    }),
    copy:
      draft.start === 'location' && draft.copyFrom !== null && draft.copyPeople !== 'none'
        ? { from: draft.copyFrom, places: false, people: draft.copyPeople }
        : undefined,
    places: list(placesUnder(draft.places, null)),
    people: list(
      draft.people.map((person) =>
        withoutGaps({
          email: person.email,
          name: person.isKnown ? undefined : person.name,
          role: person.isKnown ? undefined : (person.role as RoleKey),
          at: person.at.flatMap((id) => (id === hereWord ? [hereWord] : (nameById.get(id) ?? []))),
          grants: list(person.grants.map((permission) => ({ do: permission as never }))),
        }),
      ),
    ),
    products: list(draft.products),
    wanted: list(draft.wanted.map(({ role, atLeast }) => ({ role: role as RoleKey, atLeast }))),
  })
}

function placesUnder(places: readonly DraftPlace[], parent: string | null): SetupPlace[] {
  return places
    .filter((place) => place.parent === parent && place.name.trim() !== '')
    .map(({ id, kind, name, key }) => {
      const under = placesUnder(places, id)
      return withoutGaps({
        kind,
        name: name.trim(),
        key: key.trim() === '' ? undefined : key.trim(),
        places: under.length === 0 ? undefined : under,
      })
    })
}

interface KnownPlace {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly parent: string | null
}

/** The places under a location as lines of the form, with its name in theirs replaced. */
export function placesOfLocation(all: readonly KnownPlace[], from: string, newName: string): DraftPlace[] {
  const source = all.find((place) => place.id === from)
  const visit = (parent: string, draftParent: string | null): DraftPlace[] =>
    all
      .filter((place) => place.parent === parent && place.kind !== 'location')
      .flatMap((place) => [
        {
          id: place.id,
          parent: draftParent,
          kind: place.kind,
          name: replaceWord(place.name, source?.name ?? '', newName),
          key: '',
        },
        ...visit(place.id, place.id),
      ])
  return visit(from, null)
}

/** The places of a template as lines of the form. */
export function placesOfTemplate(places: readonly SetupPlace[], newName: string): DraftPlace[] {
  const visit = (list: readonly SetupPlace[], parent: string | null, path: string): DraftPlace[] =>
    list.flatMap((place, index) => {
      const id = `${path}/${index}`
      const line = {
        id,
        parent,
        kind: place.kind,
        name: replaceWord(place.name, locationWord, newName),
        key: place.key ?? '',
      }
      return [line, ...visit(place.places ?? [], id, id)]
    })
  return visit(places, null, 'template')
}

function replaceWord(text: string, word: string, by: string): string {
  if (word === '' || by === '') return text
  const at = text.toLowerCase().indexOf(word.toLowerCase())
  return at === -1 ? text : text.slice(0, at) + by + replaceWord(text.slice(at + word.length), word, by)
}

/** A line of the form gone, with what lies under it, and from where people were assigned. */
export function withoutPlace(draft: LocationDraft, id: string): LocationDraft {
  const gone = new Set([id])
  for (const place of draft.places) if (place.parent !== null && gone.has(place.parent)) gone.add(place.id)
  return {
    ...draft,
    places: draft.places.filter((place) => !gone.has(place.id)),
    people: draft.people.map((person) => ({ ...person, at: person.at.filter((at) => !gone.has(at)) })),
  }
}

/** Lines of the form, each after the one it lies under, with how deep it lies. */
export function inOrder(places: readonly DraftPlace[]): { readonly place: DraftPlace; readonly depth: number }[] {
  const visit = (parent: string | null, depth: number): { place: DraftPlace; depth: number }[] =>
    places
      .filter((place) => place.parent === parent)
      .flatMap((place) => [{ place, depth }, ...visit(place.id, depth + 1)])
  return visit(null, 0)
}

type Optional<Value> = { [Key in keyof Value]: Value[Key] | undefined }

function withoutGaps<Value extends object>(value: Optional<Value>): Value {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Value
}
