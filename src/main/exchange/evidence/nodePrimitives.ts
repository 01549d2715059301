import { createHash } from 'node:crypto'
import type { Primitives } from '../../../shared/evidence/primitives'
import { signatureChecker } from '../../org/keys/ed25519'

export const nodePrimitives: Primitives = {
  sha256: (...parts) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest('hex')
  },
  signatureChecker,
}
