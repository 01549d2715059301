import { guardedEdits } from '../../../src/shared/domain/blueprint'
import { parseBlueprint } from '../../../src/shared/domain/parseBlueprint'
import { value } from '../../helpers/value'

const roles = ['owner', 'lead', 'hand'] as const
const cells = (...reaches: string[]): Record<string, string> =>
  Object.fromEntries(roles.map((role, rank) => [role, reaches[rank]!]))
const permission = (key: string, classKey: string, grants: Record<string, string>, more: object = {}): object => ({
  key,
  area: 'work',
  name: `Do ${key}`,
  summary: 'A permission of the tests.',
  class: classKey,
  grants,
  ...more,
})

/** What the five blueprints do not have: needs between places, guards by place that mask and hide, a gated dependency. */
export const tangledBlueprint = value(
  parseBlueprint({
    format: 'rolecall/blueprint/1',
    id: 'tangled',
    version: 1,
    name: 'Tangled',
    source: 'Made up for the tests.',
    tagline: 'Everything at once.',
    summary: 'Everything at once.',
    ladder: { moves: 'any' },
    ownRoles: true,
    roles: [
      { key: 'owner', name: 'Owner', summary: 'Owns.', ungated: true, manages: 'everyone' },
      { key: 'lead', name: 'Lead', summary: 'Leads.', manages: ['hand'] },
      { key: 'hand', name: 'Hand', summary: 'Works.', manages: 'everyone' },
    ],
    placeKinds: [
      { key: 'location', name: 'Location', plural: 'Locations', under: ['location'] },
      { key: 'yard', name: 'Yard', plural: 'Yards', under: ['location'] },
      { key: 'bay', name: 'Bay', plural: 'Bays', under: ['yard', 'location'] },
      { key: 'product', name: 'Product', plural: 'Products' },
    ],
    scopeKinds: ['yard'],
    products: [
      { key: 'crane', name: 'Crane', summary: 'Lifts.', active: true },
      { key: 'truck', name: 'Truck', summary: 'Drives.', active: false },
    ],
    features: [{ key: 'night', name: 'Night shift', summary: 'Works at night.', on: true }],
    settings: [{ key: 'open', name: 'Open house', summary: 'Doors are open.', on: true }],
    facts: [
      { key: 'heavy', name: 'Heavy' },
      { key: 'late', name: 'Late' },
    ],
    areas: [{ key: 'work', name: 'Work' }],
    permissions: [
      permission('yards.enter', 'place', cells('all', 'assigned', 'assigned')),
      permission('bays.enter', 'place', cells('all', 'assigned', 'assigned'), {
        scopeKinds: ['bay', 'yard'],
        needs: [{ permission: 'yards.enter' }],
      }),
      permission('crane.run', 'place', cells('all', 'assigned', 'granted:assigned'), {
        product: 'crane',
        scopeKinds: ['yard', 'location'],
        needs: [
          { permission: 'yards.enter', roles: ['lead'] },
          { feature: 'night', whenFact: 'late' },
        ],
      }),
      permission('truck.drive', 'org', cells('all', 'all', 'unspecified'), { product: 'truck' }),
      permission('loads.lift', 'record', cells('all', 'all', 'own'), {
        needs: [
          { fact: 'heavy', roles: ['hand'] },
          { permission: 'doors.open', whenFact: 'late' },
        ],
      }),
      permission('doors.open', 'org', cells('all', 'all', 'none'), { needs: [{ setting: 'open', roles: ['lead'] }] }),
      permission('papers.read', 'share', cells('all', 'shared', 'shared'), {
        needs: [{ permission: 'doors.open', whenOn: true }],
      }),
      permission('people.meet', 'person', cells('all', 'connected', 'connected'), { scopeKinds: ['yard', 'bay'] }),
      permission('self.care', 'self', cells('own', 'own', 'own')),
      permission('crew.see', 'place', cells('all', 'assigned', 'assigned')),
      permission('crew.run', 'place', cells('all', 'assigned', 'none'), { scopeKinds: ['yard', 'location'] }),
      permission('crew.dismiss', 'place', cells('all', 'assigned', 'none')),
      permission('crew.see-owners', 'org', cells('all', 'none', 'none')),
    ],
    visibility: {
      hidden: [{ role: 'owner', unless: 'crew.see-owners', calledInstead: 'an owner' }],
      masked: [{ role: 'lead' }],
    },
    guards: Object.fromEntries(
      guardedEdits.map((edit) => {
        if (edit === 'staff.see') return [edit, { permission: 'crew.see', target: 'one' }]
        if (edit === 'staff.edit') return [edit, { permission: 'crew.run', target: 'one' }]
        if (edit === 'staff.add' || edit === 'staff.assign' || edit === 'places.edit') {
          return [edit, { permission: 'crew.run', target: 'touched', byPlaceKind: { product: 'doors.open' } }]
        }
        if (edit === 'staff.setRole') return [edit, { permission: 'crew.run', target: 'every' }]
        if (edit.startsWith('staff.')) return [edit, { permission: 'crew.dismiss', target: 'every' }]
        return [edit, { permission: 'doors.open' }]
      }),
    ),
  }),
)
