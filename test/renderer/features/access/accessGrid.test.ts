import { expect, it } from 'vitest'
import type { PermissionKey, PlaceId } from '../../../../src/shared/domain/ids'
import {
  type AccessLine,
  everyLine,
  filterAccess,
  toClipboard,
  whereOf,
} from '../../../../src/renderer/features/access/accessGrid'

const line = (name: string, more: Partial<AccessLine> = {}): AccessLine => ({
  permission: name.toLowerCase() as PermissionKey,
  name,
  area: 'Contacts',
  reach: 'all',
  places: null,
  because: [{ code: 'role-grant', text: `Manager has “${name}” everywhere.` }],
  ...more,
})
const place = (name: string) => ({ id: `group:${name}` as PlaceId, kind: 'group', name })
const lines = [
  line('Block'),
  line('Send', { area: 'Messages', reach: 'assigned', places: [place('Night'), place('Day'), place('Late')] }),
  line('Unblock', { reach: 'none', because: [{ code: 'feature-off', text: 'The feature is off.' }] }),
]
const names = (filter: Partial<typeof everyLine>) =>
  filterAccess(lines, { ...everyLine, ...filter }).map(({ name }) => name)

it('filters by area, reach, held, and by words in name, place and reason', () => {
  expect(names({})).toEqual(['Block', 'Send', 'Unblock'])
  expect(names({ isHeldOnly: true })).toEqual(['Block', 'Send'])
  expect(names({ areas: ['Messages'] })).toEqual(['Send'])
  expect(names({ reaches: ['all', 'none'] })).toEqual(['Block', 'Unblock'])
  expect(names({ text: ' NIGHT ' })).toEqual(['Send'])
  expect(names({ text: 'feature is off' })).toEqual(['Unblock'])
  expect(names({ text: 'block', isHeldOnly: true })).toEqual(['Block'])
})

it('says where, and nothing for what is not about places', () => {
  expect(lines.map((one) => whereOf(one))).toEqual(['everywhere', 'Night, Day +1', ''])
  expect(whereOf(line('Nowhere', { reach: 'assigned', places: [] }))).toMatch(/^nowhere/)
})

it('copies a table whose cells stay cells', () => {
  const copied = toClipboard([line('Tab\tand\nbreak', { reach: 'assigned', places: [place('Night'), place('Day')] })])
  expect(copied.split('\n')).toHaveLength(2)
  expect(copied.split('\n')[1]!.split('\t')).toEqual([
    'Tab and break',
    'Contacts',
    'assigned',
    'Night, Day',
    'Manager has “Tab and break” everywhere.',
  ])
})
