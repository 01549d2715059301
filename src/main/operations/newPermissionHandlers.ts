import { findPermission } from '../../shared/domain/cellReach'
import { documentKey } from '../../shared/domain/documents'
import { done, failed } from '../../shared/domain/result'
import type { OperationOutput } from '../../shared/operations/contract'
import type { Org } from '../org/Org'
import { type NewPermission, newPermissions } from './newPermissions'
import { presentApplied } from './present'
import type { OrgHandlers } from './session'

export const newPermissionHandlers: Pick<OrgHandlers, 'newPermission.list' | 'newPermission.keep'> = {
  'newPermission.list': (org) => done(newPermissions(org).map((arrival) => present(org, arrival))),

  'newPermission.keep': (org, { permissions }) => {
    const waiting = new Map(newPermissions(org).map((arrival) => [arrival.permission as string, arrival]))
    const decided = permissions.flatMap((key) => waiting.get(key) ?? [])
    if (decided.length === 0) return failed('nothing-to-change', 'It is decided already: there is nothing to keep.')
    const state = org.state()
    const rows = decided.map(({ permission, item }) => ({
      collection: 'decision' as const,
      key: permission as string,
      from: state.documents.get(documentKey('decision', permission))?.value ?? null,
      to: { title: findPermission(state.blueprint, permission)?.name ?? permission, item },
    }))
    const applied = org.apply({ intents: [{ kind: 'document.set', body: { rows } }], personal: [] })
    return applied.ok ? done(presentApplied(applied.value)) : applied
  },
}

function present(org: Org, arrival: NewPermission): OperationOutput<'newPermission.list'>[number] {
  const { blueprint } = org.state()
  const lists = { feature: blueprint.features, product: blueprint.products, setting: blueprint.settings }
  const by =
    arrival.cause === 'blueprint'
      ? arrival.by
      : (lists[arrival.cause].find((one) => one.key === arrival.by)?.name ?? arrival.by)
  return {
    permission: arrival.permission,
    name: findPermission(blueprint, arrival.permission)?.name ?? arrival.permission,
    because:
      arrival.cause === 'blueprint'
        ? `The blueprint ${by} brought it with a new version.`
        : `It came when the ${arrival.cause} ${by} was turned on.`,
    sinceMs: arrival.settledAtMs,
  }
}
