import { expect, it } from 'vitest'
import { arrangeHits } from '../../../src/renderer/app/arrangeHits'
import type { OperationOutput } from '../../../src/shared/operations/contract'

const labels = { overview: 'Overview', staff: 'Staff', history: 'History' }
const found = {
  people: [{ id: '1', name: 'Stan Berg', email: null, role: 'Teammate' }],
  roles: [{ key: 'staff-lead', name: 'Staff lead' }],
  permissions: [],
  places: [{ id: 'location:stanton', name: 'Stanton', kind: 'location' }],
} as unknown as OperationOutput<'search.all'>

it('groups what was found, and pages come last', () => {
  expect(arrangeHits(found, 'sta', labels).map((hit) => `${hit.group}: ${hit.title}`)).toEqual([
    'People: Stan Berg',
    'Roles: Staff lead',
    'Places: Stanton',
    'Go to: Staff',
  ])
})

it('offers every page before anything is typed', () => {
  expect(arrangeHits(null, '', labels).map((hit) => hit.title)).toEqual(['Overview', 'Staff', 'History'])
})
