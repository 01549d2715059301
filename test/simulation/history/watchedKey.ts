import type { SigningKey } from '../../../src/main/org/keys/ed25519'
import type { Run } from './Run'

/** A key of which the history knows what it has signed: nothing else may be settled under it. */
export function watchedKey({ signed }: Run, key: SigningKey): SigningKey {
  return {
    ...key,
    sign: (message) => {
      const id = message.slice(message.lastIndexOf('\n') + 1)
      signed.set(key.id, (signed.get(key.id) ?? new Set()).add(id))
      return key.sign(message)
    },
  }
}
