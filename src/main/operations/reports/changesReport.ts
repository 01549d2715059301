import { readInstant } from '../../../shared/domain/readInstant'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { listItems } from '../../store/queries/historyItems'
import { describeItem } from '../describeItem'
import { aboutReport } from './aboutReport'
import { instant } from './instant'

type Filter = OperationInput<'report.write'>['filter']

/** Who did what in a period, and why. */
export function changesReport(org: Org, filter: Filter): Result<Report, 'bad-moment'> {
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
