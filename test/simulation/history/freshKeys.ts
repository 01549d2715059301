import { type SigningKey, signingKey } from '../../../src/main/org/keys/ed25519'
import type { Run } from './Run'
import { watchedKey } from './watchedKey'

/** Keys for a desk that nobody knows yet. */
export function freshKeys(run: Run): { readonly operator: SigningKey; readonly console: SigningKey } {
  const { chance } = run
  return { operator: watchedKey(run, signingKey(chance.bytes(32))), console: signingKey(chance.bytes(32)) }
}
