import { countRows, type EntryRecord, type Intent } from '../domain/change'
import { takeOverClaim } from '../domain/keyClaims'
import { appliedPart, rowOutcomes } from '../records/outcomes'
import { signedMessage } from '../records/recordReaders'
import { fromHex } from './fromHex'
import type { Primitives } from './primitives'

interface Key {
  readonly publicKey: string
  readonly kind: 'operator' | 'console'
  /** The entry that took it back. */
  revokedAt?: number
}

/** The keys of an organization as its chain brings and takes them, and whose turn it is to settle. */
export interface ChainKeys {
  find(key: string): Readonly<Key> | undefined
  isSignedBy(key: string, kind: Key['kind'], id: string, signature: string): boolean
  /** Whether it was this console's turn to settle the next entry (sync.md). */
  maySettle(by: string): boolean
  /** Follows an applied change that brings or takes keys. */
  take(intent: Intent, entry: EntryRecord): void
  /** A key that wrote twice was frozen. */
  freeze(key: string, n: number): void
  /** Takes over with the recovery words, before its own entry is checked; false when the words did not sign that. */
  takeOver(intent: Intent, entry: EntryRecord): boolean
}

export function chainKeys({ sha256, signatureChecker }: Primitives, org: string): ChainKeys {
  const keys = new Map<string, Key>()
  const checkers = new Map<string, ReturnType<Primitives['signatureChecker']>>()
  let registrar = ''
  let isHub = false
  let recovery = ''

  const idOf = (publicKey: string) => sha256(fromHex(publicKey))
  const add = (publicKey: string, kind: Key['kind']) => {
    const id = idOf(publicKey)
    // A key serves once: nothing brings back what was revoked.
    if (!keys.has(id)) keys.set(id, { publicKey, kind })
  }
  const revoke = (id: string, n: number) => {
    const key = keys.get(id)
    if (key !== undefined) key.revokedAt ??= n
  }
  const checkerOf = (publicKey: string) => {
    if (!checkers.has(publicKey)) checkers.set(publicKey, signatureChecker(publicKey))
    return checkers.get(publicKey)!
  }

  return {
    find: (key) => keys.get(key),
    isSignedBy: (key, kind, id, signature) => {
      const known = keys.get(key)
      if (known?.kind !== kind) return false
      return checkerOf(known.publicKey)?.(signedMessage(id), fromHex(signature)) === true
    },
    maySettle: (by) => {
      const key = keys.get(by)
      return key?.kind === 'console' && key.revokedAt === undefined && (by === registrar || isHub)
    },
    take: (intent, entry) => {
      if (intent.kind === 'org.create') {
        add(intent.body.operator.publicKey, 'operator')
        add(intent.body.console.publicKey, 'console')
        registrar = idOf(intent.body.console.publicKey)
        recovery = intent.body.recovery.publicKey
        return
      }
      const applied = appliedPart(intent, rowOutcomes(entry, countRows(intent)))
      if (applied === null) return
      if (applied.kind === 'key.enroll') for (const row of applied.body.rows) add(row.to.publicKey, row.to.kind)
      else if (applied.kind === 'key.revoke') for (const row of applied.body.rows) revoke(row.key, entry.n)
      else if (applied.kind === 'registrar.set') for (const row of applied.body.rows) registrar = row.to
      else if (applied.kind === 'recovery.set') for (const row of applied.body.rows) recovery = row.to
      else if (applied.kind === 'sequencer.set') for (const row of applied.body.rows) isHub = row.to === 'hub'
    },
    freeze: revoke,
    takeOver: (intent, entry) => {
      if (intent.kind !== 'registrar.set' || entry.verdict !== 'applied') return true
      const row = intent.body.rows[0]!
      if (row.takeOver === undefined) return true
      const { staffId, console, operator, revokes, signature } = row.takeOver
      const claim = takeOverClaim({ org, from: row.from, staffId, console, operator, revokes })
      if (checkerOf(recovery)?.(claim, fromHex(signature)) !== true || idOf(console.publicKey) !== row.to) return false
      for (const key of revokes) revoke(key, entry.n)
      add(console.publicKey, 'console')
      add(operator.publicKey, 'operator')
      registrar = row.to
      return true
    },
  }
}
