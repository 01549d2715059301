import type { Blueprint } from '../../../shared/domain/blueprint'
import { placeKeyFromName, type PlaceId } from '../../../shared/domain/ids'
import type { Dice } from './seededSources'

export interface SamplePlace {
  readonly id: PlaceId
  readonly kind: string
  readonly name: string
  readonly parent: PlaceId | null
}

export interface SamplePlaces {
  /** Parents before what lies under them. */
  readonly all: readonly SamplePlace[]
  /** Where people work. */
  readonly sites: readonly SamplePlace[]
  /** Places of each other kind, by the site they lie under. */
  readonly bySite: ReadonlyMap<string, ReadonlyMap<PlaceId, readonly SamplePlace[]>>
}

const towns =
  'Riverton,Oakdale,Harbor,Dock 9,Millbrook,Fairview,Stonebridge,Maple Hill,Eastgate,Northgate,Westport,Lakeside,Cedar Falls,Brookfield,Ashford,Kingsway,Highfield,Elm Park,Silver Creek,Pine Ridge,Granville,Seabrook,Holloway,Redcliff,Foxglove,Winterbourne,Larkspur,Amberley,Quarry Lane,Mill Street,Old Town,New Quay,Station Road,Copper Yard,Glassworks,Saltmarsh,Birchwood,Hazelmere,Thornbury,Clearwater,Summit,Meadowbank,Orchard,Juniper,Willow Bend,Falcon Point,Gatehouse,Marlow'.split(
    ',',
  )
const quarters = ['', ' North', ' South', ' East', ' West', ' Yard', ' Depot', ' Quay', ' Market']
const regions = ['North', 'South', 'East', 'West', 'Central', 'Coast', 'Valley', 'Lakes', 'Highlands', 'Islands']
const teams = [
  'Sales',
  'Service',
  'Dispatch',
  'Counter',
  'Warehouse',
  'Night shift',
  'Parts',
  'Projects',
  'Deliveries',
  'Accounts',
]
const practices = ['Consumer', 'Healthcare', 'Technology', 'Finance', 'Public Affairs', 'Travel']
const companies = [
  'Bluebird',
  'Cobalt',
  'Summit',
  'Granite',
  'Juniper',
  'Lumen',
  'Marigold',
  'Nimbus',
  'Orchard',
  'Pioneer',
  'Quartz',
  'Saffron',
  'Tidewater',
  'Verdant',
  'Willow',
  'Zephyr',
  'Acorn',
  'Beacon',
  'Cascade',
  'Delta',
]
const trades = [
  'Foods',
  'Labs',
  'Logistics',
  'Health',
  'Motors',
  'Energy',
  'Studios',
  'Airways',
  'Textiles',
  'Hotels',
  'Robotics',
  'Brewing',
  'Insurance',
  'Toys',
  'Paper',
  'Optics',
  'Ferries',
  'Seeds',
]
const jobs = ['Survey', 'Permits', 'Wiring', 'Handover']

/** Region → site, and the blueprint's other kinds of place below. Products come with the blueprint itself. */
export function makeSamplePlaces(blueprint: Blueprint, people: number, dice: Dice): SamplePlaces {
  const all: SamplePlace[] = []
  const taken = new Set<PlaceId>()
  const add = (
    kind: string,
    name: string,
    parent: PlaceId | null,
    key = placeKeyFromName(name),
  ): SamplePlace | null => {
    const id = `${kind}:${key}` as PlaceId
    if (taken.has(id)) return null
    taken.add(id)
    const place = { id, kind, name, parent }
    all.push(place)
    return place
  }

  const siteCount = between(Math.round(people / 32), 3, 400)
  const areas = regions
    .slice(0, between(Math.ceil(siteCount / 8), 2, regions.length))
    .map((name) => add('location', `${name} Region`, null)!)
  const sites = Array.from({ length: siteCount }, (_, index) => {
    const name = towns[index % towns.length]! + quarters[Math.floor(index / towns.length)]!
    return add('location', name, areas[index % areas.length]!.id)!
  })

  const bySite = new Map<string, Map<PlaceId, SamplePlace[]>>()
  const addAt = (kind: string, site: SamplePlace, name: string, parent: PlaceId, key?: string) => {
    const place = add(kind, name, parent, key)
    if (place === null) return null
    const sitesOfKind = bySite.get(kind) ?? new Map<PlaceId, SamplePlace[]>()
    bySite.set(kind, sitesOfKind)
    sitesOfKind.set(site.id, [...(sitesOfKind.get(site.id) ?? []), place])
    return place
  }
  const siteAt = (index: number) => sites[index % sites.length]!

  for (const { key: kind, name: kindName, under } of blueprint.placeKinds) {
    switch (kind) {
      case 'location':
      case 'product':
        break
      case 'group':
        for (let index = 0; index < between(people / 16, 4, 600); index++) {
          const site = siteAt(index)
          addAt(kind, site, `${site.name} ${teams[Math.floor(index / sites.length) % teams.length]}`, site.id)
        }
        break
      case 'project':
        for (let index = 0; index < between(people / 8, 5, 3000); index++) {
          addAt(kind, siteAt(index), `Project ${101 + index}`, siteAt(index).id, String(101 + index))
        }
        break
      case 'task':
        for (const [siteId, projects] of bySite.get('project') ?? []) {
          const site = sites.find((one) => one.id === siteId)!
          for (const project of projects) {
            for (const job of dice.pickSome(jobs, 1 + dice.below(3))) {
              const key = `${project.id.slice('project:'.length)}-${placeKeyFromName(job)}`
              addAt(
                kind,
                site,
                `${project.name} ${job.toLowerCase()}`,
                under.includes('project') ? project.id : site.id,
                key,
              )
            }
          }
        }
        break
      case 'practice':
        for (const name of practices) addAt(kind, siteAt(0), name, areas[0]!.id)
        break
      case 'account': {
        const parents = under.includes('practice') ? all.filter((place) => place.kind === 'practice') : []
        for (let index = 0; index < between(people / 6, 6, 360); index++) {
          const name =
            index === 0
              ? 'Acme'
              : `${companies[index % companies.length]} ${trades[(index + Math.floor(index / companies.length)) % trades.length]}`
          addAt(kind, siteAt(index), name, parents.length > 0 ? dice.pick(parents).id : siteAt(index).id)
        }
        break
      }
      case 'line':
        for (let index = 0; index < between(people / 10, 3, 1500); index++) {
          const number = String(100 + index).padStart(4, '0')
          addAt(kind, siteAt(index), `${siteAt(index).name} +1 555 ${number}`, siteAt(index).id, `+1555${number}`)
        }
        break
      default:
        for (let index = 0; index < 5; index++) addAt(kind, siteAt(index), `${kindName} ${index + 1}`, siteAt(index).id)
    }
  }
  return { all, sites, bySite }
}

function between(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(value)))
}
