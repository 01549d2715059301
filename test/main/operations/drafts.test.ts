import { expect, it } from 'vitest'
import type { PermissionKey, RoleKey } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const edit = (reach: 'assigned' | 'all' | 'none', permission = 'contacts.unblock') => ({
  role: 'manager' as RoleKey,
  permission: permission as PermissionKey,
  reach,
})

it('keeps several drafts under names, switches between them and keeps them over a closed window', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('draft.save', { edits: [edit('assigned')], note: 'ask Grace' }))
  value(await desk.call('draft.rename', { name: ' Spring ' }))
  expect(value(await desk.call('draft.open', {}))).toMatchObject({ edits: [], name: null })
  // Without a name it gets one when it is put aside: nothing is lost.
  value(await desk.call('draft.save', { edits: [edit('all')] }))
  expect(value(await desk.call('draft.open', { draft: 'Spring' }))).toMatchObject({
    edits: [edit('assigned')],
    note: 'ask Grace',
    name: 'Spring',
  })
  value(await desk.call('org.close', {}))
  value(await desk.call('org.open', { path }))
  expect(value(await desk.call('draft.list', {}))).toMatchObject({
    open: { name: 'Spring', edits: 1, note: 'ask Grace' },
    kept: [{ name: 'Draft 1', edits: 1 }],
  })
  // Saving the open draft keeps its name; discarding it leaves the others alone.
  value(await desk.call('draft.save', { edits: [edit('all')] }))
  expect(value(await desk.call('draft.read', {})).name).toBe('Spring')
  value(await desk.call('draft.save', { edits: [] }))
  expect(value(await desk.call('draft.list', {}))).toMatchObject({ open: null, kept: [{ name: 'Draft 1' }] })
  value(await desk.call('draft.discard', { draft: 'Draft 1' }))
  expect(value(await desk.call('draft.list', {}))).toEqual({ open: null, kept: [] })
})

it('says of a kept draft what moved underneath, and again when it is opened', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  value(await desk.call('draft.save', { edits: [edit('assigned')] }))
  value(await desk.call('draft.rename', { name: 'Spring' }))
  value(await desk.call('draft.open', {}))
  value(await desk.call('grant.set', { edits: [edit('all')] }))
  const kept = value(await desk.call('draft.list', {})).kept[0]!
  expect(kept.moved[0]).toMatch(/Manager, .*changed to “all” since you staged/)
  expect(value(await desk.call('draft.open', { draft: 'Spring' })).moved).toEqual(kept.moved)
  // What the author saw goes with the draft, so that it still is known after a save.
  value(await desk.call('draft.save', { edits: [edit('assigned')] }))
  expect(value(await desk.call('draft.read', {})).moved).toEqual(kept.moved)
})

it('refuses a name twice, a draft that is not there, and more than fifty', async () => {
  const { desk } = await aDeskWithOrg('prokeep')
  expect(failure(await desk.call('draft.rename', { name: 'Spring' })).code).toBe('unknown-draft')
  value(await desk.call('draft.save', { edits: [edit('assigned')] }))
  value(await desk.call('draft.rename', { name: 'Spring' }))
  value(await desk.call('draft.open', {}))
  value(await desk.call('draft.save', { edits: [edit('all')] }))
  expect(failure(await desk.call('draft.rename', { name: 'Spring' }))).toMatchObject({ code: 'name-taken' })
  value(await desk.call('draft.rename', { name: 'Autumn' }))
  expect(failure(await desk.call('draft.rename', { draft: 'Spring', name: 'Autumn' })).code).toBe('name-taken')
  value(await desk.call('draft.rename', { draft: 'Spring', name: 'May' }))
  expect(failure(await desk.call('draft.open', { draft: 'Spring' })).message).toBe('There is no kept draft “Spring”.')
  expect(failure(await desk.call('draft.discard', { draft: 'Spring' })).code).toBe('unknown-draft')
  expect(failure(await desk.call('draft.rename', { name: '   ' })).code).toBe('bad-input')
  for (let n = 2; n <= 50; n += 1) {
    value(await desk.call('draft.open', {}))
    value(await desk.call('draft.save', { edits: [edit('all')] }))
  }
  expect(failure(await desk.call('draft.open', {})).code).toBe('too-many-drafts')
  expect(value(await desk.call('draft.read', {})).edits).toHaveLength(1)
})

it('shows drafts to nobody else, and keeps none for a console that only reads', async () => {
  const { desk, path } = await aDeskWithOrg('prokeep')
  value(await desk.call('draft.save', { edits: [edit('assigned')] }))
  value(await desk.call('draft.open', {}))
  value(await desk.call('org.viewAs', { role: 'manager' as RoleKey }))
  expect(value(await desk.call('draft.list', {}))).toEqual({ open: null, kept: [] })
  expect(failure(await desk.call('draft.open', { draft: 'Draft 1' })).code).toBe('read-only')
  value(await desk.call('org.open', { path, readOnly: true }))
  expect(failure(await desk.call('draft.discard', { draft: 'Draft 1' })).code).toBe('read-only')
})
