import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import { whoCan } from '../../engine/whoCan'
import type { Report, ReportTable } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { listStaff } from '../../store/queries/listStaff'
import { pendingThings } from '../pendingThings'
import { presentStaff } from '../present'
import { placesUnder, seeingPerson, seenBy } from '../seenBy'
import { aboutReport } from './aboutReport'
import { chosenPermissions, permissionFilter } from './chosenPermissions'
import { stateText } from './stateText'
import { unknownPlace } from './unknownPlace'

type Filter = OperationInput<'report.write'>['filter']

/** Who can do what at one place. */
export function placeReport(org: Org, filter: Filter): Result<Report, 'unknown-place' | 'bad-filter'> {
  const state = org.state()
  const { place } = filter
  if (place === undefined) return failed('bad-filter', 'Say which place the sheet is for.', { at: 'filter.place' })
  const found = state.places.get(place)
  if (found === undefined) return unknownPlace(place)
  const areaNames = new Map(state.blueprint.areas.map(({ key, name }) => [key, name]))
  const permissions = chosenPermissions(org, filter)
  const under = placesUnder(state, [place])
  const here = listStaff(
    org.store.db,
    {
      search: '',
      roles: [],
      at: [...under],
      noPlace: false,
      states: ['active', 'invited'],
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 1_000_000,
    },
    seenBy(org),
  )
  const tables: ReportTable[] = [
    {
      title: 'Who can do what here',
      note: 'Names of people who reach this place by assignment; then who reaches everything.',
      columns: [
        { title: 'Area' },
        { title: 'Permission', weight: 2 },
        { title: 'People', align: 'right', weight: 0.6 },
        { title: 'Assigned here or above', weight: 4 },
        { title: 'Everywhere', weight: 3 },
      ],
      rows: function* () {
        for (const permission of permissions) {
          const holders = whoCan(org.rules(), { do: permission.key, at: place, atMs: org.now() }).filter(
            ({ staffId }) => seeingPerson(org, staffId) === 'full',
          )
          const names = (list: typeof holders) => few(list.map(({ staffId }) => state.staff.get(staffId)?.name ?? ''))
          yield [
            areaNames.get(permission.area) ?? '',
            permission.name,
            holders.length,
            names(holders.filter(({ reach }) => reach === 'assigned')),
            names(holders.filter(({ reach }) => reach !== 'assigned')),
          ]
        }
      },
      count: permissions.length,
      whenEmpty: 'There is no such permission.',
    },
    {
      title: 'People assigned here or under it',
      columns: [
        { title: 'Name', weight: 2 },
        { title: 'E-mail', weight: 2 },
        { title: 'Role' },
        { title: 'State' },
        { title: 'Places', weight: 2 },
      ],
      rows: () => {
        const pending = pendingThings(org, 'staff', here.ids)
        return here.ids.flatMap((id) => {
          const member = state.staff.get(id)
          if (member === undefined) return []
          const person = presentStaff(state, member, seeingPerson(org, id) === 'masked', org.now())
          return [
            [
              person.name,
              person.email,
              person.role.name,
              stateText(person.state, pending.has(id) && !person.masked),
              person.at.map(({ name }) => name).join(', '),
            ],
          ]
        })
      },
      count: here.ids.length,
      whenEmpty: 'Nobody is assigned here.',
    },
  ]
  const above: string[] = []
  for (let at = found.parent; at !== null; at = state.places.get(at)?.parent ?? null)
    above.push(state.places.get(at)?.name ?? at)
  return done({
    ...aboutReport(org, `Location sheet: ${found.name}`, [
      ['Place', `${found.name} (${place})${above.length === 0 ? '' : `, under ${above.join(', ')}`}`],
      permissionFilter(org, filter),
    ]),
    tables,
  })
}

function few(names: readonly string[]): string {
  return names.length <= 40
    ? names.join(', ')
    : `${names.slice(0, 40).join(', ')} and ${(names.length - 40).toLocaleString('en')} more`
}
