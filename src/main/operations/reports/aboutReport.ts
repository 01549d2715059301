import { whenIn } from '../../../shared/domain/whenIn'
import type { Report } from '../../exchange/report/Report'
import type { Org } from '../../org/Org'
import { readPending } from '../readPending'
import { seenBy } from '../seenBy'
import { instant } from './instant'

/** What stands on every report: of which organization and moment, who reads, and what was left out. */
export function aboutReport(
  org: Org,
  title: string,
  filters: readonly (readonly [name: string, value: string])[],
): Omit<Report, 'tables'> {
  const { name, timeZone } = org.state().settings
  const { n, head } = org.revision()
  const today = org.asOf?.today ?? org
  const format = (atMs: number) => `${whenIn(timeZone).instant(atMs)} (${timeZone})`
  const actor = org.actor === null ? undefined : today.state().staff.get(org.actor)
  const seen = seenBy(org)
  const isPartial = seen.places !== null || seen.hiddenRoles.length > 0
  const reader =
    actor === undefined
      ? 'Nobody signed in: the file as a whole'
      : `${actor.name ?? ''}${isPartial ? ', who may not see everybody: people out of sight are left out' : ''}`
  const pending = readPending(org, 0).total
  return {
    title,
    organization: name,
    facts: [
      ['Written', format(today.now())],
      ['As of', `${format(org.now())}, after entry ${n.toLocaleString('en')}`],
      ['Head hash', head ?? ''],
      ...(pending === 0
        ? []
        : [['Pending', `${pending.toLocaleString('en')} of this desktop, shown here and not settled yet`] as const]),
      ['Read by', reader],
      ...filters,
    ],
    stamp: `As of ${instant(org.now())} UTC · entry ${n} · head ${(head ?? '').slice(0, 16)}${pending === 0 ? '' : ` · ${pending} pending`}`,
  }
}
