import { describe, expect, it } from 'vitest'
import { parsePermissionKey, parseRoleKey } from '../../../src/shared/domain/ids'
import type { Reach } from '../../../src/shared/domain/reach'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

const cell = (role: string, permission: string, reach: Reach | null) => ({
  role: parseRoleKey.parse(role),
  permission: parsePermissionKey.parse(permission),
  reach,
})

describe('an edit of a cell', () => {
  it('offers what the permission needs, and the feature that is off', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    value(await desk.call('feature.set', { key: 'broadcast', on: false }))
    const preview = value(await desk.call('grant.preview', { edits: [cell('manager', 'broadcast.report', 'all')] }))
    const [edit] = preview.edits
    expect(edit!.needs.map((need) => need.edit)).toContainEqual(cell('manager', 'broadcast.send', 'all'))
    expect(edit!.needs.map((need) => need.switch)).toContainEqual({
      kind: 'feature',
      key: 'broadcast',
      name: expect.any(String),
    })
  })

  it('offers nothing when what it needs is given with it', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const edits = [cell('manager', 'broadcast.report', 'all'), cell('manager', 'broadcast.send', 'all')]
    const preview = value(await desk.call('grant.preview', { edits }))
    expect(preview.edits.flatMap((edit) => edit.needs)).toEqual([])
  })

  it('names what stops working when it is turned off', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const both = [cell('manager', 'broadcast.report', 'all'), cell('manager', 'broadcast.send', 'all')]
    value(await desk.call('grant.set', { edits: both }))
    const preview = value(await desk.call('grant.preview', { edits: [cell('manager', 'broadcast.send', null)] }))
    expect(preview.edits[0]!.stops.map((stop) => stop.permission)).toEqual(['broadcast.report'])
    expect(preview.edits[0]!.stops[0]!.text).toContain('stops working for Manager')
  })

  it('says of each person under which of the edited roles they gain or lose', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const people = (['manager', 'member'] as const).map((role) => ({
      name: `One ${role}`,
      email: `${role}@office.example`,
      role: parseRoleKey.parse(role),
      at: [],
    }))
    value(await desk.call('staff.add', { active: true, people }))
    const edits = [cell('manager', 'templates.use', 'none'), cell('member', 'templates.use', 'none')]
    const preview = value(await desk.call('grant.preview', { edits }))
    expect(preview.lose.map(({ name, role }) => [name, role]).toSorted()).toEqual([
      ['One manager', 'manager'],
      ['One member', 'member'],
    ])
  })

  it('counts and names nobody for an edit that is refused, where only what may be made is asked for', async () => {
    const { desk } = await aDeskWithOrg('pronto')
    const people = (['manager', 'user'] as const).map((role) => ({
      name: `One ${role}`,
      email: `${role}@office.example`,
      role: parseRoleKey.parse(role),
      at: [],
    }))
    value(await desk.call('staff.add', { active: true, people }))
    // A manager holds at least what a user holds, so the first is refused.
    const edits = [cell('manager', 'direct-messages.start', 'none'), cell('user', 'groups.create', 'none')]
    const preview = value(await desk.call('grant.preview', { edits, onlyAllowed: true }))
    expect(preview.edits.map(({ refusedBecause, losing }) => [refusedBecause.length > 0, losing])).toEqual([
      [true, 0],
      [false, 1],
    ])
    expect(preview.lose.map(({ name, permission }) => [name, permission])).toEqual([['One user', 'groups.create']])
    expect(preview.peopleLosing).toBe(1)
    const all = value(await desk.call('grant.preview', { edits }))
    expect(all.peopleLosing).toBe(2)
  })

  it('says that a permission works less far where only some requests need the other', async () => {
    const { desk } = await aDeskWithOrg('pronto')
    const preview = value(await desk.call('grant.preview', { edits: [cell('user', 'people.search', 'connected')] }))
    expect(preview.edits[0]!.stops.map((stop) => stop.permission).toSorted()).toEqual([
      'direct-messages.start',
      'groups.create',
    ])
    expect(preview.edits[0]!.stops.every((stop) => stop.text.includes('less far'))).toBe(true)
  })
})

describe('a permission in detail', () => {
  it('says what it needs and whether that is on, what needs it, and what people see who lack it', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const sent = value(await desk.call('permission.read', { permission: parsePermissionKey.parse('broadcast.send') }))
    expect(sent.needs).toMatchObject([{ kind: 'feature', key: 'broadcast', isOn: true }])
    expect(sent.neededBy.map((one) => one.permission)).toEqual(['broadcast.report'])
    expect(sent.holders.people).toBe(1)
    expect(sent.holders.first.map((one) => one.name)).toEqual(['Robin Shaw'])
    expect(sent.entryPoints.length).toBeGreaterThan(0)
    const unknown = parsePermissionKey.parse('no.such')
    expect(failure(await desk.call('permission.read', { permission: unknown })).code).toBe('unknown-permission')
  })

  it('keeps every past value with who and why, and brings any point back', async () => {
    const { desk } = await aDeskWithOrg('prokeep')
    const key = parsePermissionKey.parse('broadcast.send')
    value(await desk.call('grant.set', { edits: [cell('manager', 'broadcast.send', 'all')], note: 'Spring sale' }))
    const { n } = value(await desk.call('org.info', {})).revision
    value(await desk.call('grant.set', { edits: [cell('member', 'broadcast.send', 'all')] }))
    value(await desk.call('grant.set', { edits: [cell('manager', 'broadcast.send', null)] }))
    const past = value(await desk.call('grant.history', { permission: key }))
    expect(past.map((row) => [row.roleName, row.fromText, row.toText, row.note])).toEqual([
      ['Manager', 'all', 'none (the default)', null],
      ['Member', 'none (the default)', 'all', null],
      ['Manager', 'none (the default)', 'all', 'Spring sale'],
    ])
    expect(past[2]!.author).toBe('Robin Shaw')
    const { edits } = value(await desk.call('grant.restore', { n, permission: key }))
    expect(edits).toEqual([cell('manager', 'broadcast.send', 'all'), cell('member', 'broadcast.send', null)])
    expect(value(await desk.call('grant.restore', { n: 0 })).edits).toEqual([cell('member', 'broadcast.send', null)])
    const { role } = cell('manager', 'broadcast.send', null)
    expect(value(await desk.call('grant.history', { role }))).toHaveLength(2)
  })
})
