import type { Blueprint } from '../../src/shared/domain/blueprint'
import { parseBlueprint } from '../../src/shared/domain/parseBlueprint'
import { guardedEdits } from '../../src/shared/domain/blueprint'
import { value } from './value'

/** The smallest role system that the console can run: two roles, one permission of its own and one that guards all edits. */
export function tinyBlueprint(): Blueprint {
  return value(
    parseBlueprint({
      format: 'rolecall/blueprint/1',
      id: 'tiny',
      version: 1,
      name: 'Tiny',
      source: 'An example',
      tagline: 'A keeper and helpers.',
      summary: 'A keeper runs the place, helpers open the door where they are assigned.',
      ladder: { moves: 'any' },
      roles: [
        { key: 'keeper', name: 'Keeper', summary: 'Runs everything.', locked: true, manages: 'everyone' },
        { key: 'helper', name: 'Helper', summary: 'Opens the door.' },
      ],
      placeKinds: [{ key: 'location', name: 'Location', plural: 'Locations' }],
      scopeKinds: ['location'],
      areas: [{ key: 'house', name: 'House' }],
      permissions: [
        {
          key: 'house.run',
          area: 'house',
          name: 'Run the house',
          summary: 'Staff, places and permissions.',
          class: 'org',
          grants: { keeper: 'all', helper: 'none' },
        },
        {
          key: 'door.open',
          area: 'house',
          name: 'Open the door',
          summary: 'Open the door of a location.',
          class: 'place',
          grants: { keeper: 'all', helper: 'assigned' },
        },
      ],
      visibility: {},
      guards: Object.fromEntries(guardedEdits.map((edit) => [edit, { permission: 'house.run' }])),
    }),
  )
}
