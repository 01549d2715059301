import type { Intent } from '../../shared/domain/change'
import type { KeyId, StaffId } from '../../shared/domain/ids'
import type { OrgState } from '../../shared/domain/orgState'
import { keyIdOf } from './keys/ed25519'

/** A key by which something must be signed. */
export interface Signer {
  readonly id: KeyId
  readonly publicKey: string
}

/** The key of an author. A revoked one still proves who signed; what it signed is refused. */
export interface AuthorKey extends Signer {
  readonly isRevoked: boolean
}

interface Signed {
  readonly key: KeyId
  readonly author: StaffId
}

/**
 * Whose signature a change must bear, in a state that it meets. Two kinds bring their keys along: the first change, and a
 * take-over with the recovery words, which is worth nothing unless the recovery key signed for these very keys.
 *
 * @returns null when the key was never enrolled or belongs to somebody else
 */
export function signerOf(state: OrgState | null, record: Signed, intent: Intent): AuthorKey | null {
  if (state === null) {
    if (intent.kind !== 'org.create') return null
    const { owner, operator } = intent.body
    return owner.staffId === record.author ? inForce(fitting(record.key, operator.publicKey)) : null
  }
  const takeOver = takeOverOf(intent)
  if (takeOver !== undefined) {
    return takeOver.staffId === record.author ? inForce(fitting(record.key, takeOver.operator.publicKey)) : null
  }
  const enrolled = state.keys.get(record.key)
  if (enrolled?.kind !== 'operator' || enrolled.staffId !== record.author) return null
  const { id, publicKey, isRevoked } = enrolled
  return id === keyIdOf(publicKey) ? { id, publicKey, isRevoked } : null
}

/**
 * The console that signed an entry, if it was its turn: the registrar, or with a hub any enrolled console. A take-over may
 * be settled by the console that takes over, and then only as `applied`: with any other verdict it was nobody's turn.
 *
 * @param by  the key that the entry names
 */
export function settlerOf(state: OrgState | null, by: KeyId, intent: Intent, verdict: string): Signer | null {
  if (state === null) return intent.kind === 'org.create' ? fitting(by, intent.body.console.publicKey) : null
  const takeOver = takeOverOf(intent)
  const arriving = takeOver === undefined || verdict !== 'applied' ? null : fitting(by, takeOver.console.publicKey)
  if (arriving !== null) return arriving
  const { registrar, sequencer } = state.settings
  const key = state.keys.get(by)
  if (key?.kind !== 'console' || key.isRevoked || (by !== registrar && sequencer !== 'hub')) return null
  return fitting(by, key.publicKey)
}

function takeOverOf(intent: Intent) {
  return intent.kind === 'registrar.set' ? intent.body.rows[0]!.takeOver : undefined
}

function fitting(id: KeyId, publicKey: string): Signer | null {
  return keyIdOf(publicKey) === id ? { id, publicKey } : null
}

function inForce(signer: Signer | null): AuthorKey | null {
  return signer === null ? null : { ...signer, isRevoked: false }
}
