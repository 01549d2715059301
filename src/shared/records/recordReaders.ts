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
} from '../domain/change'
import type { ChangeId } from '../domain/ids'
import { done, failed, type Result } from '../domain/result'

/** What is hashed before the bytes of a record, so that no record passes for one of another kind. */
export const recordDomains = {
  change: 'rolecall/change/1\n',
  entry: 'rolecall/entry/1\n',
  greeting: 'rolecall/greeting/1\n',
} as const

export type RecordKind = keyof typeof recordDomains

/** What a signature covers: the domain and the id, never the bytes again. */
export function signedMessage(id: string): string {
  return `rolecall/signature/1\n${id}`
}

/** Canonical JSON (RFC 8785). */
export function canonicalText(value: unknown): string {
  return canonicalize(value)!
}

/** The value of canonical bytes; undefined for anything that is not exactly what we would write. */
export function readCanonical(bytes: Uint8Array): unknown {
  try {
    // Strict UTF-8: equal texts are equal bytes.
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    return canonicalText(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export interface RecordReaders {
  readChange(
    bytes: Uint8Array,
  ): Result<{ id: ChangeId; record: ChangeRecord; intent: Intent }, 'bad-change' | 'unknown-kind'>
  /**
   * The same of a file that is believed: neither the canonical form nor the id is made again. Of `rows` only those that
   * are wanted are read.
   */
  believeChange(
    bytes: Uint8Array,
    wants?: (row: { readonly staffId?: unknown }) => boolean,
  ): Result<{ record: ChangeRecord; intent: Intent }, 'bad-change' | 'unknown-kind'>
  readEntry(bytes: Uint8Array): Result<{ hash: string; record: EntryRecord }, 'bad-entry'>
  readGreeting(bytes: Uint8Array): Result<{ id: string; record: Greeting }, 'bad-greeting'>
}

/**
 * Reads records back from their canonical bytes. Runs in Node and in a browser: `idOf` brings the SHA-256.
 *
 * @param idOf  lower-case hex SHA-256 of the kind's domain and the bytes
 */
export function recordReaders(idOf: (kind: RecordKind, bytes: Uint8Array) => string): RecordReaders {
  return {
    readChange: (bytes) => {
      const value = readCanonical(bytes)
      if (value === undefined) return failed('bad-change', 'The bytes are not canonical JSON.')
      const change = parseChange(value)
      return change.ok ? done({ id: idOf('change', bytes) as ChangeId, ...change.value }) : change
    },
    believeChange: (bytes, wants) => {
      const value = JSON.parse(utf8.decode(bytes)) as { body?: { rows?: unknown } }
      const rows = value.body?.rows
      if (wants !== undefined && Array.isArray(rows)) value.body = { ...value.body, rows: rows.filter(wants) }
      return parseChange(value)
    },
    readEntry: (bytes) => {
      const value = readCanonical(bytes)
      if (value === undefined) return failed('bad-entry', 'The bytes are not canonical JSON.')
      const record = parseEntryRecord.safeParse(value)
      if (!record.success) return failed('bad-entry', `The record is not an entry: ${record.error.issues[0]?.message}.`)
      return done({ hash: idOf('entry', bytes), record: record.data })
    },
    readGreeting: (bytes) => {
      const record = parseGreeting.safeParse(readCanonical(bytes))
      if (!record.success) return failed('bad-greeting', 'The bytes are no greeting of a console.')
      return done({ id: idOf('greeting', bytes), record: record.data })
    },
  }
}

function parseChange(value: unknown): Result<{ record: ChangeRecord; intent: Intent }, 'bad-change' | 'unknown-kind'> {
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
  return done({ record: record.data, intent: { kind, body: body.data } as Intent })
}
