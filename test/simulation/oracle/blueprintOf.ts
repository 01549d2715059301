import prokeep from '../../../resources/blueprints/prokeep.json' with { type: 'json' }
import staffLadder from '../../../resources/blueprints/staff-ladder.json' with { type: 'json' }

/** What the oracle reads of a blueprint (blueprints.md). */
export interface Blueprint {
  roles: { key: string; locked?: boolean; singleton?: boolean; manages?: 'everyone' | string[] }[]
  ladder: { moves: string }
  permissions: { key: string; class: string; grants: Record<string, string>; editable?: boolean }[]
  guards: Record<string, { permission: string; target?: 'one' | 'every' | 'touched' }>
  placeKinds: { key: string; under?: string[] }[]
  scopeKinds: string[]
  features?: { key: string }[]
  visibility?: { hidden?: { role: string; unless: string }[]; masked?: { role: string }[] }
}

/** The oracle knows the two blueprints that simulations use. */
export function blueprintOf(id: string): Blueprint {
  return (id === 'prokeep' ? prokeep : staffLadder) as unknown as Blueprint
}

/** The reaches that a permission of each class may have. */
export const reachesByClass: Record<string, string[]> = {
  org: ['none', 'all'],
  place: ['none', 'assigned', 'all'],
  record: ['none', 'own', 'all'],
  share: ['none', 'shared', 'all'],
  person: ['connected', 'all'],
  self: ['own'],
}

/** The reach that a cell of a blueprint gives until somebody decides otherwise. */
export function defaultReach(cell: string): string {
  return cell === 'unspecified' || cell.startsWith('granted:') ? 'none' : cell
}

/** `task` of `task:survey`. */
export function placeKindOf(place: string): string {
  return place.slice(0, place.indexOf(':'))
}
