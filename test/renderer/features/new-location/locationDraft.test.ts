import { describe, expect, it } from 'vitest'
import {
  type DraftPlace,
  draftToSetup,
  emptyDraft,
  inOrder,
  placesOfLocation,
  placesOfTemplate,
  readDraft,
  withoutPlace,
} from '../../../../src/renderer/features/new-location/locationDraft'
import { leaveStart, whyNotOn } from '../../../../src/renderer/features/new-location/onTheWay'
import { parseSetup } from '../../../../src/shared/domain/setup'

const aLine = (id: string, more: Partial<DraftPlace> = {}): DraftPlace => ({
  id,
  parent: null,
  kind: 'group',
  name: id,
  key: '',
  ...more,
})

describe('a draft of a new location', () => {
  it('becomes a setup, without the lines that were left empty', () => {
    const setup = draftToSetup({
      ...emptyDraft,
      start: 'location',
      copyFrom: 'location:york',
      copyPeople: 'managers',
      name: ' Leeds ',
      under: 'location:north',
      places: [aLine('Sales'), aLine('Night', { parent: 'Sales', key: 'night-1' }), aLine('x', { name: '  ' })],
      people: [
        { email: 'a@x.example', name: 'Ana', role: 'member', isKnown: false, at: ['here', 'Night', 'x'], grants: [] },
        { email: 'b@x.example', name: 'Bo', role: 'manager', isKnown: true, at: [], grants: ['contacts.unblock'] },
      ],
      products: ['blast'],
    })
    expect(setup).toEqual({
      format: 'rolecall/setup/1',
      location: { name: 'Leeds', under: 'location:north' },
      copy: { from: 'location:york', places: false, people: 'managers' },
      places: [{ kind: 'group', name: 'Sales', places: [{ kind: 'group', name: 'Night', key: 'night-1' }] }],
      people: [
        { email: 'a@x.example', name: 'Ana', role: 'member', at: ['here', 'Night'] },
        { email: 'b@x.example', at: [], grants: [{ do: 'contacts.unblock' }] },
      ],
      products: ['blast'],
    })
  })

  it('takes over what lies under another location, with its name replaced and without locations under it', () => {
    const all = [
      { id: 'location:york', kind: 'location', name: 'York', parent: null },
      { id: 'group:s', kind: 'group', name: 'York Sales (york)', parent: 'location:york' },
      { id: 'group:n', kind: 'group', name: 'Night', parent: 'group:s' },
      { id: 'location:port', kind: 'location', name: 'York Port', parent: 'location:york' },
      { id: 'group:p', kind: 'group', name: 'Port', parent: 'location:port' },
    ]
    const places = placesOfLocation(all, 'location:york', 'Leeds')
    expect(inOrder(places).map(({ place, depth }) => `${depth} ${place.name}`)).toEqual([
      '0 Leeds Sales (Leeds)',
      '1 Night',
    ])
  })

  it('fills a template in, and brings it in when the name is known', () => {
    const template = {
      name: 'Branch',
      places: [{ kind: 'group', name: '{location} Counter', places: [{ kind: 'group', name: 'Till' }] }],
      wanted: [{ role: 'manager' as never, atLeast: 1 }],
      products: ['blast'],
    }
    expect(placesOfTemplate(template.places, 'Leeds').map(({ name }) => name)).toEqual(['Leeds Counter', 'Till'])
    const draft = { ...emptyDraft, step: 1, start: 'template' as const, template: 'branch', name: 'Leeds' }
    const next = leaveStart(draft, [], [{ key: 'branch', name: 'Branch', summary: '', template }])
    expect(next).toMatchObject({ step: 2, wanted: template.wanted, products: ['blast'], places: { length: 2 } })
  })

  it('loses a place with what lies under it, and nobody stays assigned there', () => {
    const draft = {
      ...emptyDraft,
      places: [aLine('a'), aLine('b', { parent: 'a' }), aLine('c')],
      people: [{ email: 'a@x.example', name: 'A', role: 'r', isKnown: true, at: ['here', 'b', 'c'], grants: [] }],
    }
    const { places, people } = withoutPlace(draft, 'a')
    expect(places.map(({ id }) => id)).toEqual(['c'])
    expect(people[0]!.at).toEqual(['here', 'c'])
  })

  it('goes on only when the step is whole', () => {
    expect(whyNotOn({ ...emptyDraft, start: 'location' })).toBe('Choose the location to copy.')
    expect(whyNotOn({ ...emptyDraft, step: 1 })).toBe('Give the location a name.')
    expect(whyNotOn({ ...emptyDraft, step: 1, name: 'Leeds' })).toBeNull()
  })

  it('is read back as it was kept, and ignored when it is something else', () => {
    const draft = { ...emptyDraft, name: 'Leeds', places: [aLine('a')] }
    expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft)
    expect(readDraft({ ...draft, places: 'x' })).toBeNull()
    expect(readDraft(null)).toBeNull()
  })

  it('always makes a setup that main can read', () => {
    expect(parseSetup.safeParse(draftToSetup({ ...emptyDraft, name: 'Leeds' })).success).toBe(true)
  })
})
