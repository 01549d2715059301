import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { KeyId } from '../../../shared/domain/ids'

// DER of an Ed25519 key without its 32 bytes (RFC 8410).
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** A pair that can sign. `publicKey` is raw hex, 32 bytes. */
export interface SigningKey {
  readonly id: KeyId
  readonly publicKey: string
  sign(message: string): Uint8Array
}

/** A pair from its 32-byte seed. */
export function signingKey(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' })
  const der = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = der.subarray(publicPrefix.length).toString('hex')
  return { id: keyIdOf(publicKey), publicKey, sign: (message) => sign(null, Buffer.from(message, 'utf8'), privateKey) }
}

export function keyIdOf(publicKey: string): KeyId {
  return createHash('sha256').update(Buffer.from(publicKey, 'hex')).digest('hex') as KeyId
}

/** Checks signatures of one key; null when the key is of small order or no point of the curve (sync.md, "Keys"). */
export function signatureChecker(publicKey: string): ((message: string, signature: Uint8Array) => boolean) | null {
  if (isSmallOrder(publicKey)) return null
  let key: KeyObject
  try {
    key = createPublicKey({
      key: Buffer.concat([publicPrefix, Buffer.from(publicKey, 'hex')]),
      format: 'der',
      type: 'spki',
    })
  } catch {
    return null
  }
  return (message, signature) => verify(null, Buffer.from(message, 'utf8'), key, signature)
}

// The y coordinates, little-endian without the sign bit, of the eight points of small order and their
// non-canonical spellings: a signature under such a key fits every message.
const smallOrder = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

export function isSmallOrder(publicKey: string): boolean {
  const bytes = Buffer.from(publicKey, 'hex')
  if (bytes.length !== 32) return true
  bytes[31] = bytes[31]! & 0x7f
  return smallOrder.has(bytes.toString('hex'))
}
