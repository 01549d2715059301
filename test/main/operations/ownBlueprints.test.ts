import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PermissionKey, RoleKey } from '../../../src/shared/domain/ids'
import { aDesk, aDeskWithOrg, aFolder, failure, value } from '../../helpers/aDesk'

const owner = { name: 'Northside', ownerName: 'Robin Shaw', ownerEmail: 'robin@northside.example', timeZone: 'UTC' }

describe('an organization made from a blueprint file', () => {
  it('has the roles of the file, and goes on without it', async () => {
    const { desk, folder } = await aDeskWithOrg('propel', aFolder(), { ownRoles: true })
    value(await desk.call('role.create', { like: 'user' as RoleKey, name: 'Intern' }))
    const path = join(folder, 'ours.json')
    value(await desk.call('blueprint.export', { path }))
    expect(failure(await desk.call('blueprint.export', { path })).code).toBe('file-exists')
    const other = aDesk(aFolder())
    expect(value(await other.call('blueprint.readFile', { path })).roles.at(-1)!.key).toBe('intern')
    const made = value(await other.call('org.create', { path: join(folder, 'b'), blueprint: path, ...owner }))
    writeFileSync(path, '{}')
    value(await other.call('org.open', { path: made.path }))
    expect(value(await other.call('role.list', {})).rungs.map((rung) => rung.key)).toContain('intern')
    value(await other.call('role.delete', { role: 'intern' as RoleKey }))
    expect(value(await other.call('org.verify', {})).ok).toBe(true)
  })

  it('is refused with the JSON path and a sentence, and nothing is written', async () => {
    const folder = aFolder()
    const desk = aDesk(folder)
    const shipped = JSON.parse(readFileSync('resources/blueprints/prokeep.json', 'utf8'))
    const tries: [unknown, string, RegExp][] = [
      ['{', '', /is not JSON/],
      [[], '$', /The blueprint cannot be read/],
      [{ ...shipped, id: 'ours', roles: [] }, '$.roles', /roles/],
      [{ ...shipped, id: 'ours', areas: undefined }, '$.areas', /“areas” is missing; add it/],
      [
        { ...shipped, id: 'ours', roles: [...shipped.roles, shipped.roles[1]] },
        '$.roles[3].key',
        /“manager” is used twice/,
      ],
      [{ ...shipped, name: 'Mine' }, '$.id', /Give it an id of its own/],
    ]
    for (const [content, at, message] of tries) {
      const path = join(folder, 'bad.json')
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
      const failed = failure(await desk.call('org.create', { path: join(folder, 'x'), blueprint: path, ...owner }))
      expect(failed.code).toBe('bad-blueprint')
      expect(failed.message).toMatch(message)
      expect(failed.at ?? '').toBe(at)
      expect(failure(await desk.call('org.open', { path: join(folder, 'x.rolecall') })).code).toBe('file-not-found')
    }
    const missing = { path: join(folder, 'x'), blueprint: join(folder, 'none.json'), ...owner }
    expect(failure(await desk.call('org.create', missing)).code).toBe('file-not-found')
  })
})

describe('a copy of the blueprint', () => {
  it('is taken back while nothing was changed in it', async () => {
    const { desk } = await aDeskWithOrg('lines-and-products')
    const before = value(await desk.call('blueprint.read', {}))
    const owned = value(await desk.call('blueprint.own', { name: 'Harbor roles' }))
    expect(value(await desk.call('blueprint.read', {}))).toMatchObject({ name: 'Harbor roles', ownRoles: true })
    const made = value(await desk.call('role.create', { like: 'standard' as RoleKey, name: 'Trainee' }))
    expect(failure(await desk.call('change.undo', { item: owned.item })).code).toBe('cannot-undo')
    value(await desk.call('change.undo', { item: made.item }))
    value(await desk.call('change.undo', { item: owned.item }))
    expect(value(await desk.call('blueprint.read', {}))).toEqual(before)
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  })
})

describe('a newer version of the blueprint', () => {
  async function aNewer() {
    const made = await aDeskWithOrg('prokeep')
    const now = made.desk.org!.state().blueprint
    const added = {
      ...now.permissions.find((permission) => permission.key === 'dashboard.view')!,
      key: 'forecasts.view',
      name: 'See forecasts',
      notes: [],
    }
    const path = join(made.folder, 'newer.json')
    const newer = {
      ...now,
      version: now.version + 1,
      summary: 'Now with forecasts.',
      // What an update cannot do, it leaves out.
      roles: now.roles.map((role) => ({ ...role, manages: 'everyone' })),
      permissions: [
        ...now.permissions.map((permission) => ({
          ...permission,
          grants: { ...permission.grants, member: permission.grants['manager' as RoleKey] },
        })),
        added,
      ],
    }
    writeFileSync(path, JSON.stringify(newer))
    return {
      ...made,
      path,
      permission: 'forecasts.view' as PermissionKey,
      version: now.version + 1,
      blueprintFile: path,
    }
  }

  it('adds permissions that nobody has until somebody decides, but locked roles', async () => {
    const { desk, blueprintFile, permission, version } = await aNewer()
    const before = value(await desk.call('grant.matrix', {}))
    expect(value(await desk.call('blueprint.findUpdate', {}))).toMatchObject({ version: null })
    expect(value(await desk.call('blueprint.findUpdate', { path: blueprintFile }))).toMatchObject({
      version,
      adds: [{ permission, name: 'See forecasts' }],
    })
    const updated = value(await desk.call('blueprint.update', { path: blueprintFile }))
    const matrix = value(await desk.call('grant.matrix', {}))
    const cells = matrix.permissions.find((one) => one.key === permission)!.cells
    expect(cells.map((cell) => [cell.role, cell.reach, cell.grantable])).toEqual([
      ['administrator', 'all', null],
      ['manager', 'none', 'assigned'],
      ['member', 'none', null],
    ])
    const rest = matrix.permissions.filter((one) => one.key !== permission)
    expect(rest.map((one) => one.cells)).toEqual(before.permissions.map((one) => one.cells))
    expect(desk.org!.state().blueprint.roles[1]!.manages).toEqual(['manager', 'member'])
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
    expect(failure(await desk.call('blueprint.update', { path: blueprintFile })).code).toBe('nothing-to-change')
    const decided = value(
      await desk.call('grant.set', { edits: [{ role: 'manager' as RoleKey, permission, reach: 'assigned' }] }),
    )
    expect(failure(await desk.call('change.undo', { item: updated.item })).code).toBe('cannot-undo')
    value(await desk.call('change.undo', { item: decided.item }))
    value(await desk.call('change.undo', { item: updated.item }))
    expect(value(await desk.call('grant.matrix', {}))).toEqual(before)
    expect(value(await desk.call('org.verify', {})).ok).toBe(true)
  })

  it('is of the same blueprint', async () => {
    const { desk } = await aDeskWithOrg('propel')
    const { blueprintFile } = await aNewer()
    expect(failure(await desk.call('blueprint.update', { path: blueprintFile })).code).toBe('other-blueprint')
  })
})
