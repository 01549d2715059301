import type { KeyChecks } from '../../changes/planning'
import { keyIdOf, signatureChecker } from './ed25519'

/** What planners ask about keys, answered with Ed25519. */
export const keyChecks: KeyChecks = {
  idOf: keyIdOf,
  isSound: (publicKey) => signatureChecker(publicKey) !== null,
  isSigned: (publicKey, message, signature) =>
    signatureChecker(publicKey)?.(message, Buffer.from(signature, 'hex')) === true,
}
