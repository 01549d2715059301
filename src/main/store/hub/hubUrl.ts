import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { done, failed, type Result } from '../../../shared/domain/result'

export interface HubUrl {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  /** Undefined: taken from PGPASSWORD or the password file, as PostgreSQL's own programs do. */
  readonly password: string | undefined
  readonly ssl: ConnectionOptions | false
  /** Without the password, for people and for marks. */
  readonly address: string
}

const sslModes = ['disable', 'verify-ca', 'verify-full']

/**
 * Reads a hub's URL, like `postgres://console_a:secret@hub.example.org/rolecall?sslrootcert=/etc/rolecall/ca.pem`.
 * Another computer is only spoken to over TLS with a certificate that is checked against `sslrootcert`, or against the
 * authorities that this computer trusts; `sslmode=disable` says otherwise, in so many words.
 */
export function readHubUrl(text: string): Result<HubUrl, 'bad-url'> {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return bad('It is not a URL.')
  }
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return bad('It has to begin with postgres://.')
  const socket = url.searchParams.get('host')
  const host = socket ?? url.hostname.replace(/^\[(.+)\]$/, '$1')
  const database = decodeURIComponent(url.pathname.slice(1))
  const user = decodeURIComponent(url.username) || (url.searchParams.get('user') ?? '')
  if (host === '') return bad('It names no computer.')
  if (database === '') return bad('It names no database: add /rolecall after the computer’s name.')
  if (user === '') return bad('It names no database role: write it before the computer’s name, with an @ between.')
  const unknown = [...url.searchParams.keys()].find((key) => !['host', 'user', 'sslmode', 'sslrootcert'].includes(key))
  if (unknown !== undefined) return bad(`“${unknown}” is not known here; sslmode, sslrootcert, host and user are.`)
  const ssl = readSsl(url.searchParams, host)
  if (!ssl.ok) return ssl
  const port = url.port === '' ? 5432 : Number(url.port)
  return done({
    host,
    port,
    database,
    user,
    password: url.password === '' ? undefined : decodeURIComponent(url.password),
    ssl: ssl.value,
    address: `postgres://${user}@${socket === null ? url.hostname : 'localhost'}:${port}/${database}`,
  })
}

function readSsl(params: URLSearchParams, host: string): Result<ConnectionOptions | false, 'bad-url'> {
  const isHere = host.startsWith('/') || ['localhost', '127.0.0.1', '::1'].includes(host)
  const rootFile = params.get('sslrootcert')
  const mode = params.get('sslmode') ?? (isHere && rootFile === null ? 'disable' : 'verify-full')
  if (!sslModes.includes(mode)) return bad(`sslmode is one of ${sslModes.join(', ')}.`)
  if (mode === 'disable') return done(false)
  let ca: string | undefined
  try {
    ca = rootFile === null ? undefined : readFileSync(rootFile, 'utf8')
  } catch (error) {
    return bad(`The certificate ${rootFile} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  if (ca?.includes('BEGIN CERTIFICATE') === false) return bad(`${rootFile} holds no certificate.`)
  if (mode === 'verify-ca' && ca === undefined) return bad('sslmode=verify-ca needs sslrootcert.')
  return done({
    ...(ca === undefined ? {} : { ca }),
    // The pinned authority alone vouches for the server, whatever name it goes by.
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  })
}

function bad(because: string): ReturnType<typeof failed<'bad-url'>> {
  return failed('bad-url', `The hub’s URL cannot be used. ${because}`)
}
