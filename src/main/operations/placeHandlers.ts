import { type PlaceId, parsePlaceId, placeKeyFromName, placeKind } from '../../shared/domain/ids'
import type { OrgState, Place } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import { countPeople } from './countPeople'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `place.${string}`>

export const placeHandlers: Pick<OrgHandlers, Handled> = {
  'place.list': (org, { kind, archived }) => {
    const people = countPeople(org).byPlace
    const rows = parentsFirst(org.state())
      .filter((place) => (kind === undefined || placeKind(place.id) === kind) && (archived || !place.isArchived))
      .map((place) => ({ ...place, kind: placeKind(place.id), people: people.get(place.id) ?? 0 }))
    return done(rows)
  },

  'place.add': (org, { kind, key, name, parent }) => {
    const state = org.state()
    const kinds = state.blueprint.placeKinds.map((one) => one.key)
    if (!kinds.includes(kind)) {
      return failed('unknown-kind', `There are no places of kind “${kind}” here. The kinds are ${kinds.join(', ')}.`)
    }
    const id = parsePlaceId.safeParse(`${kind}:${key ?? placeKeyFromName(name)}`)
    if (!id.success) {
      return failed('bad-input', `“${key ?? name}” makes no key for a place. Use letters and digits.`, { at: 'name' })
    }
    if (state.places.has(id.data)) {
      const there = state.places.get(id.data)!
      return failed(
        'place-exists',
        `${there.name} exists already as ${id.data}${there.isArchived ? ' and is archived. Bring it back instead' : ''}. Choose another name or key.`,
      )
    }
    if (parent !== null && !state.places.has(parent)) return unknownPlace(parent)
    const applied = org.apply({
      intents: [{ kind: 'place.create', body: { rows: [{ place: id.data, from: null, to: { name, parent } }] } }],
      personal: [],
    })
    return applied.ok ? done({ ...presentApplied(applied.value), place: id.data }) : applied
  },

  'place.edit': (org, { place: id, name, parent, archived }) => {
    const place = org.state().places.get(id)
    if (place === undefined) return unknownPlace(id)
    if (parent != null && !org.state().places.has(parent)) return unknownPlace(parent)
    const from: Partial<Omit<Place, 'id'>> = {}
    const to: { -readonly [Key in keyof typeof from]: (typeof from)[Key] } = {}
    const wanted = { name, parent, isArchived: archived }
    for (const field of ['name', 'parent', 'isArchived'] as const) {
      if (wanted[field] === undefined || wanted[field] === place[field]) continue
      Object.assign(from, { [field]: place[field] })
      Object.assign(to, { [field]: wanted[field] })
    }
    if (Object.keys(to).length === 0)
      return failed('nothing-to-change', 'It is so already: there is nothing to change.')
    const applied = org.apply({
      intents: [{ kind: 'place.edit', body: { rows: [{ place: id, from, to }] } }],
      personal: [],
    })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },
}

function unknownPlace(id: PlaceId): ReturnType<typeof failed<'unknown-place'>> {
  return failed(
    'unknown-place',
    `There is no place “${id}” in this organization. \`place list\` and the Places screen show them all.`,
  )
}

const byName = new Intl.Collator('en', { numeric: true })

/** Every place after the one it lies under; siblings by name. */
function parentsFirst(state: OrgState): Place[] {
  const childrenOf = new Map<PlaceId | null, Place[]>()
  for (const place of state.places.values()) {
    const siblings = childrenOf.get(place.parent)
    if (siblings === undefined) childrenOf.set(place.parent, [place])
    else siblings.push(place)
  }
  const ordered: Place[] = []
  const visit = (parent: PlaceId | null) => {
    const children = childrenOf.get(parent) ?? []
    children.sort((a, b) => placeKind(a.id).localeCompare(placeKind(b.id)) || byName.compare(a.name, b.name))
    for (const place of children) {
      ordered.push(place)
      visit(place.id)
    }
  }
  visit(null)
  return ordered
}
