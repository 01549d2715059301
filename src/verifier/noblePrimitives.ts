import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromHex } from '../shared/evidence/fromHex'
import type { Primitives } from '../shared/evidence/primitives'

const utf8 = new TextEncoder()

/** For browsers, of which not every one has Ed25519 of its own, least of all for a page that is a file. */
export const noblePrimitives: Primitives = {
  sha256: (...parts) => {
    const hash = sha256.create()
    for (const part of parts) hash.update(typeof part === 'string' ? utf8.encode(part) : part)
    return toHex(hash.digest())
  },
  signatureChecker: (publicKey) => {
    const key = fromHex(publicKey)
    try {
      if (key.length !== 32 || ed25519.Point.fromBytes(key).isSmallOrder()) return null
    } catch {
      return null
    }
    return (message, signature) => {
      try {
        // As RFC 8032 says it, which is what Node checks.
        return ed25519.verify(signature, utf8.encode(message), key, { zip215: false })
      } catch {
        return false
      }
    }
  },
}

function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return hex
}
