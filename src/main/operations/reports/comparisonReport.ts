import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { type Comparison, presentPerson, presentRules } from '../compareHandlers'
import { aboutReport } from './aboutReport'
import { instant } from './instant'

type Filter = OperationInput<'report.write'>['filter']

/** What differs between two sides that were compared. */
export function comparisonReport(
  org: Org,
  { compareId = '' }: Filter,
  comparisons: ReadonlyMap<string, Comparison>,
): Result<Report, 'unknown-comparison'> {
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
