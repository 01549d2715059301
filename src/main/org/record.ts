import { createHash } from 'node:crypto'
import type { ChangeRecord, EntryRecord, Greeting } from '../../shared/domain/change'
import {
  canonicalText,
  recordDomains,
  type RecordKind,
  recordReaders,
  signedMessage,
} from '../../shared/records/recordReaders'
import type { SigningKey } from './keys/ed25519'

export { signedMessage }

/** A record with its canonical bytes (RFC 8785), its id and the signature over the id. */
export interface Signed<Record> {
  readonly record: Record
  readonly bytes: Uint8Array
  /** Lower-case hex SHA-256. */
  readonly id: string
  readonly signature: Uint8Array
}

export function canonicalBytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalText(value), 'utf8')
}

export function recordId(kind: RecordKind, bytes: Uint8Array): string {
  return createHash('sha256').update(recordDomains[kind]).update(bytes).digest('hex')
}

export const { readChange, believeChange, readEntry, readGreeting } = recordReaders(recordId)

export function signRecord<Record extends ChangeRecord | EntryRecord | Greeting>(
  kind: RecordKind,
  record: Record,
  key: SigningKey,
): Signed<Record> {
  const bytes = canonicalBytes(record)
  const id = recordId(kind, bytes)
  return { record, bytes, id, signature: key.sign(signedMessage(id)) }
}
