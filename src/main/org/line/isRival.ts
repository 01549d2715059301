import type { ChangeId } from '../../../shared/domain/ids'
import { takeOverClaim } from '../../../shared/domain/keyClaims'
import type { OrgState } from '../../../shared/domain/orgState'
import { listSettledAfter } from '../../store/queries/log'
import { signatureChecker } from '../keys/ed25519'
import { keyChecks } from '../keys/keyChecks'
import { readChange, readEntry, signedMessage } from '../record'
import type { SettledBytes } from '../replay'
import type { Door } from './Door'
import { sequencerAt } from './sequencerAt'

/** Whether an entry that stands against one of ours is signed by a console whose turn it was. */
export function isRival({ db, orgId }: Pick<Door, 'db' | 'orgId'>, settled: OrgState, bytes: SettledBytes): boolean {
  const rival = readEntry(bytes.entryBytes)
  if (!rival.ok) return false
  const { n, prev, by, changeId } = rival.value.record
  const ours = listSettledAfter(db, Math.max(0, n - 2), 2)
  const here = ours.find((row) => row.n === n)
  const above = ours.find((row) => row.n === n - 1)
  if (here === undefined || here.hash === rival.value.hash || prev !== (above?.hash ?? null)) return false
  const turns = [here, above].flatMap((row) => {
    const read = row === undefined ? null : readEntry(row.entryBytes)
    return read?.ok === true ? [read.value.record.by] : []
  })
  const key = settled.keys.get(by)
  const isTurn = turns.includes(by) || (key?.kind === 'console' && sequencerAt(db, settled, n) === 'hub')
  const publicKey = isTurn ? key?.publicKey : takenOverBy(orgId, settled, bytes, changeId)
  if (publicKey === undefined) return false
  return signatureChecker(publicKey)?.(signedMessage(rival.value.hash), bytes.entrySignature) === true
}

/** The console of a take-over that stands against an entry of ours: it is enrolled by that very change. */
function takenOverBy(orgId: string, settled: OrgState, bytes: SettledBytes, changeId: ChangeId): string | undefined {
  const change = readChange(bytes.changeBytes)
  if (!change.ok || change.value.id !== changeId || change.value.intent.kind !== 'registrar.set') return undefined
  const row = change.value.intent.body.rows[0]!
  if (row.takeOver === undefined) return undefined
  const { signature, ...claimed } = row.takeOver
  const claim = takeOverClaim({ org: orgId, from: row.from, ...claimed })
  const { recoveryPublicKey } = settled.settings
  return keyChecks.isSigned(recoveryPublicKey, claim, signature) ? row.takeOver.console.publicKey : undefined
}
