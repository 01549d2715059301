import type { KeyId } from '../../../shared/domain/ids'
import type { OrgState } from '../../../shared/domain/orgState'
import { done, type Result } from '../../../shared/domain/result'
import { isSettled } from '../../store/queries/log'
import { hasProposal, type ProposalRow, writeProposal } from '../../store/queries/proposals'
import { signatureChecker } from '../keys/ed25519'
import { readChange, signedMessage } from '../record'
import { signerOf } from '../signers'
import type { Door } from './Door'
import { stopAsCopy } from './halts'
import type { LineFailure, Received } from './Line'
import { proposalRow } from './overlay'

/** A change larger than this is nobody's: a thousand rows are well below. */
const changeLimit = 4_000_000

/** Keeps changes of others that wait. `state` is what is settled: it says whose key is whose. */
export function receiveChanges(
  door: Door,
  state: OrgState,
  proposals: readonly { readonly bytes: Uint8Array; readonly signature: Uint8Array }[],
): Result<Received, LineFailure> {
  const { db } = door
  let known = 0
  let ignored = 0
  let isFinal = true
  const copiedKeys = new Set<KeyId>()
  const fresh: ProposalRow[] = []
  for (const { bytes, signature } of proposals) {
    const change = bytes.length > changeLimit ? null : readChange(bytes)
    if (change === null || !change.ok || change.value.record.org !== door.orgId) {
      // A kind that a newer Rolecall knows is kept by whoever knows it, and read again once this one does.
      if (change?.ok === false && change.error.code === 'unknown-kind') isFinal = false
      ignored += 1
      continue
    }
    const { record, intent, id } = change.value
    if (isSettled(db, id) || hasProposal(db, id)) {
      known += 1
      continue
    }
    // A take-over is settled by the console that takes over, and by nobody else.
    const isTakeOver = intent.kind === 'registrar.set' && intent.body.rows[0]?.takeOver !== undefined
    const signer = isTakeOver ? null : signerOf(state, record, intent)
    if (signer === null && !isTakeOver) isFinal = false
    if (signer === null || signatureChecker(signer.publicKey)?.(signedMessage(id), signature) !== true) {
      ignored += 1
      continue
    }
    if (door.holdsKey(record.key)) copiedKeys.add(record.key)
    // Kept all the same: once enrolled anew this desktop may be the one that settles it.
    fresh.push(proposalRow({ ...change.value, bytes, signature }, false, door.now(), null))
  }
  if (fresh.length > 0 || copiedKeys.size > 0) {
    door.note((target) => {
      for (const row of fresh) writeProposal(target, row)
      for (const key of copiedKeys) stopAsCopy(target, door.headNumber(), key)
    })
  }
  return done({ kept: fresh.length, known, ignored, isFinal })
}
