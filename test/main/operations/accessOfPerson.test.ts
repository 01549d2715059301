import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import type { PermissionKey, RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'

async function anOrgWith(blueprint: string, role: string, name = 'Ben Osei') {
  const made = await aDeskWithOrg(blueprint)
  const ben = { name, email: 'ben@northside.example', role: role as RoleKey }
  const staffId = value(await made.desk.call('staff.add', { people: [ben], active: true })).staffIds[0]!
  return { ...made, staffId }
}

it('with `all` also lists what a person may not, and why', async () => {
  const { desk, staffId } = await anOrgWith('prokeep', 'member')
  const held = value(await desk.call('access.ofPerson', { who: staffId }))
  const all = value(await desk.call('access.ofPerson', { who: staffId, all: true }))
  const blueprint = value(await desk.call('org.blueprint', {}))
  expect(all.map(({ permission }) => permission)).toEqual(blueprint.permissions.map(({ key }) => key))
  expect(all.filter(({ reach }) => reach !== 'none')).toEqual(held)
  const reasonOf = (key: string) => all.find(({ permission }) => permission === key)?.because[0]
  expect(reasonOf('users.view')).toEqual({ code: 'not-granted', text: 'Member does not have “See users”.' })
  expect(reasonOf('contacts.block')?.code).toBe('not-specified')
  // An empty scope speaks.
  expect(reasonOf('inbox.access')?.text).toMatch(/Ben Osei is assigned to no /)
})

it('writes what is shown to a CSV file in which nothing runs', async () => {
  const { desk, folder } = await anOrgWith('prokeep', 'manager', '=cmd()')
  const path = join(folder, 'access.csv')
  const permissions = ['users.view', 'stock-messages.use'] as PermissionKey[]
  const written = value(await desk.call('access.export', { who: 'ben@northside.example', path, permissions }))
  expect(written).toMatchObject({ path, lines: 2 })
  const text = readFileSync(path, 'utf8')
  expect(text.charCodeAt(0)).toBe(0xfeff)
  const [header, ...rows] = Papa.parse<string[]>(text.slice(1).trimEnd()).data
  expect(header).toEqual(['Person', 'E-mail', 'Permission', 'Key', 'Area', 'Reach', 'Where', 'Because'])
  expect(rows.map((row) => [row[0], row[3], row[5], row[6]])).toEqual([
    ["'=cmd()", 'users.view', 'none', ''],
    ["'=cmd()", 'stock-messages.use', 'all', 'everywhere'],
  ])
  expect(failure(await desk.call('access.export', { who: 'ben@northside.example', path })).code).toBe('file-exists')
  const unknown = {
    who: 'ben@northside.example',
    path: `${path}2`,
    permissions: ['no.such'] as unknown as PermissionKey[],
  }
  expect(failure(await desk.call('access.export', unknown)).code).toBe('unknown-permission')
})

it('is not for the one whose details are theirs alone, nor of people one may not see (S0.14, S4.6)', async () => {
  const { desk, folder, path, staffId } = await anOrgWith('staff-ladder', 'admin')
  const owner = value(await desk.call('org.info', {})).actor!.staffId
  const admin = await actAs(folder, path, staffId, 'ben@northside.example')
  const target = join(folder, 'owner.csv')
  expect(failure(await admin.call('access.export', { who: owner, path: target })).code).toBe('no-such-person')

  const hidden = await anOrgWith('prokeep', 'manager')
  const robin = value(await hidden.desk.call('org.info', {})).actor!.staffId
  const manager = await actAs(hidden.folder, hidden.path, hidden.staffId, 'ben@northside.example')
  expect(failure(await manager.call('access.ofPerson', { who: robin, all: true })).code).toBe('no-such-person')
})
