import { placeKind } from '../../shared/domain/ids'
import { whenIn } from '../../shared/domain/whenIn'
import type { OperationOutput } from '../../shared/operations/contract'
import { findHolders, indexHolders } from '../engine/holderBits'
import type { PeopleIndex } from '../engine/peopleIndex'
import type { Org } from '../org/Org'
import { peopleIndexOf } from '../org/peopleIndexOf'
import { runInSteps, type Steps, type Watch } from '../org/runInSteps'
import { listItemInstants } from '../store/queries/countItems'
import { countPeople } from './countPeople'
import { countBits, seenPeople } from './seenPeople'

type Charts = OperationOutput<'overview.charts'>

const placesShown = 8
const daysShown = 30
const dayMs = 86_400_000

const areasByOrg = new WeakMap<
  Org,
  { readonly index: PeopleIndex; readonly full: Uint32Array; readonly areas: Charts['byArea'] }
>()

/** The counts behind the charts of the Overview, of people whom the reader may see. Undefined when cancelled. */
export async function readCharts(org: Org, watch: Watch): Promise<Charts | undefined> {
  const byArea = await readAreas(org, watch)
  if (byArea === undefined) return undefined
  return { revision: org.revision(), ...countPlaces(org), byArea, byDay: countDays(org) }
}

function countPlaces(org: Org): Pick<Charts, 'byPlace' | 'morePlaces'> {
  const state = org.state()
  const counted = [...countPeople(org).byPlace]
    .flatMap(([id, people]) => {
      const place = state.places.get(id)
      // Products are places of their own kind: nearly everybody is assigned to one.
      return place === undefined || place.isArchived || placeKind(id) === 'product'
        ? []
        : [{ id, name: place.name, people }]
    })
    .toSorted((one, other) => other.people - one.people || one.name.localeCompare(other.name, 'en'))
  return { byPlace: counted.slice(0, placesShown), morePlaces: Math.max(0, counted.length - placesShown) }
}

async function readAreas(org: Org, watch: Watch): Promise<Charts['byArea'] | undefined> {
  const index = peopleIndexOf(org)
  const { full } = seenPeople(org)
  const known = areasByOrg.get(org)
  // Both are kept for as long as they hold, and made anew when anything that they rest on changes.
  if (known?.index === index && known.full === full) return known.areas
  const { permissions } = org.state().blueprint
  const found = await runInSteps(areaSteps(org, index, full), watch, 'Counting access by area', permissions.length)
  if (found === undefined) return undefined
  areasByOrg.set(org, { index, full, areas: found.value })
  return found.value
}

/** Who may do at least one thing of an area, anywhere. What everyone has for themselves counts for no area. */
function* areaSteps(org: Org, index: PeopleIndex, full: Uint32Array): Steps<Charts['byArea']> {
  const { blueprint } = org.state()
  const holders = new Uint32Array(index.words)
  let done = 0
  const areas: Charts['byArea'] = []
  for (const area of blueprint.areas) {
    const able = new Uint32Array(index.words)
    let isEmpty = true
    for (const permission of blueprint.permissions) {
      if (permission.area !== area.key || permission.class === 'self') continue
      const number = index.rules.permissionByKey.get(permission.key)
      if (number === undefined) continue
      isEmpty = false
      findHolders(index, indexHolders(index, number), -1, holders)
      for (let word = 0; word < able.length; word += 1) able[word]! |= holders[word]!
      yield (done += 1)
    }
    if (!isEmpty) areas.push({ area: area.key, name: area.name, people: countBits(able, full) })
  }
  return areas
}

/** History items of the last days up to now, each by the organization's own calendar. */
function countDays(org: Org): Charts['byDay'] {
  const { timeZone } = org.state().settings
  const { isoDay: dayOf } = whenIn(timeZone)
  const nowMs = org.now()
  // One day of slack: a calendar day is not always 24 hours long.
  const days = new Map<string, number>()
  for (let back = daysShown; back >= 0; back -= 1) days.set(dayOf(nowMs - back * dayMs), 0)
  const shown = [...days.keys()].slice(-daysShown)
  for (const { atMs } of listItemInstants(org.store.db, nowMs - (daysShown + 1) * dayMs)) {
    const day = dayOf(atMs)
    if (days.has(day)) days.set(day, days.get(day)! + 1)
  }
  return shown.map((day) => ({ day, changes: days.get(day)! }))
}
