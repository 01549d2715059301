import { formatEndDay } from '../../../shared/domain/formatEnd'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import { shippedFindingRules } from '../../audit/findings/findingRules'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import type { Watch } from '../../org/runInSteps'
import { presentFinding } from '../auditHandlers'
import { readFindings } from '../readFindings'
import { aboutReport } from './aboutReport'

type Filter = OperationInput<'report.write'>['filter']

/** What somebody should look at, as it stands. */
export async function findingsReport(org: Org, filter: Filter, watch: Watch): Promise<Result<Report, 'cancelled'>> {
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
