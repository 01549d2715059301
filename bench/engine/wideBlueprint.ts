import { guardedEdits, type Blueprint } from '../../src/shared/domain/blueprint'
import { parseBlueprint } from '../../src/shared/domain/parseBlueprint'

const roles = ['owner', 'manager', 'lead', 'member', 'guest'] as const
const kinds = [
  { name: 'place', cells: ['all', 'all', 'assigned', 'assigned', 'none'] },
  { name: 'place', cells: ['all', 'assigned', 'assigned', 'none', 'none'] },
  { name: 'record', cells: ['all', 'all', 'own', 'own', 'own'] },
  { name: 'org', cells: ['all', 'all', 'none', 'none', 'none'] },
] as const

/** Sixty permissions of the kinds that every peer can hold: everywhere, at one's places, one's own. */
export function wideBlueprint(): Blueprint {
  const parsed = parseBlueprint({
    format: 'rolecall/blueprint/1',
    id: 'wide',
    version: 1,
    name: 'Wide',
    source: 'Made for the bench.',
    tagline: 'Sixty permissions.',
    summary: 'Sixty permissions.',
    ladder: { moves: 'any' },
    ownRoles: true,
    roles: roles.map((key) => ({ key, name: key, summary: key, manages: 'everyone' })),
    placeKinds: [
      { key: 'location', name: 'Location', plural: 'Locations', under: ['location'] },
      { key: 'group', name: 'Group', plural: 'Groups', under: ['location'] },
    ],
    scopeKinds: ['group'],
    areas: [{ key: 'work', name: 'Work' }],
    permissions: Array.from({ length: 60 }, (_, number) => {
      const { name, cells } = kinds[number % kinds.length]!
      return {
        key: `thing${number}.use`,
        area: 'work',
        name: `Use ${number}`,
        summary: `Use ${number}.`,
        class: name,
        grants: Object.fromEntries(roles.map((role, rank) => [role, cells[rank]!])),
      }
    }),
    visibility: {},
    guards: Object.fromEntries(guardedEdits.map((edit) => [edit, { permission: 'thing3.use' }])),
  })
  if (!parsed.ok) throw new Error(`${parsed.error.at}: ${parsed.error.message}`)
  return parsed.value
}
