import { describe, expect, it } from 'vitest'
import { parsePermissionKey, parseRoleKey } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const group = parsePermissionKey.parse('announcements.group')
const organization = parsePermissionKey.parse('announcements.organization')

async function turnedOn(grants: 'none' | 'defaults') {
  const opened = await aDeskWithOrg('pronto')
  value(await opened.desk.call('feature.set', { key: 'announcements', on: false }))
  expect(value(await opened.desk.call('newPermission.list', {}))).toEqual([])
  const { item } = value(await opened.desk.call('feature.set', { key: 'announcements', on: true, grants }))
  return { ...opened, item }
}

describe('permissions that come when a feature is turned on', () => {
  it('wait for somebody to decide, and nobody has them meanwhile but locked roles', async () => {
    const { desk, item } = await turnedOn('none')
    const waiting = value(await desk.call('newPermission.list', {}))
    expect(waiting.map((one) => one.permission).toSorted()).toEqual([group, organization])
    const matrix = value(await desk.call('grant.matrix', {}))
    const cells = matrix.permissions.find((one) => one.key === group)!.cells
    expect(cells.filter((cell) => cell.isEditable).map((cell) => cell.reach)).toEqual(
      cells.filter((cell) => cell.isEditable).map(() => 'none'),
    )
    const attention = value(await desk.call('overview.read', {})).attention
    expect(attention[0]).toMatchObject({ title: '2 new permissions wait', go: 'permissions?only=new' })
    // The only person is an Admin: announcing to groups aside, an Admin is not limited to places.
    expect(attention.map(({ rule }) => rule)).not.toContain('no-place')
    value(await desk.call('change.undo', { item }))
    expect(value(await desk.call('grant.list', {}))).toEqual([])
    expect(value(await desk.call('newPermission.list', {}))).toEqual([])
  })

  it('wait no longer once one cell was decided, or somebody said to keep them', async () => {
    const { desk } = await turnedOn('none')
    const manager = parseRoleKey.parse('manager')
    value(await desk.call('grant.set', { edits: [{ role: manager, permission: group, reach: 'assigned' }] }))
    expect(value(await desk.call('newPermission.list', {})).map((one) => one.permission)).toEqual([organization])
    value(await desk.call('newPermission.keep', { permissions: [organization] }))
    expect(value(await desk.call('newPermission.list', {}))).toEqual([])
    expect(failure(await desk.call('newPermission.keep', { permissions: [organization] })).code).toBe(
      'nothing-to-change',
    )
  })

  it('come back when the feature is turned on another time', async () => {
    const { desk } = await turnedOn('defaults')
    value(await desk.call('newPermission.keep', { permissions: [group, organization] }))
    value(await desk.call('feature.set', { key: 'announcements', on: false }))
    value(await desk.call('feature.set', { key: 'announcements', on: true }))
    expect(value(await desk.call('newPermission.list', {}))).toHaveLength(2)
  })
})
