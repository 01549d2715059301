import type { BlueprintPermission } from '../../../shared/domain/blueprint'
import { formatEndDay } from '../../../shared/domain/formatEnd'
import type { PlaceId } from '../../../shared/domain/ids'
import type { Reach } from '../../../shared/domain/reach'
import { readInstant } from '../../../shared/domain/readInstant'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import { holdingOf } from '../../engine/holding'
import { matrix } from '../../engine/matrix'
import { widestReach } from '../../engine/reachBits'
import { findStaffNumber } from '../../engine/compileRequest'
import { placeIds, whoCan } from '../../engine/whoCan'
import type { Report, ReportCell, ReportColumn, ReportFormat, ReportTable } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import type { Watch } from '../../org/runInSteps'
import { listStaff } from '../../store/queries/listStaff'
import { listItems } from '../../store/queries/log'
import { type Comparison, presentPerson, presentRules } from '../compareHandlers'
import { reachWords } from '../describeCell'
import { describeItem } from '../describeItem'
import { presentFinding } from '../auditHandlers'
import { presentRole, presentStaff } from '../present'
import { readFindings } from '../readFindings'
import { shippedFindingRules } from '../../audit/findings/findingRules'
import { placesUnder, seeingPerson, seenBy } from '../seenBy'
import { aboutReport } from './aboutReport'
import { reviewReport } from './reviewReport'

type Input = OperationInput<'report.write'>
type Filter = Input['filter']
type Failure =
  'unknown-place' | 'unknown-comparison' | 'no-such-review' | 'bad-moment' | 'bad-filter' | 'not-allowed' | 'cancelled'

/** A report as it will be written: what it is of, and its tables. */
export async function makeReport(
  org: Org,
  { kind, format, filter }: Input,
  comparisons: ReadonlyMap<string, Comparison>,
  watch: Watch,
): Promise<Result<Report, Failure>> {
  switch (kind) {
    case 'findings':
      return findingsReport(org, filter, watch)
    case 'matrix':
      return done(matrixReport(org, filter))
    case 'access':
      return accessReport(org, filter, format)
    case 'place':
      return placeReport(org, filter)
    case 'changes':
      return changesReport(org, filter)
    case 'comparison':
      return comparisonReport(org, filter, comparisons)
    case 'review':
      return reviewReport(org, filter.review, watch)
  }
}

async function findingsReport(org: Org, filter: Filter, watch: Watch): Promise<Result<Report, Failure>> {
  const found = await readFindings(org, watch)
  if (found === undefined) return failed('cancelled', 'Stopped. No report was written.')
  const names = new Map(shippedFindingRules().map(({ key, name }) => [key, name]))
  const { severities = [], accepted = 'with' } = filter
  const chosen = found
    .map((finding) => presentFinding(org, finding, names.get(finding.rule) ?? finding.rule, org.now()))
    .filter((one) => severities.length === 0 || severities.includes(one.severity))
    .filter((one) => accepted === 'with' || (one.accepted !== null) === (accepted === 'only'))
  const words = { high: 'Urgent', medium: 'Soon', low: 'When there is time' }
  return done({
    ...aboutReport(org, 'Findings', [
      ['Severity', severities.length === 0 ? 'all' : severities.join(', ')],
      ['Accepted findings', accepted === 'with' ? 'included, marked' : accepted === 'only' ? 'these only' : 'left out'],
    ]),
    tables: [
      {
        title: 'Findings',
        columns: [
          { title: 'Severity' },
          { title: 'Finding', weight: 3 },
          { title: 'Why', weight: 3 },
          { title: 'People', align: 'right' },
          { title: 'Who', weight: 2 },
          { title: 'Proposal', weight: 2 },
          { title: 'Accepted', weight: 2 },
        ],
        rows: () =>
          chosen.map((one) => [
            words[one.severity],
            one.title,
            one.reason,
            one.people,
            one.people > one.names.length
              ? `${one.names.join(', ')} and ${one.people - one.names.length} more`
              : one.names.join(', '),
            one.proposal?.text ?? one.advice,
            one.accepted === null
              ? ''
              : `${one.accepted.reason} (${one.accepted.by}${one.accepted.untilMs === null ? '' : `, until ${formatEndDay(one.accepted.untilMs, org.state().settings.timeZone)}`})`,
          ]),
        count: chosen.length,
        whenEmpty: 'Nothing was found.',
      },
    ],
  })
}

function chosenPermissions(org: Org, filter: Filter): readonly BlueprintPermission[] {
  const { permissions } = org.state().blueprint
  return filter.permissions === undefined
    ? permissions
    : permissions.filter(({ key }) => filter.permissions!.includes(key))
}

function permissionFilter(org: Org, filter: Filter): [string, string] {
  if (filter.permissions === undefined) return ['Permissions', 'all']
  return [
    'Permissions',
    chosenPermissions(org, filter)
      .map(({ name }) => name)
      .join(', '),
  ]
}

function matrixReport(org: Org, filter: Filter): Report {
  const state = org.state()
  const { blueprint } = state
  const areaNames = new Map(blueprint.areas.map(({ key, name }) => [key, name]))
  const chosen = new Set(chosenPermissions(org, filter).map(({ key }) => key))
  const rows = matrix(state).filter((row) => chosen.has(row.permission))
  return {
    ...aboutReport(org, 'Role × permission', [permissionFilter(org, filter)]),
    tables: [
      {
        title: 'Role × permission',
        note: '• differs from the source’s default · 🔒 locked · “not specified” is refused until somebody decides'.replace(
          '🔒 ',
          '',
        ),
        columns: [
          { title: 'Area' },
          { title: 'Permission', weight: 2 },
          ...blueprint.roles.map(({ name }): ReportColumn => ({ title: name })),
        ],
        rows: () =>
          rows.map((row) => {
            const permission = blueprint.permissions.find(({ key }) => key === row.permission)!
            return [
              areaNames.get(permission.area) ?? '',
              permission.name,
              ...row.cells.map((cell) => {
                const reach = cell.isUnspecified ? 'not specified' : reachWords[cell.reach]
                return `${reach}${cell.isEdited ? ' •' : ''}${cell.isLocked ? ' (locked)' : ''}${cell.isOff ? ' (off)' : ''}`
              }),
            ]
          }),
        count: rows.length,
        whenEmpty: 'There is no such permission.',
      },
    ],
  }
}

/** Everyone with what they may do: a column for each permission in a spreadsheet, in words on paper. */
function accessReport(org: Org, filter: Filter, format: ReportFormat): Result<Report, Failure> {
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
        person.state,
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

/** Who can do what at one place. */
function placeReport(org: Org, filter: Filter): Result<Report, Failure> {
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
      rows: () =>
        here.ids.flatMap((id) => {
          const member = state.staff.get(id)
          if (member === undefined) return []
          const person = presentStaff(state, member, seeingPerson(org, id) === 'masked', org.now())
          return [
            [person.name, person.email, person.role.name, person.state, person.at.map(({ name }) => name).join(', ')],
          ]
        }),
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

function changesReport(org: Org, filter: Filter): Result<Report, Failure> {
  const { timeZone } = org.state().settings
  const sinceMs = filter.since === undefined ? null : readInstant(filter.since, timeZone, 'start')
  const untilMs = filter.until === undefined ? null : readInstant(filter.until, timeZone, 'end')
  for (const [name, given, atMs] of [
    ['since', filter.since, sinceMs],
    ['until', filter.until, untilMs],
  ] as const) {
    if (given !== undefined && atMs === null) {
      return failed('bad-moment', `“${given}” is neither a date like 2026-11-30 nor an instant.`, {
        at: `filter.${name}`,
      })
    }
  }
  const { items } = listItems(org.store.db, {
    ...(sinceMs === null ? {} : { sinceMs }),
    ...(untilMs === null ? {} : { untilMs }),
    offset: 0,
    limit: 1_000_000,
  })
  // Whether something could be taken back is of no interest on paper, and costs a look for each item.
  const reading: Org = { ...org, mode: 'read-only' }
  return done({
    ...aboutReport(org, 'Changes', [
      ['Since', filter.since ?? 'the beginning'],
      ['Until', filter.until ?? 'the newest'],
      ['Items', items.length.toLocaleString('en')],
    ]),
    tables: [
      {
        title: 'Changes, newest first',
        columns: [
          { title: 'Entry', align: 'right', weight: 0.6 },
          { title: 'When', weight: 1 },
          { title: 'Who', weight: 1.2 },
          { title: 'What', weight: 4 },
          { title: 'Note', weight: 1.5 },
          { title: 'Item', weight: 1.2 },
        ],
        rows: function* () {
          for (const { item } of items) {
            const one = describeItem(reading, item)
            yield [
              one.lastN === one.n ? String(one.n) : `${one.n}–${one.lastN}`,
              instant(one.settledAtMs),
              one.author.name,
              [one.title, ...one.details].join('; '),
              one.note ?? '',
              item.slice(0, 16),
            ]
          }
        },
        count: items.length,
        whenEmpty: 'Nothing happened in that time.',
      },
    ],
  })
}

function comparisonReport(
  org: Org,
  { compareId = '' }: Filter,
  comparisons: ReadonlyMap<string, Comparison>,
): Result<Report, Failure> {
  const comparison = comparisons.get(compareId)
  if (comparison === undefined)
    return failed('unknown-comparison', 'This comparison is no longer at hand. Compare again.')
  const { before, after } = comparison.compared
  const call = (side: typeof before) => `${side.name}, entry ${side.n}, as of ${instant(side.atMs)} UTC (${side.path})`
  const rules = presentRules(comparison.compared)
  const onOff = (value: boolean | null) => (value === null ? 'not there' : value ? 'on' : 'off')
  const others = [
    ...rules.roles.map((what) => ['Roles', what]),
    ...rules.cells.map((cell) => [
      `${cell.roleName}: ${cell.name}`,
      `${cell.before ?? 'not there'} → ${cell.after ?? 'not there'}`,
    ]),
    ...rules.switches.map((one) => [one.name, `${onOff(one.before)} → ${onOff(one.after)}`]),
    ...rules.places.map((one) => [one.name, one.what.join(', ')]),
  ]
  return done({
    ...aboutReport(org, 'Comparison', [
      ['Before', call(before)],
      ['After', call(after)],
      ['People', comparison.people.length.toLocaleString('en')],
    ]),
    tables: [
      {
        title: 'People',
        note: 'Changed since the last access review first.',
        columns: [
          { title: 'Name', weight: 1.4 },
          { title: 'E-mail', weight: 1.6 },
          { title: 'What changed', weight: 2 },
          { title: 'Way', weight: 0.6 },
          { title: 'Permission', weight: 2 },
          { title: 'Reach', weight: 1.2 },
          { title: 'Where', weight: 1.2 },
          { title: 'Through', weight: 2 },
          { title: 'Entries', weight: 0.8 },
        ],
        rows: function* () {
          for (const person of comparison.people) {
            const shown = presentPerson(comparison, person)
            const start = [
              shown.name,
              shown.email,
              `${shown.sinceReview ? 'since the last review: ' : ''}${shown.what.join('; ')}`,
            ]
            const entries = shown.entries.join(', ')
            if (shown.gain.length + shown.lose.length === 0) yield [...start, '', '', '', '', '', entries]
            for (const way of ['gain', 'lose'] as const) {
              for (const one of shown[way]) {
                yield [
                  ...start,
                  way === 'gain' ? 'more' : 'less',
                  one.name,
                  `${one.before} → ${one.after}`,
                  one.places?.map(({ name }) => name).join(', ') ?? 'everywhere',
                  one.through.join('; '),
                  entries,
                ]
              }
            }
          }
        },
        count: comparison.people.length,
        whenEmpty: 'Nobody may do more or less.',
      },
      {
        title: 'Roles, grants, switches and places',
        columns: [{ title: 'What' }, { title: 'Change', weight: 2 }],
        rows: () => others,
        count: others.length,
        whenEmpty: 'Nothing is different.',
      },
    ],
  })
}

function unknownPlace(place: string): ReturnType<typeof failed<'unknown-place'>> {
  return failed('unknown-place', `There is no place “${place}” in this organization.`)
}

export function few(names: readonly string[]): string {
  return names.length <= 40
    ? names.join(', ')
    : `${names.slice(0, 40).join(', ')} and ${(names.length - 40).toLocaleString('en')} more`
}

export function instant(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')
}

export function day(org: Org, atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: org.state().settings.timeZone, dateStyle: 'medium' }).format(atMs)
}
