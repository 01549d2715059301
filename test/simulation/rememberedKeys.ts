import { signatureChecker as checkerOf, type SigningKey, signingKey as keyOf } from '../../src/main/org/keys/ed25519'

export * from '../../src/main/org/keys/ed25519'

type Checker = NonNullable<ReturnType<typeof checkerOf>>
const checkers = new Map<string, Checker | null>()
/** What keys of this process have truly signed: public key → message → signature. */
const signed = new Map<string, Map<string, Uint8Array>>()

/** What stands in for `signingKey` in a simulation: what it signs is known to be signed, and need not be checked. */
export function signingKey(seed: Uint8Array): SigningKey {
  const key = keyOf(seed)
  return {
    ...key,
    sign: (message) => {
      const signature = key.sign(message)
      if (signed.size > 1000) signed.clear()
      const messages = signed.get(key.publicKey) ?? new Map<string, Uint8Array>()
      if (messages.size > 5000) messages.clear()
      signed.set(key.publicKey, messages.set(message, signature))
      return signature
    },
  }
}

/**
 * What stands in for `signatureChecker` in a simulation: each signature is checked once in a process, though every console
 * asks for itself, and those that were made here are not. Whether a signature is good depends on nothing else, so that
 * nothing is judged otherwise.
 */
export function signatureChecker(publicKey: string): Checker | null {
  const known = checkers.get(publicKey)
  if (known !== undefined) return known
  const truly = checkerOf(publicKey)
  const checked = new Map<string, boolean>()
  const checker: Checker | null =
    truly === null
      ? null
      : (message, signature) => {
          const own = signed.get(publicKey)?.get(message)
          if (own !== undefined && Buffer.compare(own, signature) === 0) return true
          const asked = `${message} ${Buffer.from(signature).toString('base64')}`
          let isGood = checked.get(asked)
          if (isGood === undefined) {
            if (checked.size > 5000) checked.clear()
            isGood = truly(message, signature)
            checked.set(asked, isGood)
          }
          return isGood
        }
  if (checkers.size > 1000) checkers.clear()
  checkers.set(publicKey, checker)
  return checker
}
