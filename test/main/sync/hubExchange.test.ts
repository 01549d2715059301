import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlaceId } from '../../../src/shared/domain/ids'
import { connectHub } from '../../../src/main/store/hub/hubConnection'
import { readHubUrl } from '../../../src/main/store/hub/hubUrl'
import { prepareHub } from '../../../src/main/store/hub/prepareHub'
import { aFolder, failure, value } from '../../helpers/aDesk'
import { type Postgres, startPostgres } from '../../helpers/aPostgres'
import { type Console, consoles } from '../../helpers/consoles'

let postgres: Postgres
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

/** An organization that meets at a hub, each console under a database role of its own. */
async function atAHub(people: readonly { name: string; role: string }[], settles: 'registrar' | 'hub' = 'hub') {
  const admin = await postgres.newDatabase()
  const hub = connectHub(value(readHubUrl(admin)))
  value(await prepareHub(hub))
  await hub.close()
  const { office, others } = await consoles('prokeep', people)
  const urls = new Map<Console, string>()
  for (const [i, one] of [office, ...others].entries()) {
    const role = `${new URL(admin).pathname.slice(1)}_console${i}`
    urls.set(one, value(await office.desk.call('hub.admit', { url: admin, role })).url!)
  }
  const meet = async (one: Console) => value(await one.desk.call('sync.exchange', { hub: urls.get(one)! }))
  if (settles === 'hub') value(await office.desk.call('sync.setSequencer', { to: 'hub' }))
  for (const one of [office, ...others]) await meet(one)
  return { office, others, meet, urls, admin }
}

async function addPerson(one: Console, name: string, more: { at?: string[] } = {}) {
  const person = { name, email: `${name.toLowerCase()}@northside.example`, role: 'member' as never }
  const people = [{ ...person, at: (more.at ?? []) as PlaceId[] }]
  return value(await one.desk.call('staff.add', { people, active: true })).staffIds[0]!
}

/** Keeps a hub as it is; answers what puts it back, under the same name. */
async function keepBackup(url: string) {
  const name = new URL(url).pathname.slice(1)
  const inServer = async (...statements: string[]) => {
    const other = new URL(url)
    other.pathname = '/postgres'
    const client = new pg.Client({ connectionString: other.href })
    await client.connect()
    for (const statement of statements) await client.query(statement)
    await client.end()
  }
  await inServer(`CREATE DATABASE ${name}_backup TEMPLATE ${name}`)
  return () =>
    inServer(`ALTER DATABASE ${name} RENAME TO ${name}_lost`, `ALTER DATABASE ${name}_backup RENAME TO ${name}`)
}

async function expectEqual(all: readonly Console[]) {
  for (const one of all) {
    expect(one.org.revision()).toEqual(all[0]!.org.revision())
    expect(one.org.line.pending()).toEqual([])
    expect([...one.org.state().inbox.values()]).toEqual([...all[0]!.org.state().inbox.values()])
    expect(value(await one.desk.call('org.verify', {})).problems).toEqual([])
  }
}

describe('consoles that meet at a hub', () => {
  it('are stopped at once when somebody says so, while the hub does not answer and while another exchange runs', async () => {
    const { office, others, meet, urls, admin } = await atAHub([{ name: 'Mel', role: 'administrator' }])
    const client = new pg.Client({ connectionString: admin })
    await client.connect()
    await client.query('BEGIN')
    await client.query('LOCK TABLE rolecall.org, rolecall.entry IN ACCESS EXCLUSIVE MODE')
    const hub = urls.get(office)!
    const running = office.desk.call('sync.exchange', { hub, job: 'first' })
    const queued = office.desk.call('sync.exchange', { hub, job: 'second' })
    await postgres.untilLocked()
    const fromMs = performance.now()
    for (const [job, exchange] of [
      ['second', queued],
      ['first', running],
    ] as const) {
      value(await office.desk.call('job.cancel', { job }))
      expect(failure(await exchange).code).toBe('cancelled')
    }
    // Without a way to stop it the hub's own limit would end it, after 20 seconds and five tries more.
    expect(performance.now() - fromMs).toBeLessThan(12_000)
    await client.query('ROLLBACK')
    await client.end()
    await addPerson(office, 'Ben')
    expect(await meet(office)).toMatchObject({ settled: 1 })
    expect(await meet(others[0]!)).toMatchObject({ arrived: 1 })
  })

  it('settle without the registrar: whoever is up to date appends', async () => {
    const { office, others, meet } = await atAHub([
      { name: 'Mel', role: 'administrator' },
      { name: 'Kim', role: 'administrator' },
    ])
    const [mel, kim] = [others[0]!, others[1]!]
    const ben = await addPerson(mel, 'Ben')
    expect(mel.org.line.pending()).toHaveLength(1)
    expect(await meet(mel)).toMatchObject({ settled: 1, pending: 0 })
    expect(await meet(kim)).toMatchObject({ arrived: 1 })
    expect(kim.org.state().staff.get(ben)).toMatchObject({ name: 'Ben' })
    // The office was away all the while and catches up.
    await meet(office)
    await expectEqual([office, mel, kim])
  })

  it('goes back to one console that settles, which may be another than before, and meets in a folder again', async () => {
    const { office, others, meet } = await atAHub([{ name: 'Mel', role: 'administrator' }])
    const mel = others[0]!
    const folder = aFolder()
    const inFolder = async (one: Console) => value(await one.desk.call('sync.exchange', { folder }))
    // In a folder nothing is settled meanwhile: two desks would tell two stories.
    await addPerson(office, 'Ann')
    await addPerson(mel, 'Ben')
    expect(await inFolder(office)).toMatchObject({ settled: 0, pending: 1 })
    expect(await inFolder(mel)).toMatchObject({ settled: 0, pending: 1 })
    for (const one of [office, mel, office]) await meet(one)
    await expectEqual([office, mel])

    const console = mel.org.line.speaker!.id
    value(await mel.desk.call('sync.setSequencer', { to: 'registrar', console }))
    // What the office wants at the same time is judged behind it, by whoever settles then.
    await addPerson(office, 'Cy')
    expect(await meet(mel)).toMatchObject({ settled: 2, pending: 0 })
    expect(value(await mel.desk.call('sync.status', {})).settles).toMatchObject({
      by: 'registrar',
      isThisConsole: true,
    })
    expect(await meet(office)).toMatchObject({ arrived: 2, settled: 0, pending: 1 })
    expect(value(await office.desk.call('sync.status', {})).settles).toMatchObject({ isThisConsole: false })
    await inFolder(office)
    expect(await inFolder(mel)).toMatchObject({ settled: 1 })
    await inFolder(office)
    await expectEqual([office, mel])
    // Its own edits are settled at once again, and undoing it lets any console settle.
    await addPerson(mel, 'Dee')
    expect(mel.org.line.pending()).toEqual([])
    value(await mel.desk.call('sync.setSequencer', { to: 'hub' }))
    await meet(mel)
    await addPerson(office, 'Edda')
    expect(await meet(office)).toMatchObject({ settled: 1, pending: 0 })
    await meet(mel)
    await expectEqual([office, mel])
  })

  it('is not blocked by a take-over that came too late', async () => {
    const { office, others, meet } = await atAHub([{ name: 'Mel', role: 'administrator' }])
    const mel = others[0]!
    const { recoveryWords } = value(await office.desk.call('device.replaceWords', {}))
    const to = mel.org.line.speaker!.id
    await meet(office)
    await meet(mel)
    const words = recoveryWords.join(' ')
    value(await mel.desk.call('device.recover', { words, email: 'robin@northside.example' }))
    const from = office.org.state().settings.registrar
    value(office.org.apply({ intents: [{ kind: 'registrar.set', body: { rows: [{ from, to }] } }], personal: [] }))
    await meet(office)
    expect(await meet(mel)).toMatchObject({ settled: 0, arrived: 1, pending: 1 })
    expect(value(await mel.desk.call('sync.status', {})).pending.items[0]).toMatchObject({ verdict: 'held' })
    await addPerson(office, 'Ann')
    expect(await meet(office)).toMatchObject({ settled: 1 })
    expect(await meet(mel)).toMatchObject({ arrived: 1 })
    // With the words it can be said again, on what is so now; the first one then ends as held.
    value(await mel.desk.call('device.recover', { words, email: 'robin@northside.example' }))
    expect(await meet(mel)).toMatchObject({ settled: 2, pending: 0 })
    await meet(office)
    expect([...office.org.state().inbox.values()].map(({ kind, rows }) => [kind, rows[0]!.verdict])).toEqual([
      ['registrar.set', 'held'],
    ])
    await expectEqual([office, mel])
  })

  it('promotes Bo here and removes Bo there: the same inbox everywhere', async () => {
    const { office, others, meet } = await atAHub([
      { name: 'Mel', role: 'administrator' },
      { name: 'Kim', role: 'administrator' },
    ])
    const [mel, kim] = [others[0]!, others[1]!]
    const bo = await addPerson(office, 'Bo')
    for (const one of [office, mel, kim]) await meet(one)
    value(await mel.desk.call('staff.remove', { staffIds: [bo] }))
    value(await kim.desk.call('staff.setRole', { staffId: bo, role: 'manager' as never }))
    // Both at once: one of them finds that the end has moved, and judges anew.
    await Promise.all([meet(mel), meet(kim)])
    for (const one of [office, mel, kim]) await meet(one)
    await expectEqual([office, mel, kim])
    const items = [...office.org.state().inbox.values()]
    // Whichever came first: the promotion is held when Bo was gone, else the removal applies to a manager.
    expect(items.length).toBeLessThanOrEqual(1)
    expect(office.org.state().staff.get(bo)?.state).toBe('removed')
    if (items.length === 1) expect(items[0]!.rows[0]!.because).toBe('removed')
  })

  it('keeps the line of an organization whose registrar settles, too', async () => {
    const { office, others, meet } = await atAHub([{ name: 'Mel', role: 'administrator' }], 'registrar')
    const mel = others[0]!
    await addPerson(mel, 'Ben')
    expect(await meet(mel)).toMatchObject({ settled: 0, pending: 1, sent: 1 })
    await addPerson(office, 'Cleo')
    expect(await meet(office)).toMatchObject({ settled: 1 })
    await meet(mel)
    await expectEqual([office, mel])
  })

  it('settles alone up to the change that lets any console settle, and what comes behind through the hub', async () => {
    const { office, others, meet } = await atAHub([{ name: 'Mel', role: 'administrator' }], 'registrar')
    const mel = others[0]!
    value(await mel.desk.call('sync.setSequencer', { to: 'hub' }))
    await addPerson(mel, 'Ben')
    await meet(mel)
    expect(await meet(office)).toMatchObject({ settled: 1 })
    expect(await meet(mel)).toMatchObject({ settled: 1, pending: 0 })
    await meet(office)
    await expectEqual([office, mel])
    expect(office.org.state().settings.sequencer).toBe('hub')
  })

  it('gets its line back from the consoles after it was lost', async () => {
    const { office, others, meet, urls } = await atAHub([{ name: 'Mel', role: 'administrator' }])
    const mel = others[0]!
    await addPerson(mel, 'Ben')
    await meet(mel)
    await meet(office)
    // A new, empty hub in place of the one that burnt down.
    const admin = await postgres.newDatabase()
    const hub = connectHub(value(readHubUrl(admin)))
    value(await prepareHub(hub))
    await hub.close()
    for (const [i, one] of [mel, office].entries()) {
      urls.set(one, value(await office.desk.call('hub.admit', { url: admin, role: `again${i}` })).url!)
    }
    await addPerson(mel, 'Dora')
    await meet(mel)
    await meet(office)
    await expectEqual([mel, office])
    expect([...office.org.state().staff.values()].map(({ name }) => name)).toContain('Dora')
  })

  it('gets the end of its line back after it was restored from a backup of earlier', async () => {
    const { office, others, meet, admin } = await atAHub([{ name: 'Mel', role: 'administrator' }])
    const mel = others[0]!
    const restore = await keepBackup(admin)
    await addPerson(mel, 'Ben')
    await meet(mel)
    await meet(office)
    await restore()
    await addPerson(office, 'Cleo')
    expect(await meet(office)).toMatchObject({ settled: 1, pending: 0 })
    expect(await meet(mel)).toMatchObject({ arrived: 1 })
    await expectEqual([office, mel])
    expect([...mel.org.state().staff.values()].map(({ name }) => name)).toEqual(expect.arrayContaining(['Ben', 'Cleo']))
  })

  it('says where others went on after it was restored, and settles there what only those had who stop', async () => {
    const { office, others, meet, urls, admin } = await atAHub([
      { name: 'Mel', role: 'administrator' },
      { name: 'Kim', role: 'administrator' },
    ])
    const [mel, kim] = [others[0]!, others[1]!]
    const restore = await keepBackup(admin)
    const ben = await addPerson(mel, 'Ben')
    await meet(mel)
    const before = mel.org.revision()
    await restore()
    // Kim has not heard of Ben, and nobody can know that there was more.
    await addPerson(kim, 'Cleo')
    expect(await meet(kim)).toMatchObject({ settled: 1 })
    const stopped = failure(await mel.desk.call('sync.exchange', { hub: urls.get(mel)! }))
    expect(stopped).toMatchObject({
      code: 'halted',
      message: expect.stringMatching(/^The hub went back.*ask for a key/),
    })
    expect(mel.org.revision()).toEqual(before)
    const people = [{ name: 'Dora', email: 'dora@northside.example', role: 'member' as never }]
    expect(failure(await mel.desk.call('staff.add', { people, active: true })).code).toBe('read-only')
    expect(await meet(kim)).toMatchObject({ settled: 1, pending: 0 })
    await meet(office)
    await expectEqual([office, kim])
    expect(office.org.state().staff.get(ben)).toMatchObject({ name: 'Ben' })
  })

  it('refuses what somebody did in cover that had ended when it settled, at any later date', async () => {
    const { office, others, meet } = await atAHub([
      { name: 'Mel', role: 'administrator' },
      { name: 'Sam', role: 'member' },
    ])
    const [mel, sam] = [others[0]!, others[1]!]
    const permission = 'labels.manage' as never
    value(await office.desk.call('staff.grant', { staffId: sam.staffId, permission, reach: 'all' }))
    const untilMs = office.org.now() + 40_000
    const cover = { staffId: sam.staffId, permission: 'features.toggle' as never, reach: 'all' as const, untilMs }
    value(await office.desk.call('staff.grant', cover))
    for (const one of [office, sam]) await meet(one)
    value(await sam.desk.call('grant.set', { edits: [{ role: 'member' as never, permission, reach: 'all' }] }))
    // Sam's console is switched off until the cover is long over; the clocks here go on with every look.
    while (office.org.now() < untilMs) {}
    while (sam.org.now() < untilMs) {}
    await addPerson(mel, 'Uma')
    await meet(mel)
    await meet(sam)
    for (const one of [office, mel, sam]) await meet(one)
    await expectEqual([office, mel, sam])
    const [item] = [...mel.org.state().inbox.values()]
    expect(item).toMatchObject({ author: sam.staffId, kind: 'grant.set' })
    expect(item!.rows[0]!.verdict).toBe('refused')
    expect(mel.org.state().grants.size).toBe(0)
  })

  it('goes where the last exchange went, asks for the password of a hub, and says what is wrong with a URL', async () => {
    const { office } = await atAHub([])
    const refused = failure(await office.desk.call('sync.exchange', {}))
    expect(refused).toMatchObject({ code: 'not-admitted', message: expect.stringMatching(/asks for a password/) })
    expect(failure(await office.desk.call('sync.exchange', { hub: 'http://x' })).code).toBe('bad-url')
  })
})
