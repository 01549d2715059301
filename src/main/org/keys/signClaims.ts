import type { ChangeBody, ChangeRow } from '../../../shared/domain/change'
import type { KeyId, StaffId } from '../../../shared/domain/ids'
import { enrolClaim, recoveryClaim, takeOverClaim } from '../../../shared/domain/keyClaims'
import { toHex } from '../personalValues'
import type { SigningKey } from './ed25519'

/** A key's own word that it asks to be enrolled, as hex. */
export function signEnrolment(key: SigningKey, org: string, staffId: StaffId, kind: 'operator' | 'console'): string {
  return toHex(key.sign(enrolClaim({ org, staffId, kind, publicKey: key.publicKey })))
}

type TakeOver = NonNullable<ChangeRow<'registrar.set'>['takeOver']>

/** The body with which the recovery key makes another console settle from now on. */
export function signTakeOver(
  recovery: SigningKey,
  org: string,
  from: KeyId,
  wanted: Omit<TakeOver, 'signature'>,
  to: KeyId,
): ChangeBody<'registrar.set'> {
  const signature = toHex(recovery.sign(takeOverClaim({ org, from, ...wanted })))
  return { rows: [{ from, to, takeOver: { ...wanted, signature } }] }
}

/** The body that puts new recovery words in the place of the old ones. */
export function signRecoverySet(recovery: SigningKey, org: string, from: string): ChangeBody<'recovery.set'> {
  const { publicKey } = recovery
  return { rows: [{ from, to: publicKey, proof: toHex(recovery.sign(recoveryClaim({ org, publicKey }))) }] }
}
