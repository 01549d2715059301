import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ChangeRecord, EntryRecord, PersonalValue } from '../../../../src/shared/domain/change'
import type { ChangeId, KeyId, StaffId } from '../../../../src/shared/domain/ids'
import { signingKey } from '../../../../src/main/org/keys/ed25519'
import { signRecord } from '../../../../src/main/org/record'
import type { SettledBytes } from '../../../../src/main/org/replay'
import { connectHub } from '../../../../src/main/store/hub/hubConnection'
import { hubSteps } from '../../../../src/main/store/hub/hubSchema'
import { readHubUrl } from '../../../../src/main/store/hub/hubUrl'
import { listenHub } from '../../../../src/main/store/hub/listenHub'
import { admitConsole, dismissConsole, listConsoles, prepareHub } from '../../../../src/main/store/hub/prepareHub'
import { openHub } from '../../../../src/main/sync/hub/openHub'
import type { LineEnd, Transport } from '../../../../src/main/sync/Transport'
import { failure, value } from '../../../helpers/aDesk'
import { type Postgres, startPostgres } from '../../../helpers/aPostgres'

// A real PostgreSQL, started here. What a console may do there is asked of the server, with roles of its own.

let postgres: Postgres
let adminUrl: string
const orgA = 'a'.repeat(64)
const orgB = 'b'.repeat(64)
const key = signingKey(Buffer.alloc(32, 7))
const otherKey = signingKey(Buffer.alloc(32, 8))
const nowhere: LineEnd = { n: 0, hash: null }

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

beforeEach(async () => {
  adminUrl = await postgres.newDatabase()
  const hub = connectHub(value(readHubUrl(adminUrl)))
  expect(value(await prepareHub(hub))).toMatchObject({ from: 0 })
  await hub.close()
})

/** Entries as a console writes them; their content matters to nobody here. */
function someLine(count: number, after: LineEnd = nowhere, by = key): (SettledBytes & { hash: string; n: number })[] {
  let { hash: prev, n } = after
  return Array.from({ length: count }, () => {
    n += 1
    const record = { v: 1, org: orgA, rules: 1, key: by.id, seq: n, base: { n: 0, hash: null }, author: '0'.repeat(32) }
    const change = signRecord(
      'change',
      { ...record, kind: 'staff.edit', body: {}, at: '2026-01-05T09:00:00.000Z' } as unknown as ChangeRecord,
      by,
    )
    const entry = signRecord(
      'entry',
      {
        n,
        prev,
        changeId: change.id as ChangeId,
        by: by.id,
        rules: 1,
        settledAt: '2026-01-05T09:00:00.000Z',
        verdict: 'applied',
        facts: {},
      } as EntryRecord,
      by,
    )
    prev = entry.id
    return {
      n,
      hash: entry.id,
      changeBytes: change.bytes,
      changeSignature: change.signature,
      entryBytes: entry.bytes,
      entrySignature: entry.signature,
    }
  })
}

const bytesOf = (entries: readonly SettledBytes[]) => entries.map((one) => Buffer.from(one.entryBytes).toString())
const endOf = (line: readonly { n: number; hash: string }[]): LineEnd => line.at(-1)!
const readAll = async (
  transport: Transport,
  after: LineEnd = nowhere,
  known: ReadonlyMap<number, string> = new Map(),
) => value(await transport.readLine({ after, hashOf: (n) => known.get(n), limit: 10_000 }))

/** A console with a database role of its own in the organization. */
async function aConsole(role: string, orgId = orgA): Promise<string> {
  const hub = connectHub(value(readHubUrl(adminUrl)))
  const { password } = value(await admitConsole(hub, orgId, role))
  await hub.close()
  const url = new URL(adminUrl)
  url.username = role
  url.password = password ?? knownPasswords.get(role)!
  knownPasswords.set(role, url.password)
  return url.href
}
const knownPasswords = new Map<string, string>()

describe('a hub keeps the line', () => {
  it('appends at the end only, and says when the end has moved', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const line = someLine(5)
    expect(value(await hub.append(nowhere, line.slice(0, 3), key.id))).toBe('appended')
    expect(value(await hub.append(nowhere, someLine(1, nowhere, otherKey), otherKey.id))).toBe('moved')
    expect(value(await hub.append(endOf(line.slice(0, 3)), line.slice(3), key.id))).toBe('appended')
    expect(value(await hub.readEnd(() => undefined))).toEqual({ n: 5 })
    expect(bytesOf((await readAll(hub)).entries)).toEqual(bytesOf(line))
    expect(bytesOf((await readAll(hub, endOf(line.slice(0, 2)))).entries)).toEqual(bytesOf(line.slice(2)))
    await hub.close()
  })

  it('does nothing when the same call comes again', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const line = someLine(3)
    for (let time = 0; time < 3; time += 1) expect(value(await hub.append(nowhere, line, key.id))).toBe('appended')
    expect(value(await hub.readEnd(() => undefined))).toEqual({ n: 3 })
    await hub.close()
  })

  it('lets exactly one of many consoles append behind an entry', async () => {
    const hubs = await Promise.all(Array.from({ length: 8 }, async () => value(await openHub(adminUrl, orgA))))
    const lines = hubs.map((_, i) => someLine(2, nowhere, signingKey(Buffer.alloc(32, i + 20))))
    const answers = await Promise.all(hubs.map((hub, i) => hub.append(nowhere, lines[i]!, key.id)))
    const said = answers.map((answer) => value(answer))
    expect(said.filter((one) => one === 'appended')).toHaveLength(1)
    const winner = lines[said.indexOf('appended')]!
    expect(bytesOf((await readAll(hubs[0]!)).entries)).toEqual(bytesOf(winner))
    await Promise.all(hubs.map((hub) => hub.close()))
  })

  it('shows the first entry that a console has otherwise', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const line = someLine(9)
    value(await hub.append(nowhere, line, key.id))
    const mine = [...line.slice(0, 4), ...someLine(4, endOf(line.slice(0, 4)), otherKey)]
    const known = new Map(mine.map((one) => [one.n, one.hash]))
    const { rivals } = await readAll(hub, endOf(mine), known)
    expect(bytesOf(rivals)).toEqual(bytesOf([line[4]!]))
    expect((await readAll(hub, endOf(line), new Map(line.map((one) => [one.n, one.hash])))).rivals).toEqual([])
    await hub.close()
  })

  it('goes on when connections break, in the middle of a call too', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const line = someLine(400)
    let after: LineEnd = nowhere
    // Somebody else holds the organization: the first append is cut off within its transaction.
    const other = new pg.Client({ connectionString: adminUrl })
    await other.connect()
    await other.query('BEGIN')
    await other.query('LOCK TABLE rolecall.org IN ACCESS EXCLUSIVE MODE')
    const cutWithin = async () => {
      await postgres.untilLocked()
      await postgres.cutConnections()
      await other.query('ROLLBACK')
      await other.end()
    }
    for (let from = 0; from < line.length; from += 20) {
      const part = line.slice(from, from + 20)
      // Further ones are cut off wherever they are then; each once, so that a slow machine is no reason to give up.
      const [appended] = await Promise.all([
        hub.append(after, part, key.id),
        from === 0 ? cutWithin() : postgres.cutConnections(),
      ])
      expect(value(appended)).toBe('appended')
      after = endOf(part)
    }
    expect(bytesOf((await readAll(hub)).entries)).toEqual(bytesOf(line))
    await hub.close()
  })

  it('says so when nobody answers', async () => {
    const url = new URL(adminUrl)
    url.port = '1'
    expect(failure(await openHub(url.href, orgA))).toMatchObject({ code: 'no-connection' })
    url.hostname = 'no-such-computer.invalid'
    url.searchParams.set('sslmode', 'disable')
    expect(failure(await openHub(url.href, orgA))).toMatchObject({ code: 'no-connection' })
  })
})

describe('proposals and people', () => {
  it('keeps proposals until they are settled', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const line = someLine(3)
    const proposals = line.map((one) => ({
      key: key.id,
      seq: one.n,
      bytes: one.changeBytes,
      signature: one.changeSignature,
    }))
    value(await hub.publish(proposals))
    value(await hub.publish(proposals.slice(1)))
    const read = value(await hub.readProposals(() => false))
    expect(read.pieces.map(({ content }) => content[0]!.seq)).toEqual([1, 2, 3])
    expect(Buffer.from(read.pieces[0]!.content[0]!.bytes)).toEqual(Buffer.from(line[0]!.changeBytes))
    const marks = new Set(read.pieces.slice(0, 1).map(({ mark }) => mark))
    expect(value(await hub.readProposals((mark) => marks.has(mark))).pieces).toHaveLength(2)
    value(await hub.append(nowhere, line.slice(0, 2), key.id))
    expect(value(await hub.readProposals(() => false)).pieces.map(({ content }) => content[0]!.seq)).toEqual([3])
    await hub.close()
  })

  it('keeps personal values beside each other and erases all of a person', async () => {
    const hub = value(await openHub(adminUrl, orgA))
    const [ana, ben] = ['1'.repeat(32), '2'.repeat(32)] as [StaffId, StaffId]
    const one = (staffId: StaffId, digit: string, text: string): PersonalValue => ({
      hash: digit.repeat(64) as PersonalValue['hash'],
      staffId,
      field: 'name',
      salt: digit.repeat(32),
      value: text,
    })
    const values = [one(ana, '3', 'Ana'), one(ana, '4', 'Ana Ruiz'), one(ben, '5', 'Ben')]
    value(await hub.writePersonal(values))
    value(await hub.writePersonal(values))
    expect(value(await hub.readPersonal(values))).toEqual(values)
    value(await hub.erasePersonal([ana]))
    expect(value(await hub.readPersonal(values))).toEqual([values[2]])
    await hub.close()
  })
})

describe('a console of its own role (least privilege)', () => {
  it('is refused until it is admitted, and reads only its own organization', async () => {
    const urlA = await aConsole('console_a')
    const urlB = await aConsole('console_b', orgB)
    expect(failure(await openHub(urlA, orgB))).toMatchObject({ code: 'not-admitted' })
    const a = value(await openHub(urlA, orgA))
    value(await a.append(nowhere, someLine(2), key.id))
    value(await a.writeGreeting({ key: key.id, bytes: Buffer.from('hello'), signature: Buffer.alloc(64) }))
    const client = new pg.Client({ connectionString: urlB })
    await client.connect()
    for (const table of ['org', 'member', 'key', 'entry', 'proposal', 'personal']) {
      const seen = await client.query(`SELECT * FROM rolecall.${table} WHERE org_id = $1`, [orgA])
      expect(seen.rows, table).toEqual([])
    }
    await client.end()
    await a.close()
  })

  it('appends as itself only, and changes or takes out nothing', async () => {
    const [urlA, urlB] = [await aConsole('console_a'), await aConsole('console_b')]
    const a = value(await openHub(urlA, orgA))
    const b = value(await openHub(urlB, orgA))
    const line = someLine(2)
    value(await a.append(nowhere, line, key.id))
    // Another console may not speak with the key that came through console_a.
    const next = someLine(1, endOf(line))
    expect(failure(await b.append(endOf(line), next, key.id))).toMatchObject({ code: 'not-admitted' })
    expect(value(await b.append(endOf(line), someLine(1, endOf(line), otherKey), otherKey.id))).toBe('appended')
    value(await b.writeGreeting({ key: key.id as KeyId, bytes: Buffer.from('forged'), signature: Buffer.alloc(64) }))
    expect(value(await a.readGreetings())).toEqual([])
    const client = new pg.Client({ connectionString: urlB })
    await client.connect()
    const refused = async (sql: string, code = '42501') => {
      await expect(client.query(sql), sql).rejects.toMatchObject({ code })
    }
    await refused('DELETE FROM rolecall.entry')
    await refused("UPDATE rolecall.entry SET hash = ''")
    await refused('DELETE FROM rolecall.proposal')
    await refused(`INSERT INTO rolecall.member (org_id, db_role) VALUES ('${orgB}', 'console_b')`)
    await refused(`INSERT INTO rolecall.org (org_id) VALUES ('${'c'.repeat(64)}')`)
    await refused(
      "INSERT INTO rolecall.proposal SELECT org_id, 'x', key, 1, 'console_a', bytes, signature FROM rolecall.proposal UNION ALL SELECT '" +
        orgA +
        "', 'x', 'k', 1, 'console_a', '', decode(repeat('00', 64), 'hex')",
    )
    // The end may only be an entry that is there.
    await refused(`UPDATE rolecall.org SET head_n = 99, head_hash = '${'d'.repeat(64)}'`)
    await refused('ALTER TABLE rolecall.entry DISABLE ROW LEVEL SECURITY')
    await client.end()
    await Promise.all([a.close(), b.close()])
  })

  it('is kept to itself by the policies without look-ups too, which docs/hub-cluster.sql gives for clusters', async () => {
    const url = await postgres.newDatabase()
    const file = readFileSync('docs/hub-cluster.sql', 'utf8')
    const plain = (sql: string) => sql.replace(/\s+/g, ' ').trim()
    for (const statement of hubSteps.flat()) {
      if (/^CREATE (TABLE|INDEX)/.test(statement)) expect(plain(file)).toContain(`${plain(statement)};`)
    }
    const admin = new pg.Client({ connectionString: url })
    await admin.connect()
    // Roles belong to the whole server, where other hubs of these tests have made it.
    await admin.query(file.replace('CREATE ROLE rolecall_console NOLOGIN;', ''))
    const { rows } = await admin.query("SELECT qual, with_check FROM pg_policies WHERE schemaname = 'rolecall'")
    expect(JSON.stringify(rows)).not.toMatch(/select/i)
    const hub = connectHub(value(readHubUrl(url)))
    expect(value(await prepareHub(hub))).toEqual({ from: hubSteps.length, to: hubSteps.length })
    const admit = async (role: string, org: string) => {
      const { password } = value(await admitConsole(hub, org, role))
      return Object.assign(new URL(url), { username: role, password }).href
    }
    const urlA = await admit('console_e', orgA)
    const urlB = await admit('console_f', orgB)
    const urlC = await admit('console_g', orgA)
    const [, printing] = /```sql\n([^]+?)```/.exec(readFileSync('docs/hub.md', 'utf8'))!
    for (const { run } of (await admin.query<{ run: string }>(printing!)).rows) await admin.query(run)

    const a = value(await openHub(urlA, orgA))
    const line = someLine(2)
    expect(value(await a.append(nowhere, line, key.id))).toBe('appended')
    expect(bytesOf((await readAll(a)).entries)).toEqual(bytesOf(line))
    const own = new pg.Client({ connectionString: urlA })
    await own.connect()
    const far = `UPDATE rolecall.org SET head_n = 99, head_hash = '${'d'.repeat(64)}'`
    await expect(own.query(far)).rejects.toMatchObject({ code: '23503' })
    expect(failure(await openHub(urlB, orgA))).toMatchObject({ code: 'not-admitted' })
    const b = new pg.Client({ connectionString: urlB })
    await b.connect()
    for (const table of ['org', 'member', 'key', 'entry', 'proposal', 'personal']) {
      const seen = await b.query(`SELECT * FROM rolecall.${table} WHERE org_id = $1`, [orgA])
      expect(seen.rows, table).toEqual([])
    }
    const c = value(await openHub(urlC, orgA))
    expect(failure(await c.append(endOf(line), someLine(1, endOf(line)), key.id)).code).toBe('not-admitted')
    expect(value(await c.append(endOf(line), someLine(1, endOf(line), otherKey), otherKey.id))).toBe('appended')
    await Promise.all([a.close(), c.close(), hub.close(), own.end(), b.end(), admin.end()])
  })

  it('is shut out when it is dismissed', async () => {
    const url = await aConsole('console_c')
    const admin = connectHub(value(readHubUrl(adminUrl)))
    expect(value(await listConsoles(admin, orgA))).toContain('console_c')
    expect(value(await dismissConsole(admin, orgA, 'console_c'))).toBe(true)
    await admin.close()
    expect(failure(await openHub(url, orgA))).toMatchObject({ code: 'not-admitted' })
  })

  it('is told when its password is wrong, or the database no hub', async () => {
    const url = new URL(await aConsole('console_d'))
    url.password = 'wrong'
    expect(failure(await openHub(url.href, orgA))).toMatchObject({ code: 'not-admitted' })
    const empty = await postgres.newDatabase()
    expect(failure(await openHub(empty, orgA)).message).toMatch(/no hub yet.*rolecall hub init/)
    const missing = adminUrl.replace(/[^/]+$/, 'no_such_database')
    expect(failure(await openHub(missing, orgA))).toMatchObject({ code: 'place-not-found' })
  })
})

describe('TLS with a pinned authority', () => {
  const tls = (host: string, more: Record<string, string>) => {
    const url = new URL(adminUrl)
    url.hostname = host
    for (const [name, text] of Object.entries(more)) url.searchParams.set(name, text)
    return url.href
  }

  it('speaks only to the server that the authority vouches for', async () => {
    const good = value(await openHub(tls('localhost', { sslrootcert: postgres.caFile }), orgA))
    await good.close()
    // The name does not fit, and then the authority is none that this computer trusts.
    for (const url of [
      tls('127.0.0.1', { sslrootcert: postgres.caFile }),
      tls('localhost', { sslmode: 'verify-full' }),
    ]) {
      const refused = failure(await openHub(url, orgA))
      expect(refused.code).toBe('no-connection')
      expect(refused.message).toMatch(/could not prove who it is/)
    }
    const byAuthority = value(
      await openHub(tls('127.0.0.1', { sslmode: 'verify-ca', sslrootcert: postgres.caFile }), orgA),
    )
    await byAuthority.close()
  })

  it('never goes without TLS to another computer unless told so', () => {
    expect(value(readHubUrl('postgres://a:b@hub.example.org/rolecall')).ssl).toEqual({})
    expect(value(readHubUrl('postgres://a:b@hub.example.org/rolecall?sslmode=disable')).ssl).toBe(false)
    expect(value(readHubUrl('postgres://a:b@localhost/rolecall')).ssl).toBe(false)
    expect(value(readHubUrl('postgres://a:s%40crEt@hub.example.org/rolecall')).address).toBe(
      'postgres://a@hub.example.org:5432/rolecall',
    )
  })

  it.each([
    ['hub', /not a URL/],
    ['https://hub.example.org/rolecall', /postgres:\/\//],
    ['postgres://a@hub.example.org', /no database/],
    ['postgres://hub.example.org/rolecall', /no database role/],
    ['postgres://a@hub.example.org/rolecall?sslmode=prefer', /sslmode is one of/],
    ['postgres://a@hub.example.org/rolecall?sslrootcert=/no/such.pem', /cannot be read \(ENOENT\)/],
    ['postgres://a@hub.example.org/rolecall?options=x', /“options” is not known/],
  ])('refuses %s with a sentence', (url, sentence) => {
    expect(failure(readHubUrl(url)).message).toMatch(sentence)
  })
})

it('hints when something came, and may be prepared again', async () => {
  const hub = value(await openHub(adminUrl, orgA))
  let hints = 0
  const end = listenHub(value(readHubUrl(adminUrl)), orgA, () => (hints += 1), 60_000)
  const database = new URL(adminUrl).pathname.slice(1)
  await postgres.untilThere(
    `SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND state = 'idle' AND datname = '${database}'`,
  )
  value(await hub.append(nowhere, someLine(1), key.id))
  await expect.poll(() => hints).toBe(1)
  const [one] = someLine(2).slice(1)
  const waiting = [{ key: key.id, seq: 2, bytes: one!.changeBytes, signature: one!.changeSignature }]
  value(await hub.publish(waiting))
  await expect.poll(() => hints).toBe(2)
  // Whoever looks brings what waits once more: nobody is called for that again.
  value(await hub.publish(waiting))
  await wait(300)
  expect(hints).toBe(2)
  end()
  await hub.close()
  const admin = connectHub(value(readHubUrl(adminUrl)))
  expect(value(await prepareHub(admin))).toEqual({ from: 1, to: 1 })
  await admin.close()
})
