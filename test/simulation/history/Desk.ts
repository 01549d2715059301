import type { StaffId } from '../../../src/shared/domain/ids'
import type { SigningKey } from '../../../src/main/org/keys/ed25519'
import type { Org } from '../../../src/main/org/Org'
import type { Place } from '../memoryPlace'
import type { PooledDatabase } from './takeDatabase'

interface Asked {
  readonly staffId: StaffId
  readonly operator: SigningKey
  readonly console: SigningKey
}

/** A desktop of a history: somebody who edits, their keys, and their file. */
export interface Desk {
  readonly number: number
  staffId: StaffId
  consoleKey: SigningKey
  operator: SigningKey
  /** Every console key that lies here. */
  readonly consoles: SigningKey[]
  readonly skewMs: number
  /** Where it meets others. */
  readonly places: readonly Place[]
  /** Keys for which it asks, until they are enrolled. */
  asked: Asked | null
  /** Every operator key that ever lay here. */
  readonly held: Set<string>
  /** Why nothing is signed in its file: a backup that was restored. */
  readOnlyBecause: string | null
  /** A file that was copied to a desktop that has no key yet. */
  isForeign: boolean
  /** A backup of its file lies beside it. */
  hasBackup: boolean
  /** Taken for lost while somebody took over; it is found at the end. */
  isLost: boolean
  /** The whole computer went back, unnoticed. */
  hasGoneBack: boolean
  /** Changes of its operator that went with that, by id. */
  forgotten: readonly string[]
  /** It had settled what nobody else had, and stopped. */
  isOut: boolean
  readonly database: PooledDatabase
  org: Org
  /** What fails at the n-th write from now, if anything. */
  trap: { writes: number; error: Error } | null
  /** What fails once the next transaction is committed, if anything. */
  afterCommit: Error | null
}

export const newDesk = {
  asked: null,
  readOnlyBecause: null,
  isForeign: false,
  hasBackup: false,
  isLost: false,
  hasGoneBack: false,
  forgotten: [],
  isOut: false,
  trap: null,
  afterCommit: null,
}

/** Those that end alike: neither stopped nor without keys. */
export function atWork(desks: readonly Desk[]): Desk[] {
  return desks.filter(({ isOut, isForeign }) => !isOut && !isForeign)
}
