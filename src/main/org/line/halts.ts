import { rulesVersion } from '../../../shared/domain/change'
import type { KeyId } from '../../../shared/domain/ids'
import type { WritableDb } from '../../store/database'
import { readHalt, writeHalt } from '../../store/queries/overlay'
import type { Door } from './Door'
import type { Halt } from './Line'

/** Why the line goes no further here; null while it goes on. */
export function haltOf({ db, identity }: Pick<Door, 'db' | 'identity'>): Halt | null {
  const kept = readHalt(db)
  if (kept === null) return null
  const read = JSON.parse(kept) as Halt
  // Whoever was enrolled anew signs under a key that no other file has.
  const isEnrolledAnew = identity !== null && read.keys?.includes(identity.operator.id) === false
  return (read.code === 'newer-rules' && read.rules < rulesVersion) || isEnrolledAnew ? null : read
}

export function stopIn(target: WritableDb, why: Omit<Halt, 'rules'>): void {
  writeHalt(target, JSON.stringify({ ...why, rules: rulesVersion }))
}

/** Another file goes on under a key of this desktop. What is halted for a worse reason stays so. */
export function stopAsCopy(target: WritableDb, n: number, key: KeyId): void {
  const kept = readHalt(target)
  const before = kept === null ? null : (JSON.parse(kept) as Halt)
  if (before !== null && (before.code !== 'copied-file' || before.keys?.includes(key) !== false)) return
  stopIn(target, { ...copied(n), keys: [...(before?.keys ?? []), key] })
}

function copied(n: number): Omit<Halt, 'rules'> {
  return {
    code: 'copied-file',
    text: 'This file is a copy or a restored backup: another file goes on under the same key. It is open for reading only; enrol this desktop anew to make changes.',
    n,
  }
}
