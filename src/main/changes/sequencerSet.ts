import type { ChangeRow } from '../../shared/domain/change'
import { agreed, applied, firstRefusal, held, type Planning, type RowVerdict } from './planning'

/** Says who settles: the registrar alone, or with a hub any console that is up to date (sync.md, "Words"). */
export function planSequencerSet(planning: Planning, row: ChangeRow<'sequencer.set'>): RowVerdict {
  const refusal = firstRefusal(() => planning.authority.edit('console.manage'))
  if (refusal !== null) return refusal
  const { blueprint, settings } = planning.state
  if (settings.sequencer === row.to) return agreed
  if (settings.sequencer !== row.from) {
    return held('changed-meanwhile', 'Who settles the changes was changed meanwhile.')
  }
  planning.put({ entity: 'org', blueprint, settings: { ...settings, sequencer: row.to } })
  return applied
}
