import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface Postgres {
  readonly port: number
  /** A certificate authority's certificate that vouches for this server as `localhost`. */
  readonly caFile: string
  /** A database of its own, as the administrator's URL over TCP without TLS. */
  newDatabase(): Promise<string>
  /** Waits until such a row is there: what goes on at the server is asked anew each time, by nobody's transaction. */
  untilThere(sql: string): Promise<void>
  /** Waits until a console waits for somebody else's lock. */
  untilLocked(): Promise<void>
  /** Ends every connection of clients, as a restart of the server would. */
  cutConnections(): Promise<void>
  stop(): Promise<void>
}

/** However busy the machine is. */
const patienceMs = 60_000

/** Starts a PostgreSQL of its own in a temporary folder: never as root, nothing on disk is waited for. */
export async function startPostgres(): Promise<Postgres> {
  const bin = findBin()
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-postgres-'))
  const owner = ordinaryUser()
  if (owner !== null) chownSync(folder, owner.uid, owner.gid)
  const as = { cwd: folder, stdio: 'pipe' as const, ...owner }
  const data = join(folder, 'data')
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'admin', '-A', 'trust', '-E', 'UTF8', '--no-sync'], as)
  const ca = makeCertificates(folder, data, owner)
  writeFileSync(
    join(data, 'pg_hba.conf'),
    ['local all all trust', 'host all admin 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256'].join('\n'),
  )
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    ssl: 'on',
    ssl_cert_file: join(data, 'server.crt'),
    ssl_key_file: join(data, 'server.key'),
  }
  const start = async () => {
    const port = await freePort()
    const options = Object.entries({ port, ...settings }).flatMap(([key, value]) => ['-c', `${key}=${value}`])
    const server = spawn(join(bin, 'postgres'), ['-D', data, ...options], as)
    let log = ''
    server.stderr!.on('data', (text) => (log += String(text)))
    const isReady = await untilReady(`postgres://admin@127.0.0.1:${port}/postgres`, server, data)
    if (!isReady) server.kill('SIGQUIT')
    return { port, server, isReady, log: () => log }
  }
  // Between the look for a free port and the start somebody else may take it.
  let started = await start()
  for (let tries = 1; tries < 3 && !started.isReady; tries += 1) started = await start()
  if (!started.isReady) throw new Error(`PostgreSQL did not start:\n${started.log()}`)
  const { port, server } = started
  const admin = (database: string) => `postgres://admin@127.0.0.1:${port}/${database}`
  let databases = 0
  const run = async (sql: string) => {
    const client = new pg.Client({ connectionString: admin('postgres') })
    await client.connect()
    await client.query(sql)
    await client.end()
  }
  const untilThere = async (sql: string) => {
    const client = new pg.Client({ connectionString: admin('postgres') })
    await client.connect()
    const untilMs = Date.now() + patienceMs
    while ((await client.query(sql)).rowCount === 0) {
      if (Date.now() > untilMs) throw new Error(`Never there: ${sql}`)
      await wait(20)
    }
    await client.end()
  }
  return {
    port,
    caFile: ca,
    untilThere,
    untilLocked: () =>
      untilThere("SELECT 1 FROM pg_stat_activity WHERE application_name = 'rolecall' AND wait_event_type = 'Lock'"),
    newDatabase: async () => {
      const name = `hub${(databases += 1)}`
      await run(`CREATE DATABASE ${name}`)
      return admin(name)
    },
    cutConnections: () =>
      run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rolecall'"),
    stop: async () => {
      const ended = new Promise((resolve) => server.on('close', resolve))
      server.kill('SIGQUIT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Debian keeps the server's programs out of the path. */
function findBin(): string {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  const found = [...versions.map((version) => join(root, version, 'bin')), '/usr/local/bin', '/opt/homebrew/bin'].find(
    (folder) => existsSync(join(folder, 'initdb')),
  )
  if (found === undefined)
    throw new Error('There is no PostgreSQL here: install it (Debian: apt-get install postgresql).')
  return found
}

/** PostgreSQL refuses to run as root. */
function ordinaryUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function makeCertificates(folder: string, data: string, owner: { uid: number; gid: number } | null): string {
  const ca = join(folder, 'ca.pem')
  const caKey = join(folder, 'ca.key')
  const request = join(folder, 'server.csr')
  const [key, certificate] = [join(data, 'server.key'), join(data, 'server.crt')]
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' })
  const names = join(folder, 'names')
  writeFileSync(names, 'subjectAltName=DNS:localhost')
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl('req', '-x509', ...ec, '-days', '2', '-subj', '/CN=Test authority', '-keyout', caKey, '-out', ca)
  openssl('req', ...ec, '-subj', '/CN=localhost', '-keyout', key, '-out', request)
  openssl(
    'x509',
    '-req',
    '-in',
    request,
    '-CA',
    ca,
    '-CAkey',
    caKey,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    names,
    '-out',
    certificate,
  )
  if (owner !== null) chownSync(key, owner.uid, owner.gid)
  execFileSync('chmod', ['600', key])
  return ca
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

/** Whether the server answers, and no other one in its place. */
async function untilReady(url: string, server: ChildProcess, data: string): Promise<boolean> {
  const untilMs = Date.now() + patienceMs
  while (Date.now() < untilMs && server.exitCode === null) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
      await client.end()
      return rows[0]!.data_directory === data
    } catch {
      await wait(50)
    }
  }
  return false
}
