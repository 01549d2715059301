import { type ChangeRow, type Intent, type PersonalHash } from '../../shared/domain/change'
import { type PlaceId, placeKind } from '../../shared/domain/ids'
import type { OrgState, Place } from '../../shared/domain/orgState'
import { failed, done, type Result } from '../../shared/domain/result'
import type { StaffId } from '../../shared/domain/ids'
import { inChanges } from '../exchange/writeImport'

export interface PlannedMerge {
  readonly intents: readonly Intent[]
  /** Whose places or grants change. */
  readonly touched: readonly StaffId[]
  readonly people: number
  readonly grants: number
  readonly children: number
  /** People in Restore, who keep the place. */
  readonly inRestore: number
  /** Somebody keeps the place, so it is archived rather than taken away. */
  readonly archives: boolean
}

export interface MergeOptions {
  readonly note: PersonalHash | null
  /**
   * Somebody whose right to edit the place comes from being assigned to it: they stay assigned, and it is archived.
   * Otherwise their own edit would take away the right that they are using.
   */
  readonly keepFor: StaffId | null
}

/**
 * The edits that merge one place into another: whoever is assigned, every personal grant and every place under it moves,
 * and the emptied place goes. They are edits like any others, so that authority, history and undo are theirs too.
 */
export function planMerge(
  state: OrgState,
  from: PlaceId,
  into: PlaceId,
  { note, keepFor }: MergeOptions,
): Result<PlannedMerge, 'unknown-place' | 'bad-merge'> {
  const source = state.places.get(from)
  const target = state.places.get(into)
  if (source === undefined || target === undefined) {
    return failed('unknown-place', `There is no place “${source === undefined ? from : into}” in this organization.`)
  }
  const problem = mergeProblem(state, source, target)
  if (problem !== null) return failed('bad-merge', problem)

  const assigns: ChangeRow<'staff.assign'>[] = []
  const grants: ChangeRow<'staff.grant'>[] = []
  const touched = new Set<StaffId>()
  let people = 0
  let inRestore = 0
  for (const person of state.staff.values()) {
    const here = person.assignments.find((assignment) => assignment.place === from)
    const granted = person.personalGrants.filter((grant) => grant.places?.includes(from))
    if (here === undefined && granted.length === 0) continue
    if (person.state === 'removed' || person.state === 'purged') {
      inRestore += 1
      continue
    }
    touched.add(person.id)
    if (here !== undefined) {
      people += 1
      const there = person.assignments.find((assignment) => assignment.place === into)
      const untilMs = there === undefined ? here.untilMs : laterEnd(here.untilMs, there.untilMs)
      if (there === undefined || there.untilMs !== untilMs) {
        const now = there === undefined ? null : { untilMs: there.untilMs }
        assigns.push({ staffId: person.id, place: into, from: now, to: { untilMs } })
      }
      if (person.id !== keepFor) {
        assigns.push({ staffId: person.id, place: from, from: { untilMs: here.untilMs }, to: null })
      }
    }
    for (const { permission, ...grant } of granted) {
      const places = [...new Set(grant.places!.map((place) => (place === from ? into : place)))]
      const now = { ...grant, places: [...grant.places!] }
      grants.push({ staffId: person.id, permission, from: now, to: { ...now, places } })
    }
  }
  const children = [...state.places.values()]
    .filter((place) => place.parent === from)
    .map((place) => ({ place: place.id, from: { parent: from }, to: { parent: into } }))
  const archives = inRestore > 0 || keepFor !== null
  const last: Intent = !archives
    ? {
        kind: 'place.delete',
        body: { rows: [{ place: from, from: { name: source.name, parent: source.parent }, to: null }] },
      }
    : {
        kind: 'place.edit',
        body: { rows: [{ place: from, from: { isArchived: source.isArchived }, to: { isArchived: true } }] },
      }
  const intents = [
    // Places move first: whoever merges may hold them through the place that goes.
    ...inChanges('place.edit', children),
    ...inChanges('staff.grant', grants),
    ...inChanges('staff.assign', assigns),
    ...(archives && source.isArchived ? [] : [last]),
  ]
  if (note !== null && intents[0] !== undefined) {
    intents[0] = { ...intents[0], body: { ...intents[0].body, note } } as Intent
  }
  return done({
    intents,
    touched: [...touched],
    people,
    grants: grants.length,
    children: children.length,
    inRestore,
    archives,
  })
}

function mergeProblem(state: OrgState, source: Place, target: Place): string | null {
  if (source.id === target.id) return 'A place cannot be merged into itself. Choose the place that stays.'
  const kind = placeKind(source.id)
  if (kind === 'product') return 'The products of the account come with its blueprint and cannot be merged.'
  if (placeKind(target.id) !== kind) {
    const nameOf = (key: string) => state.blueprint.placeKinds.find((one) => one.key === key)?.name.toLowerCase() ?? key
    return `${source.name} is a ${nameOf(kind)} and ${target.name} a ${nameOf(placeKind(target.id))}. Merge places of one kind.`
  }
  if (target.isArchived) return `${target.name} is archived. Bring it back first, or merge the other way round.`
  for (let at = target.parent; at !== null; at = state.places.get(at)?.parent ?? null) {
    if (at === source.id) return `${target.name} lies under ${source.name}. Merge the other way round.`
  }
  return null
}

/** No end is the latest. */
function laterEnd(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other)
}
