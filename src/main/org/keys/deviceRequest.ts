import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { z } from 'zod'
import { parseChangeId, parseStaffId, type StaffId } from '../../../shared/domain/ids'
import { done, failed, type Result } from '../../../shared/domain/result'
import type { SigningKey } from './ed25519'
import { signEnrolment } from './signClaims'

const requestedKey = z.strictObject({
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  proof: z.string().regex(/^[0-9a-f]{128}$/),
})

const parseRequest = z.strictObject({
  format: z.literal('rolecall/device-request/1'),
  org: parseChangeId,
  staffId: parseStaffId,
  /** What the console is called. */
  name: z.string().min(1).max(80),
  operator: requestedKey,
  console: requestedKey,
})
/** What a new console asks for: its two public keys, each with its own word for it. */
export type DeviceRequest = z.output<typeof parseRequest>

export function makeRequest(
  wanted: { readonly org: string; readonly staffId: StaffId; readonly name: string },
  operator: SigningKey,
  console: SigningKey,
): DeviceRequest {
  const { org, staffId, name } = wanted
  const asked = (key: SigningKey, kind: 'operator' | 'console') => ({
    publicKey: key.publicKey,
    proof: signEnrolment(key, org, staffId, kind),
  })
  return {
    format: 'rolecall/device-request/1',
    org: org as DeviceRequest['org'],
    staffId,
    name,
    operator: asked(operator, 'operator'),
    console: asked(console, 'console'),
  }
}

export function writeRequest(request: DeviceRequest): string {
  return `${JSON.stringify(request, null, 2)}\n`
}

export function readRequest(text: string): Result<DeviceRequest, 'bad-request'> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return failed('bad-request', notARequest)
  }
  const request = parseRequest.safeParse(value)
  return request.success ? done(request.data) : failed('bad-request', notARequest)
}

const notARequest = 'This is not the request of a console. Make one on the new console, and bring the whole file.'

/** Eight words for a look at both screens: the first 88 bits of the SHA-256 of what is asked. */
export function requestWords(request: DeviceRequest): string {
  const { org, staffId, operator, console } = request
  const asked = canonicalize([org, staffId, operator.publicKey, console.publicKey])!
  const hash = createHash('sha256').update(`rolecall/device-request/1\n${asked}`).digest('hex')
  const bits = BigInt(`0x${hash.slice(0, 22)}`)
  return Array.from({ length: 8 }, (_, i) => wordlist[Number((bits >> BigInt(77 - 11 * i)) & 2047n)]!).join(' ')
}
