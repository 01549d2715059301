import { callBoth } from '../../shared/domain/callBoth'
import type { AccessDifference } from '../../shared/domain/decision'
import type { Intent, PersonalValue } from '../../shared/domain/change'
import { type PlaceId, parsePlaceId, placeKeyFromName, placeKind, type StaffId } from '../../shared/domain/ids'
import type { OrgState, Place } from '../../shared/domain/orgState'
import { done, failed } from '../../shared/domain/result'
import { searchKey } from '../../shared/domain/searchKey'
import { explainEdit } from '../engine/explainEdit'
import { explainGivePlaces } from '../engine/explainGive'
import { reachesAt } from '../engine/reachesAt'
import type { Org } from '../org/Org'
import { personalValue } from '../org/personalValues'
import { listStaff } from '../store/queries/listStaff'
import { arrangeTree, matchesWords } from './arrangeTree'
import { countPeople } from './countPeople'
import { planMerge } from './mergePlaces'
import { markPending } from './pendingThings'
import { presentApplied, presentPlace, presentRole } from './present'
import { previewImpact } from './previewImpact'
import { placesUnder, seeingPerson, seenBy } from './seenBy'
import type { OrgHandlers } from './session'

type Handled = Extract<keyof OrgHandlers, `place.${string}`>

export const placeHandlers: Pick<OrgHandlers, Handled> = {
  'place.list': (org, { kind, archived }) => {
    const people = countPeople(org).byPlace
    const rows = parentsFirst(org.state())
      .filter((place) => (kind === undefined || placeKind(place.id) === kind) && (archived || !place.isArchived))
      .map((place) => ({ ...place, kind: placeKind(place.id), people: people.get(place.id) ?? 0 }))
    return done(markPending(org, 'place', rows))
  },

  'place.refused': (org) => {
    const { actor } = org
    if (actor === null) return done([])
    const about = { who: actor, atMs: org.now() }
    return done(
      [...org.state().places.values()].flatMap(({ id, isArchived }) => {
        if (isArchived) return []
        const decision = explainGivePlaces(org.rules(), { ...about, places: [id] })
        return decision.allowed ? [] : [{ place: id, because: decision.because[0]?.text ?? '' }]
      }),
    )
  },

  'place.tree': (org, { offset, limit, toggled, ...filter }) => {
    const { places, blueprint } = org.state()
    const lines = arrangeTree(places, { ...filter, toggled: new Set(toggled) })
    const page = lines.slice(offset, offset + limit)
    const rows = markPending(
      org,
      'place',
      page.map(({ place }) => presentRow(org, place)),
    )
    const all = [...places.values()]
    return done({
      total: lines.length,
      lines: page.map((line, i) => ({ ...line, place: rows[i]! })),
      counts: {
        all: all.length,
        archived: all.filter((place) => place.isArchived).length,
        byKind: blueprint.placeKinds.map(({ key }) => ({
          kind: key,
          places: all.filter((place) => !place.isArchived && placeKind(place.id) === key).length,
        })),
      },
    })
  },

  'place.search': (org, { text, kinds, parentFor, limit }) => {
    const state = org.state()
    const words = searchKey(text)
      .split(/\s+/u)
      .filter((word) => word !== '')
    const found: Place[] = []
    for (const place of state.places.values()) {
      if (place.isArchived || (kinds.length > 0 && !kinds.includes(placeKind(place.id)))) continue
      if (words.length > 0 && !matchesWords(place, words)) continue
      if (parentFor !== undefined && pathOf(state, place).some((above) => above.id === parentFor)) continue
      if (place.id !== parentFor) found.push(place)
    }
    found.sort((a, b) => byName.compare(a.name, b.name))
    return done(
      found.slice(0, limit).map((place) => ({
        ...presentRow(org, place),
        path: pathOf(state, place).map((above) => above.name),
      })),
    )
  },

  'place.show': (org, { place: id }) => {
    const state = org.state()
    const place = state.places.get(id)
    if (place === undefined) return unknownPlace(id)
    const children = [...state.places.values()].filter((other) => other.parent === id && !other.isArchived).length
    const decision =
      org.actor === null
        ? null
        : explainEdit(org.rules(), { who: org.actor, edit: 'places.edit', touched: [id], atMs: org.now() })
    const mayEdit =
      org.mode === 'read-only' || decision === null
        ? { allowed: false, because: org.readOnlyBecause ?? 'This organization is open for reading only.' }
        : { allowed: decision.allowed, because: decision.allowed ? '' : (decision.because[0]?.text ?? '') }
    return done({
      place: markPending(org, 'place', [presentRow(org, place)])[0]!,
      path: pathOf(state, place).map((above) => presentPlace(state, above.id)),
      children,
      peopleUnder: listPeopleAt(org, [...placesUnder(state, [id])], { search: '', offset: 0, limit: 1 }).total,
      mayEdit,
    })
  },

  'place.access': (org, { place: id, ...wanted }) => {
    const state = org.state()
    const place = state.places.get(id)
    if (place === undefined) return unknownPlace(id)
    const areas = new Map(state.blueprint.areas.map((area) => [area.key, area.name]))
    const permissions = state.blueprint.permissions.filter((permission) => permission.class === 'place')
    const keys = permissions.map((permission) => permission.key)
    // Whoever is assigned above is here too.
    const here = new Set([id, ...pathOf(state, place).map((above) => above.id)])
    const { total, ids } = listPeopleAt(org, [...here], wanted)
    return done({
      permissions: permissions.map(({ key, name, area }) => ({ key, name, area: areas.get(area) ?? area })),
      total,
      rows: ids.map((staffId) => {
        const person = state.staff.get(staffId)!
        const role = presentRole(state, person.role)
        return {
          staffId,
          name: person.name,
          email: person.email,
          role: role.name,
          rank: role.rank,
          state: person.state,
          through: person.assignments
            .filter((assignment) => here.has(assignment.place))
            .map((assignment) => state.places.get(assignment.place)?.name ?? assignment.place),
          reaches: reachesAt(org.rules(), staffId, id, keys, org.now()),
        }
      }),
    })
  },

  'place.preview': (org, { place: id, parent, archived, limit }) => {
    const place = org.state().places.get(id)
    if (place === undefined) return unknownPlace(id)
    const intent = editOf(place, { parent, isArchived: archived })
    if (intent === null) return nothingToChange
    return done(
      previewImpact(org, { intents: [intent], personal: [] }, { limit, retell: insideOf(org.state(), place) }),
    )
  },

  'place.previewMerge': (org, { from, into, limit }) => {
    const merge = planMergeHere(org, from, into, null)
    if (!merge.ok) return merge
    const { intents, people, grants, children, inRestore, archives } = merge.value
    const shown = previewImpact(org, { intents, personal: [] }, { limit })
    return done({ ...shown, people, grants, children, inRestore, archives })
  },

  'place.merge': async (org, { from, into }, { host }) => {
    const state = org.state()
    const called = (id: PlaceId) => ({ name: state.places.get(id)?.name ?? id, apart: id })
    const words = `Merged ${callBoth(called(from), called(into)).join(' into ')}.`
    const note = org.actor === null ? null : personalValue(host.sources, org.actor, 'note', words)
    const merge = planMergeHere(org, from, into, note)
    if (!merge.ok) return merge
    const { intents, people, grants, children } = merge.value
    const applied = await org.applyInSteps({ intents, personal: note === null ? [] : [note] })
    return applied.ok ? done({ ...presentApplied(applied.value), people, grants, children }) : applied
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
    const intent = editOf(place, { name, parent, isArchived: archived })
    if (intent === null) return nothingToChange
    const applied = org.apply({ intents: [intent], personal: [] })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },
}

const nothingToChange = failed('nothing-to-change', 'It is so already: there is nothing to change.')
const notYours = failed('not-allowed', 'These places cannot be merged by you. Ask somebody of the top role.')

/** The edit that gives a place what is wanted and does not hold yet; null when nothing is left to do. */
function editOf(
  place: Place,
  wanted: { readonly [Field in 'name' | 'parent' | 'isArchived']?: Place[Field] | undefined },
): Intent | null {
  const from: Partial<Omit<Place, 'id'>> = {}
  const to: { -readonly [Key in keyof typeof from]: (typeof from)[Key] } = {}
  for (const field of ['name', 'parent', 'isArchived'] as const) {
    if (wanted[field] === undefined || wanted[field] === place[field]) continue
    Object.assign(from, { [field]: place[field] })
    Object.assign(to, { [field]: wanted[field] })
  }
  if (Object.keys(to).length === 0) return null
  return { kind: 'place.edit', body: { rows: [{ place: place.id, from, to }] } }
}

function presentRow(org: Org, place: Place) {
  return { ...place, kind: placeKind(place.id), people: countPeople(org).byPlace.get(place.id) ?? 0 }
}

/** What a place lies under, from the top down. */
function pathOf(state: OrgState, place: Place): Place[] {
  const path: Place[] = []
  const passed = new Set<PlaceId>([place.id])
  for (let at = place.parent; at !== null && !passed.has(at);) {
    passed.add(at)
    const above = state.places.get(at)
    if (above === undefined) break
    path.unshift(above)
    at = above.parent
  }
  return path
}

interface PeopleWanted {
  readonly search: string
  readonly offset: number
  readonly limit: number
}

/** Invited and active people assigned to one of these, the highest roles first; nobody whom the reader may not see. */
function listPeopleAt(org: Org, places: readonly PlaceId[], { search, offset, limit }: PeopleWanted) {
  const filter = { search, roles: [], at: places, noPlace: false, states: ['active', 'invited'] } as const
  return listStaff(org.store.db, { ...filter, sort: 'role', descending: false, offset, limit }, seenBy(org))
}

/** Whoever comes to a place from above it loses or gains this place, not all that lies beside it. */
function insideOf(state: OrgState, place: Place): (difference: AccessDifference) => AccessDifference {
  const above = new Set(pathOf(state, place).map(({ id }) => id))
  return (difference) =>
    difference.places === null
      ? difference
      : { ...difference, places: [...new Set(difference.places.map((id) => (above.has(id) ? place.id : id)))] }
}

/** The edits of a merge as the actor can make them; refused where they touch people whom the actor may not see. */
function planMergeHere(org: Org, from: PlaceId, into: PlaceId, note: PersonalValue | null) {
  const state = org.state()
  const hash = note === null ? null : { hash: note.hash }
  const merge = planMerge(state, from, into, { note: hash, keepFor: null })
  if (!merge.ok) return merge
  if (touchesHidden(org, merge.value.touched)) return notYours
  const { actor } = org
  const isHere = actor !== null && state.staff.get(actor)?.assignments.some(({ place }) => place === from) === true
  if (!isHere || org.preview({ intents: merge.value.intents, personal: note === null ? [] : [note] }).ok) return merge
  return planMerge(state, from, into, { note: hash, keepFor: actor })
}

/** A refusal must not name people whom the actor may not see (S0.14), so it is said before the edits are judged. */
function touchesHidden(org: Org, people: readonly StaffId[]): boolean {
  return people.some((staffId) => seeingPerson(org, staffId) === 'hidden')
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
