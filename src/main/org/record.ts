import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import {
  changeBodies,
  type ChangeKind,
  type ChangeRecord,
  type EntryRecord,
  type Greeting,
  type Intent,
  parseChangeRecord,
  parseEntryRecord,
  parseGreeting,
} from '../../shared/domain/change'
import type { ChangeId } from '../../shared/domain/ids'
import { done, failed, type Result } from '../../shared/domain/result'
import type { SigningKey } from './keys/ed25519'

/** A record with its canonical bytes (RFC 8785), its id and the signature over the id. */
export interface Signed<Record> {
  readonly record: Record
  readonly bytes: Uint8Array
  /** Lower-case hex SHA-256. */
  readonly id: string
  readonly signature: Uint8Array
}

const domains = {
  change: 'rolecall/change/1\n',
  entry: 'rolecall/entry/1\n',
  greeting: 'rolecall/greeting/1\n',
} as const

export function canonicalBytes(value: unknown): Uint8Array {
  return Buffer.from(canonicalize(value)!, 'utf8')
}

export function recordId(kind: keyof typeof domains, bytes: Uint8Array): string {
  return createHash('sha256').update(domains[kind]).update(bytes).digest('hex')
}

/** What a signature covers: the domain and the id, never the bytes again. */
export function signedMessage(id: string): string {
  return `rolecall/signature/1\n${id}`
}

export function signRecord<Record extends ChangeRecord | EntryRecord | Greeting>(
  kind: keyof typeof domains,
  record: Record,
  key: SigningKey,
): Signed<Record> {
  const bytes = canonicalBytes(record)
  const id = recordId(kind, bytes)
  return { record, bytes, id, signature: key.sign(signedMessage(id)) }
}

/** Reads canonical bytes back; anything that is not exactly what we would write is refused. */
function readCanonical(bytes: Uint8Array): unknown {
  const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
  return Buffer.compare(canonicalBytes(value), bytes) === 0 ? value : undefined
}

export function readChange(
  bytes: Uint8Array,
): Result<{ id: ChangeId; record: ChangeRecord; intent: Intent }, 'bad-change' | 'unknown-kind'> {
  const value = parsed(bytes)
  if (value === undefined) return failed('bad-change', 'The bytes are not canonical JSON.')
  const record = parseChangeRecord.safeParse(value)
  if (!record.success) return failed('bad-change', `The record is not a change: ${record.error.issues[0]?.message}.`)
  const kind = record.data.kind
  if (!(kind in changeBodies))
    return failed('unknown-kind', `“${kind}” is no kind of change that this Rolecall knows. Update Rolecall.`)
  const body = changeBodies[kind as ChangeKind].safeParse(record.data.body)
  if (!body.success) {
    const issue = body.error.issues[0]
    return failed('bad-change', `The body of ${kind} is wrong at ${issue?.path.join('.')}: ${issue?.message}.`)
  }
  const intent = { kind, body: body.data } as Intent
  return done({ id: recordId('change', bytes) as ChangeId, record: record.data, intent })
}

export function readEntry(bytes: Uint8Array): Result<{ hash: string; record: EntryRecord }, 'bad-entry'> {
  const value = parsed(bytes)
  if (value === undefined) return failed('bad-entry', 'The bytes are not canonical JSON.')
  const record = parseEntryRecord.safeParse(value)
  if (!record.success) return failed('bad-entry', `The record is not an entry: ${record.error.issues[0]?.message}.`)
  return done({ hash: recordId('entry', bytes), record: record.data })
}

export function readGreeting(bytes: Uint8Array): Result<{ id: string; record: Greeting }, 'bad-greeting'> {
  const value = parsed(bytes)
  const record = parseGreeting.safeParse(value)
  if (!record.success) return failed('bad-greeting', 'The bytes are no greeting of a console.')
  return done({ id: recordId('greeting', bytes), record: record.data })
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return readCanonical(bytes)
  } catch {
    return undefined
  }
}
