import { afterEach, expect, it, vi } from 'vitest'
import type * as Shipped from '../../../src/main/org/shippedBlueprints'
import type { Blueprint } from '../../../src/shared/domain/blueprint'
import type { PermissionKey } from '../../../src/shared/domain/ids'
import { aDeskWithOrg, value } from '../../helpers/aDesk'

const shipped = vi.hoisted(() => ({ newer: null as Blueprint | null }))
vi.mock('../../../src/main/org/shippedBlueprints', async (load) => {
  const real = await load<typeof Shipped>()
  return {
    ...real,
    findShippedBlueprint: (id: string) => (shipped.newer?.id === id ? shipped.newer : real.findShippedBlueprint(id)),
  }
})
afterEach(() => {
  shipped.newer = null
})

it('tells on the overview of a newer version that an update of Rolecall brought, until it is taken', async () => {
  const { desk } = await aDeskWithOrg('staff-ladder')
  const titles = async () => value(await desk.call('overview.read', {})).attention.map(({ title }) => title)
  const told = 'Version 2 of Staff ladder is there'
  expect(await titles()).not.toContain(told)

  const now = desk.org!.state().blueprint
  const added = { ...now.permissions.at(-1)!, key: 'forecasts.view' as PermissionKey, name: 'See forecasts', notes: [] }
  shipped.newer = { ...now, version: now.version + 1, permissions: [...now.permissions, added] }
  const { attention } = value(await desk.call('overview.read', {}))
  expect(attention.find(({ title }) => title === told)).toMatchObject({
    text: 'It adds 1 permission, nobody’s until you decide.',
    go: 'permissions?newer=version',
  })
  value(await desk.call('blueprint.update', {}))
  expect(await titles()).not.toContain(told)
  expect(await titles()).toContain('1 new permission waits')
})
