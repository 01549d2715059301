import { createHash } from 'node:crypto'
import type { PersonalValue } from '../../shared/domain/change'
import type { StaffId } from '../../shared/domain/ids'

/** Where ids, salts and clocks come from: random for people, seeded for samples and tests. */
export interface Sources {
  /** `count` bytes. */
  random(count: number): Uint8Array
  /** UTC milliseconds. */
  now(): number
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** A new personal value under a fresh 16-byte salt; its hash is what the signed bytes hold (sync.md). */
export function personalValue(
  sources: Sources,
  staffId: StaffId,
  field: PersonalValue['field'],
  value: string,
): PersonalValue {
  const salt = sources.random(16)
  return { hash: hashPersonal(salt, value), staffId, field, salt: toHex(salt), value }
}

/** SHA-256(salt ‖ UTF-8 value), lower-case hex. */
export function hashPersonal(salt: Uint8Array, value: string): string {
  return createHash('sha256').update(salt).update(value, 'utf8').digest('hex')
}

/** Whether a value fits the hash that it claims. */
export function isSound({ salt, value, hash }: PersonalValue): boolean {
  return hashPersonal(Buffer.from(salt, 'hex'), value) === hash
}

export function newStaffId(sources: Sources): StaffId {
  return toHex(sources.random(16)) as StaffId
}
