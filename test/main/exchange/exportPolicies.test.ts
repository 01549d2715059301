import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { checkParsePolicySet, checkParseSchema } from '@cedar-policy/cedar-wasm/nodejs'
import { expect, it } from 'vitest'
import { shippedBlueprints } from '../../../src/main/org/shippedBlueprints'
import { toOpenFga } from '../../../src/main/exchange/toOpenFga'
import type { RoleKey } from '../../../src/shared/domain/ids'
import { actAs } from '../../helpers/actAs'
import { aDeskWithOrg, failure, value } from '../../helpers/aDesk'
import { anOrgState, aPerson, aPlace } from '../../helpers/anOrgState'

it('writes Cedar policies, schema and entities beside each other, all or nothing', async () => {
  const { desk, folder } = await aDeskWithOrg('prokeep')
  const path = join(folder, 'northside.cedar')
  const written = value(await desk.call('org.export', { path, format: 'cedar' }))
  expect(written.files).toEqual([path, `${path}.cedarschema`, `${path}.entities.json`])
  const policies = readFileSync(path)
  expect(written.bytes).toBe(policies.length)
  expect(written.sha256).toBe(createHash('sha256').update(policies).digest('hex'))
  expect(checkParsePolicySet({ staticPolicies: policies.toString() }).type).toBe('success')
  expect(checkParseSchema(readFileSync(`${path}.cedarschema`, 'utf8')).type).toBe('success')
  const entities = JSON.parse(readFileSync(`${path}.entities.json`, 'utf8')) as { attrs: { name: string } }[]
  expect(entities.map((one) => one.attrs.name)).toContain('Robin Shaw')
  const other = join(folder, 'other')
  value(await desk.call('org.export', { path: `${other}.entities.json` }))
  expect(failure(await desk.call('org.export', { path: other, format: 'cedar' })).code).toBe('file-exists')
  expect(existsSync(other)).toBe(false)
  value(await desk.call('org.export', { path: other, format: 'cedar', replace: true }))
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([])
})

it.each(['bundle', 'cedar', 'casbin', 'openfga'] as const)(
  'refuses %s to whom everything of an organization is not shown',
  async (format) => {
    const { desk, folder, path } = await aDeskWithOrg('prokeep')
    const ben = { name: 'Ben', email: 'ben@northside.example', role: 'manager' as RoleKey }
    const added = value(await desk.call('staff.add', { people: [ben], active: true }))
    const manager = await actAs(folder, path, added.staffIds[0]!, ben.email)
    const target = join(folder, 'out')
    expect(failure(await manager.call('org.export', { path: target, format })).code).toBe('not-allowed')
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([])
  },
)

it.each(shippedBlueprints().map((blueprint) => [blueprint.id]))(
  'an OpenFGA store uses only what it defines: %s',
  (id) => {
    const text = toOpenFga(
      anOrgState({
        blueprint: id,
        staff: [aPerson('ana@northside.example', { role: anOrgState({ blueprint: id }).blueprint.roles[0]!.key })],
        places: [aPlace('location:riverton')],
      }),
      0,
    )
    const [model, tuples] = text.split('\ntuples:\n') as [string, string]
    const defined = new Set([...model.matchAll(/define (\w+):/g)].map((found) => found[1]))
    const used = [
      ...[...tuples.matchAll(/relation: (\w+)/g)].map((found) => found[1]),
      ...[...model.matchAll(/(\w+) from (\w+)/g)].flatMap((found) => [found[1], found[2]]),
    ]
    expect(used.length).toBeGreaterThan(10)
    expect(used.filter((name) => !defined.has(name))).toEqual([])
    expect(text.startsWith('# Northside Supply')).toBe(true)
  },
)
