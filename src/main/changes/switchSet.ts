import type { ChangeRow } from '../../shared/domain/change'
import { switchKey } from '../../shared/domain/orgState'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Turns a feature, product or setting of the organization on or off, or back to the blueprint's default. */
export function planSwitchSet(planning: Planning, row: ChangeRow<'switch.set'>): RowVerdict {
  const { blueprint, switches } = planning.state
  const listByKind = { feature: blueprint.features, product: blueprint.products, setting: blueprint.settings }
  if (!listByKind[row.switch].some((one) => one.key === row.key)) {
    return refused('unknown-switch', `This organization has no ${row.switch} “${row.key}”.`)
  }
  const refusal = firstRefusal(() => planning.authority.edit('grants.edit'))
  if (refusal !== null) return refusal
  const key = switchKey(row.switch, row.key)
  const now = switches.get(key)?.on ?? null
  if (now === row.to) return agreed
  if (now !== row.from) return held('changed-meanwhile', `“${row.key}” was switched meanwhile.`)
  planning.put({
    entity: 'switch',
    key,
    after: row.to === null ? null : { kind: row.switch, key: row.key, on: row.to },
  })
  return applied
}
