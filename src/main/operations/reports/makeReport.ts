import { done, type Result } from '../../../shared/domain/result'
import type { OperationInput } from '../../../shared/operations/contract'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import type { Watch } from '../../org/runInSteps'
import type { Comparison } from '../compareHandlers'
import { accessReport } from './accessReport'
import { changesReport } from './changesReport'
import { comparisonReport } from './comparisonReport'
import { findingsReport } from './findingsReport'
import { matrixReport } from './matrixReport'
import { placeReport } from './placeReport'
import { reviewReport } from './reviewReport'

type Input = OperationInput<'report.write'>
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
