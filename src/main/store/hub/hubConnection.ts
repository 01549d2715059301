import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import type { Result } from '../../../shared/domain/result'
import { hubFailure, type HubFailure, isConnectionLoss, isPassing } from './hubFailure'
import type { HubUrl } from './hubUrl'

export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>

/** A connection that is made when it is needed, and made again when it broke. */
export interface HubConnection {
  readonly address: string
  /**
   * Runs one transaction, and repeats it whole when another one was in the way or the connection broke: even a commit
   * whose answer was lost is repeated. INVARIANT (repeating does no harm): `work` does the same however often it runs.
   * READ COMMITTED, so a row that is locked first is read as the transaction before left it.
   */
  transaction<Value>(work: (query: Query) => Promise<Value>): Promise<Value>
  /** Tells listeners that something came. A hint only: where it cannot be sent, they find out by looking. */
  hint(channel: string): Promise<void>
  /** Ends what is being asked too, and nothing is asked again. */
  close(): Promise<void>
}

const mostTries = 6

export function connectHub(url: HubUrl): HubConnection {
  let client: pg.Client | null = null
  let opening: pg.Client | null = null
  let isClosed = false

  async function connected(): Promise<pg.Client> {
    if (client !== null) return client
    if (isClosed) throw new Error('Client was closed.')
    const fresh = newClient(url)
    // A connection that breaks while nobody asks is found out by the next question.
    fresh.on('error', () => {
      if (client === fresh) client = null
    })
    opening = fresh
    try {
      await fresh.connect()
    } finally {
      opening = null
    }
    client = fresh
    return fresh
  }

  async function drop(): Promise<void> {
    const broken = client
    client = null
    await broken?.end().catch(() => {})
  }

  async function once<Value>(work: (query: Query) => Promise<Value>): Promise<Value> {
    const one = await connected()
    try {
      await one.query('BEGIN')
      const value = await work(async (sql, values = []) => (await one.query(sql, [...values])).rows as never)
      await one.query('COMMIT')
      return value
    } catch (error) {
      if (isConnectionLoss(error)) await drop()
      else await one.query('ROLLBACK').catch(drop)
      throw error
    }
  }

  return {
    address: url.address,
    transaction: async (work) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(work)
        } catch (error) {
          if (isClosed || tries === mostTries || !isPassing(error)) throw error
          await wait(20 * 2 ** tries * (0.5 + Math.random()))
        }
      }
    },
    hint: async (channel) => {
      await client?.query(`NOTIFY ${pg.escapeIdentifier(channel)}`).catch(() => {})
    },
    close: async () => {
      isClosed = true
      // A connection that is being made answers nobody any more; waiting for it would be waiting for a dead network.
      if (opening !== null) (opening as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
      await drop()
    },
  }
}

export function newClient(url: HubUrl): pg.Client {
  return new pg.Client({
    host: url.host,
    port: url.port,
    database: url.database,
    user: url.user,
    ...(url.password === undefined ? {} : { password: url.password }),
    ssl: url.ssl,
    application_name: 'rolecall',
    connectionTimeoutMillis: 10_000,
    statement_timeout: 60_000,
    lock_timeout: 20_000,
    keepAlive: true,
  })
}

/** Runs a call to the hub; what goes wrong there is a sentence. */
export async function askHub<Value>(
  connection: HubConnection,
  work: (query: Query) => Promise<Value>,
): Promise<Result<Value, HubFailure>> {
  try {
    return { ok: true, value: await connection.transaction(work) }
  } catch (error) {
    return hubFailure(error, connection.address)
  }
}
