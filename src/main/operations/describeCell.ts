import type { Blueprint, BlueprintNeed } from '../../shared/domain/blueprint'
import type { Reach } from '../../shared/domain/reach'

/** How far a permission reaches, in words. */
export const reachWords: Readonly<Record<Reach, string>> = {
  none: 'none',
  own: 'own only',
  shared: 'shared with them only',
  connected: 'their connections only',
  assigned: 'assigned places only',
  all: 'all',
}

/** One need of a permission in words, by the names of the blueprint. */
export function describeNeed(blueprint: Blueprint, need: BlueprintNeed): string {
  const nameOf = (list: readonly { key: string; name: string }[], key: string) =>
    list.find((one) => one.key === key)?.name ?? key
  const what =
    need.feature !== undefined
      ? `the feature ${nameOf(blueprint.features, need.feature)}`
      : need.setting !== undefined
        ? `the setting ${nameOf(blueprint.settings, need.setting)}`
        : need.permission !== undefined
          ? nameOf(blueprint.permissions, need.permission)
          : `a record that is ${nameOf(blueprint.facts, need.fact ?? '').toLowerCase()}`
  const roles = need.roles?.map((role) => nameOf(blueprint.roles, role)).join(', ')
  const when = need.whenFact === undefined ? '' : ` for ${nameOf(blueprint.facts, need.whenFact).toLowerCase()} records`
  const on = need.whenOn === true ? ' for the person chosen' : ''
  return `${what}${when}${on}${roles === undefined ? '' : ` (${roles})`}`
}
