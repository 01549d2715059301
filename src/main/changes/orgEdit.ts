import type { ChangeRow } from '../../shared/domain/change'
import { agreed, applied, firstRefusal, held, type Planning, type RowVerdict } from './planning'

/** Gives the organization another name or time zone. Ends that were given before stay the instants that they are. */
export function planOrgEdit(planning: Planning, row: ChangeRow<'org.edit'>): RowVerdict {
  const { settings, blueprint } = planning.state
  const refusal = firstRefusal(() => planning.authority.edit('grants.edit'))
  if (refusal !== null) return refusal
  const wanted = { ...settings, ...row.to }
  if (wanted.name === settings.name && wanted.timeZone === settings.timeZone) return agreed
  for (const field of ['name', 'timeZone'] as const) {
    if (row.to[field] !== undefined && row.to[field] !== settings[field] && row.from[field] !== settings[field]) {
      return held('changed-meanwhile', 'The settings of the organization were changed meanwhile.')
    }
  }
  planning.put({ entity: 'org', settings: wanted, blueprint })
  return applied
}
