import type { Blueprint } from '../../../shared/domain/blueprint'
import type { PersonalValue } from '../../../shared/domain/change'
import type { Wanted } from '../../org/Org'
import { personalValue, type Sources } from '../../org/personalValues'
import { inChanges } from '../writeImport'
import { makeSampleHistory } from './makeSampleHistory'
import { makeSamplePlaces } from './makeSamplePlaces'
import { makeSampleStaff, type SamplePerson } from './makeSampleStaff'
import { makeDice, seededSources } from './seededSources'

/** One item of the sample's history and when it happened. */
export interface SampleItem {
  readonly atMs: number
  readonly wanted: Wanted
}

export interface Sample {
  readonly orgName: string
  readonly timeZone: string
  readonly owner: { readonly name: string; readonly email: string }
  readonly createdAtMs: number
  /** In order, each to go through the door like every other edit. */
  readonly items: readonly SampleItem[]
  readonly places: number
}

const companies = [
  'Northside Supply',
  'Harbor & Vale',
  'Brightwater Group',
  'Ridgeway Partners',
  'Lantern Field',
  'Oakline Services',
  'Copperfold',
  'Tidewater Works',
]
const owners = ['Robin Shaw', 'Dana Kim', 'Ines Costa', 'Farid Noor', 'Grace Lim', 'Kemi Ade']

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A Monday morning. */
const createdAtMs = Date.UTC(2025, 2, 3, 9)

/**
 * A believable organization of any blueprint: places, people, assignments and a little history. The same arguments give
 * the same organization, ids and salts included, on every machine.
 */
export function makeSample(blueprint: Blueprint, people: number, seed: number): Sample {
  const sources = seededSources(`rolecall/sample/${blueprint.id}/${people}/${seed}`, createdAtMs)
  const dice = makeDice(sources)
  const orgName = companies[(seed + companies.length - 1) % companies.length]!
  const domain = `${orgName.split(' ')[0]!.toLowerCase()}.example`
  const ownerName = owners[(seed + owners.length - 1) % owners.length]!
  const owner = { name: ownerName, email: `${ownerName.toLowerCase().replace(' ', '.')}@${domain}` }

  const places = makeSamplePlaces(blueprint, people, dice)
  const staff = makeSampleStaff(blueprint, people - 1, owner.email, domain, places, dice, sources)
  // The last few join one by one later, so that the history begins as histories do.
  const laterCount = staff.length < 20 ? 0 : 2
  const first = staff.slice(0, staff.length - laterCount)
  const later = staff.slice(staff.length - laterCount)

  const created = places.all.map(({ id, name, parent }) => ({ place: id, from: null, to: { name, parent } }))
  const history = makeSampleHistory({ blueprint, staff: first, places, dice, sources })
  const days = history.map(() => 20 + dice.below(190)).toSorted((a, b) => a - b)
  const items: SampleItem[] = [
    { atMs: createdAtMs + hourMs / 4, wanted: { intents: inChanges('place.create', created), personal: [] } },
    ...(first.length === 0 ? [] : [{ atMs: createdAtMs + hourMs, wanted: addPeople(first, sources) }]),
    ...later.map((person, index) => ({
      atMs: createdAtMs + (5 + 6 * index) * dayMs,
      wanted: addPeople([person], sources),
    })),
    ...history.map((wanted, index) => ({
      atMs: createdAtMs + days[index]! * dayMs + dice.below(8 * 60) * 60_000,
      wanted,
    })),
  ]
  return {
    orgName,
    timeZone: 'UTC',
    owner,
    createdAtMs,
    items: items.toSorted((a, b) => a.atMs - b.atMs),
    places: places.all.length,
  }
}

function addPeople(people: readonly SamplePerson[], sources: Sources): Wanted {
  const personal: PersonalValue[] = []
  const rows = people.map(({ staffId, name, email, role, state, places }) => {
    const nameValue = personalValue(sources, staffId, 'name', name)
    const emailValue = personalValue(sources, staffId, 'email', email)
    personal.push(nameValue, emailValue)
    return {
      staffId,
      from: null,
      to: {
        name: { hash: nameValue.hash },
        email: { hash: emailValue.hash },
        role,
        state,
        assignments: places.map((place) => ({ place, untilMs: null })),
      },
    }
  })
  return { intents: inChanges('staff.add', rows), personal }
}
