import type { Reach } from '../../shared/domain/reach'
import type { Rules } from './rules'
import { memberOf } from './people'

/** How people are called in reasons; who was purged has no name any more. */
export function callPerson(rules: Rules, who: number): string {
  return memberOf(rules, who).name ?? 'A deleted person'
}

export function callPlace(rules: Rules, place: number): string {
  return rules.places.places[place]?.name ?? rules.places.interner.ids[place] ?? 'an unknown place'
}

export function callPermission(rules: Rules, permission: number): string {
  return `“${rules.permissions[permission]!.name}”`
}

/** “a project or task”: the kinds of place that count. */
export function callKinds(rules: Rules, kinds: readonly string[]): string {
  const names = kinds.map((key) => rules.blueprint.placeKinds.find((kind) => kind.key === key)?.name ?? key)
  return names.map((name) => name.toLowerCase()).join(' or ')
}

export function listNames(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? ''
  if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** How far a reach goes, after “has …”. */
export const extent: Record<Reach, string> = {
  none: 'nowhere',
  own: 'for what they created',
  shared: 'for what was shared with them',
  connected: 'for people they share a place with',
  assigned: 'in assigned places',
  all: 'everywhere',
}
