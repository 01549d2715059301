import { documentKey } from '../../shared/domain/documents'
import type { PermissionKey } from '../../shared/domain/ids'
import { switchKey } from '../../shared/domain/orgState'
import type { Org } from '../org/Org'
import { appliedIntent } from '../org/line/appliedIntent'
import { eachSettledOfKind } from '../store/queries/log'
import { eachPastGrant } from './pastGrants'

/** A permission that came after the organization was made, and about which nobody has decided yet. */
export interface NewPermission {
  readonly permission: PermissionKey
  /** What brought it. */
  readonly cause: 'blueprint' | 'feature' | 'product' | 'setting'
  /** Key of the feature, product or setting; the blueprint's name. */
  readonly by: string
  /** The history item that brought it. */
  readonly item: string
  readonly n: number
  readonly settledAtMs: number
}

/**
 * Permissions that wait for somebody to decide who gets them: a feature, product or setting was turned on, or a blueprint
 * version added them, and since then neither a cell of theirs was changed nor somebody said to leave it so. Read from the
 * log, so every console knows the same (beyond.md, 15).
 */
export function newPermissions(org: Org): NewPermission[] {
  const state = org.state()
  const arrivals = new Map<PermissionKey, NewPermission>()
  for (const arrival of eachArrival(org)) arrivals.set(arrival.permission, arrival)
  if (arrivals.size === 0) return []
  for (const row of eachPastGrant(org)) {
    const arrival = arrivals.get(row.permission)
    // Cells that were emptied together with the arrival are the arrival, not a decision.
    if (arrival !== undefined && row.n > arrival.n && row.item !== arrival.item) arrivals.delete(row.permission)
  }
  const known = new Map(state.blueprint.permissions.map((permission) => [permission.key, permission]))
  return [...arrivals.values()].filter((arrival) => {
    const permission = known.get(arrival.permission)
    if (permission === undefined || !permission.editable) return false
    if (arrival.cause !== 'blueprint' && !isOn(org, arrival.cause, arrival.by)) return false
    return state.documents.get(documentKey('decision', arrival.permission))?.value['item'] !== arrival.item
  })
}

function* eachArrival(org: Org): Generator<NewPermission> {
  const { blueprint } = org.state()
  const rows = [
    ...eachSettledOfKind(org.store.db, 'switch.set'),
    ...eachSettledOfKind(org.store.db, 'blueprint.update'),
  ].sort((one, other) => one.n - other.n)
  for (const row of rows) {
    const intent = appliedIntent(row)?.intent
    if (intent === undefined) continue
    const { item, n, settledAtMs } = row
    const about = { item, n, settledAtMs }
    if (intent.kind === 'blueprint.update') {
      for (const { from, to } of intent.body.rows) {
        const before = new Set(from.permissions.map((permission) => permission.key))
        for (const { key } of to.permissions) {
          if (!before.has(key)) yield { permission: key, cause: 'blueprint', by: to.name, ...about }
        }
      }
    }
    if (intent.kind !== 'switch.set') continue
    for (const turned of intent.body.rows) {
      const standard = defaultOf(org, turned.switch, turned.key)
      if ((turned.to ?? standard) !== true || (turned.from ?? standard) === true) continue
      for (const permission of blueprint.permissions) {
        const isGoverned =
          turned.switch === 'product'
            ? permission.product === turned.key
            : permission.needs.some((need) => need[turned.switch as 'feature' | 'setting'] === turned.key)
        if (isGoverned) yield { permission: permission.key, cause: turned.switch, by: turned.key, ...about }
      }
    }
  }
}

function defaultOf(org: Org, kind: 'feature' | 'product' | 'setting', key: string): boolean | undefined {
  const { features, products, settings } = org.state().blueprint
  if (kind === 'product') return products.find((one) => one.key === key)?.active
  return (kind === 'feature' ? features : settings).find((one) => one.key === key)?.on
}

function isOn(org: Org, kind: 'feature' | 'product' | 'setting', key: string): boolean {
  return org.state().switches.get(switchKey(kind, key))?.on ?? defaultOf(org, kind, key) ?? false
}
