import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openHub } from '../../src/main/sync/hub/openHub'
import { failure, value } from '../helpers/value'
import { type Postgres, startPostgres } from '../helpers/aPostgres'
import { aDesktop, type Desktop } from './runRolecall'

let postgres: Postgres
let desktop: Desktop
let org: string
let url: string

beforeAll(async () => {
  postgres = await startPostgres()
  url = await postgres.newDatabase()
  desktop = aDesktop()
  org = desktop.path('org.rolecall')
  await desktop.json('new', [
    'new',
    org,
    '--blueprint',
    'prokeep',
    '--name',
    'North',
    '--owner',
    'Dana <dana@x.example>',
  ])
})
afterAll(async () => {
  desktop.dispose()
  await postgres.stop()
})

describe('rolecall hub', () => {
  it('prepares a database once', async () => {
    expect((await desktop.refuses(3, 'hub', 'consoles', org, '--hub', url)).message).toMatch(/no hub yet/)
    const made = await desktop.json('hub init', ['hub', 'init', url])
    expect(made).toMatchObject({ from: 0, version: 1 })
    expect((await desktop.json('hub init', ['hub', 'init', url])).from).toBe(1)
  })

  it('admits consoles under roles of their own, and shuts them out', async () => {
    const admitted = await desktop.json('hub admit', ['hub', 'admit', org, 'console_anna', '--hub', url])
    expect((await desktop.json('hub admit', ['hub', 'admit', org, 'console_anna', '--hub', url])).url).toBeNull()
    expect(await desktop.json('hub consoles', ['hub', 'consoles', org, '--hub', url])).toEqual(['console_anna'])
    const { orgId } = await desktop.json('info', ['info', org])
    const transport = value(await openHub(admitted.url!, orgId))
    expect(value(await transport.readEnd(() => undefined))).toEqual({ n: 0 })
    await transport.close()
    await desktop.json('hub dismiss', ['hub', 'dismiss', org, 'console_anna', '--hub', url])
    expect(failure(await openHub(admitted.url!, orgId)).code).toBe('not-admitted')
    await desktop.refuses(2, 'hub', 'dismiss', org, 'console_anna', '--hub', url)
  })

  it('lets any console settle, and goes back to one', async () => {
    expect(await desktop.json('sync settles', ['sync', 'settles', org, 'any'])).toMatchObject({
      pending: false,
      settles: 'Any console that is up to date settles, through the hub.',
    })
    await desktop.refuses(2, 'sync', 'settles', org, 'nobody')
    expect(await desktop.json('sync settles', ['sync', org, 'settles', 'this'])).toMatchObject({ pending: true })
    const admitted = await desktop.json('hub admit', ['hub', 'admit', org, 'console_own', '--hub', url])
    expect(await desktop.json('sync', ['sync', org, '--hub', admitted.url!])).toMatchObject({ settled: 1, pending: 0 })
    expect(await desktop.json('sync status', ['sync', 'status', org])).toMatchObject({
      settles: 'This console settles the changes of everybody.',
      settlesHere: true,
    })
  })

  it('says what is wrong with a URL or a name, and never repeats a password', async () => {
    await desktop.refuses(2, 'hub', 'init', 'https://hub.example.org')
    await desktop.refuses(2, 'hub', 'admit', org, 'Anna Ruiz', '--hub', url)
    const closed = new URL(url)
    closed.port = '1'
    closed.password = 'geheim'
    const refused = await desktop.refuses(3, 'hub', 'consoles', org, '--hub', closed.href)
    expect(refused).toMatchObject({ code: 'no-connection' })
    expect(refused.message).not.toContain('geheim')
  })
})
