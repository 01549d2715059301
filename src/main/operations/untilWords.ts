import { formatEnd } from '../../shared/domain/formatEnd'
import type { Org } from '../org/Org'

/** What ends by itself says so, before and after. */
export function untilWords(org: Org, untilMs: number | null): string {
  if (untilMs === null) return ''
  return ` until ${formatEnd(untilMs, org.state().settings.timeZone)}${untilMs <= org.now() ? ' (ended)' : ''}`
}
