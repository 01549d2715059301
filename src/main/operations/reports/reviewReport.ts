import { failed, type Result } from '../../../shared/domain/result'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'

/** The result of an access review: each person with what was decided. */
export function reviewReport(_org: Org, key: string | undefined): Result<Report, 'no-such-review'> {
  return failed('no-such-review', `There is no access review “${key ?? ''}”.`)
}
