import type { PlaceId } from '../../../shared/domain/ids'
import type { Reach } from '../../../shared/domain/reach'
import { done, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import { findStaffNumber } from '../../engine/compileRequest'
import { holdingOf } from '../../engine/holding'
import { widestReach } from '../../engine/reachBits'
import { placeIds } from '../../engine/whoCan'
import type { Report, ReportCell, ReportColumn, ReportFormat } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { listStaff } from '../../store/queries/listStaff'
import { reachWords } from '../describeCell'
import { pendingThings } from '../pendingThings'
import { presentRole, presentStaff } from '../present'
import { placesUnder, seenBy } from '../seenBy'
import { aboutReport } from './aboutReport'
import { chosenPermissions, permissionFilter } from './chosenPermissions'
import { stateText } from './stateText'
import { unknownPlace } from './unknownPlace'

type Filter = OperationInput<'report.write'>['filter']

/** Everyone with what they may do: a column for each permission in a spreadsheet, in words on paper. */
export function accessReport(org: Org, filter: Filter, format: ReportFormat): Result<Report, 'unknown-place'> {
  const state = org.state()
  if (filter.at !== undefined && !state.places.has(filter.at)) return unknownPlace(filter.at)
  const { total, ids } = listStaff(
    org.store.db,
    {
      search: filter.search ?? '',
      roles: filter.roles ?? [],
      ...(filter.at === undefined ? {} : { at: [...placesUnder(state, [filter.at])] }),
      noPlace: false,
      states: filter.states ?? ['active', 'invited'],
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 10_000_000,
    },
    seenBy(org),
  )
  const permissions = chosenPermissions(org, filter)
  const compiled = permissions.map(({ key }) => org.rules().permissions[org.rules().permissionByKey.get(key)!]!)
  const isWide = format === 'csv' || format === 'xlsx' || format === 'json'
  const rules = org.rules()
  const atMs = org.now()
  const masked = new Set(seenBy(org).maskedRoles)
  const pending = pendingThings(org, 'staff')
  const nameOf = (place: PlaceId) => state.places.get(place)?.name ?? place

  function* rows(): Generator<ReportCell[]> {
    for (const id of ids) {
      const member = state.staff.get(id)
      if (member === undefined) continue
      const isMasked = masked.has(member.role) && id !== org.actor
      const person = presentStaff(state, member, isMasked, atMs)
      const who = findStaffNumber(rules, id)
      const held = isMasked
        ? []
        : compiled.map((permission) => {
            const { bits, roots } = holdingOf(rules, who, permission, atMs)
            const reach: Reach = bits === 0 ? 'none' : widestReach(bits)
            return { reach, places: reach === 'assigned' ? placeIds(rules, roots) : [] }
          })
      const start = [
        person.name,
        person.email ?? '',
        person.role.name,
        stateText(person.state, pending.has(id) && !isMasked),
        person.at.map(({ name }) => name).join(', '),
      ]
      if (isWide) {
        yield [
          ...start,
          ...(isMasked
            ? permissions.map(() => '')
            : held.map(({ reach, places }) =>
                places.length === 0 ? reachWords[reach] : `at ${places.map(nameOf).join(', ')}`,
              )),
        ]
      } else {
        const by = (wanted: readonly Reach[]) =>
          held.flatMap(({ reach }, i) => (wanted.includes(reach) ? [permissions[i]!.name] : [])).join(', ')
        yield isMasked
          ? [...start, 'Not yours to see', '', '']
          : [...start, by(['all']), by(['assigned']), by(['own', 'shared', 'connected'])]
      }
    }
  }
  const people: ReportColumn[] = [
    { title: 'Name', weight: 1.4 },
    { title: 'E-mail', weight: 1.8 },
    { title: 'Role' },
    { title: 'State', weight: 0.7 },
    { title: 'Places', weight: 1.5 },
  ]
  return done({
    ...aboutReport(org, 'People × access', [
      ['Search', filter.search === undefined || filter.search === '' ? 'none' : filter.search],
      [
        'Roles',
        filter.roles === undefined || filter.roles.length === 0
          ? 'all'
          : filter.roles.map((key) => presentRole(state, key).name).join(', '),
      ],
      ['Place', filter.at === undefined ? 'all' : `${nameOf(filter.at)} and what is under it`],
      ['States', (filter.states ?? ['active', 'invited']).join(', ')],
      permissionFilter(org, filter),
      ['People', total.toLocaleString('en')],
    ]),
    tables: [
      {
        title: 'People × access',
        columns: isWide
          ? [...people, ...permissions.map(({ name }) => ({ title: name }))]
          : [
              ...people,
              { title: 'May everywhere', weight: 4 },
              { title: 'May at assigned places', weight: 2.5 },
              { title: 'Own, shared or connected only', weight: 1.5 },
            ],
        rows,
        count: ids.length,
        whenEmpty: 'Nobody matches.',
      },
    ],
  })
}
