import Database from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import type { Bundle } from '../../../src/main/exchange/bundle'

/** The tables that the log leads to (`compareTables.ts`). */
const tables = [
  'org',
  'enrolled_key',
  'staff',
  'assignment',
  'personal_grant',
  'place',
  'role_grant',
  'switch',
  'document',
  'inbox_item',
  'change_staff',
]

/** What an exported organization says, without what no two desktops share. */
export interface Told {
  /** Kinds of settled changes, in their order. */
  readonly kinds: readonly string[]
  /** Each settled change: who, what, and how it ended. */
  readonly changes: readonly unknown[]
  /** The personal values that are left, as sentences. */
  readonly personal: readonly string[]
  /** The rows of every log-born table, as JSON. */
  readonly tables: Readonly<Record<string, readonly string[]>>
}

/**
 * Reads an organization's file and its bundle for comparison with another desktop's. Replaced are only
 * - ids of people and personal hashes: by whose e-mail address or which value they are; purged ones by their order,
 * - ids of changes: by their number in the line,
 * - keys, signatures and hashes of 64 or 128 digits: by one word each,
 * - the instants at which things were done. An end that somebody chose stays.
 * Rows of one change stand in no order of their own (they go by id), so they are sorted.
 */
export function tellOrg(file: string, bundleFile: string): Told {
  const bundle = JSON.parse(readFileSync(bundleFile, 'utf8')) as Bundle
  const word = new Map<string, string>()
  for (const { hash, staffId, field, value } of bundle.personal) {
    word.set(hash, `${field} ${value}`)
    // Of several addresses the alphabetically first: both desktops hold the same ones.
    const known = word.get(staffId)
    const now = `person ${value}`
    if (field === 'email' && (known === undefined || now < known)) word.set(staffId, now)
  }
  const log = bundle.log.map(({ change, entry }) => ({
    change: JSON.parse(change) as { kind: string; author: string; body: unknown },
    entry: JSON.parse(entry) as { n: number; changeId: string; verdict: unknown },
  }))
  for (const { entry } of log) word.set(entry.changeId, `change ${entry.n}`)
  let unknown = 0
  const wordOf = (text: string) => {
    if (/^([0-9a-f]{64}|[0-9a-f]{128})$/.test(text)) return word.get(text) ?? 'a hash'
    if (!/^[0-9a-f]{32}$/.test(text)) return text
    const found = word.get(text) ?? `somebody purged ${(unknown += 1)}`
    word.set(text, found)
    return found
  }
  const tell = (value: unknown): unknown => {
    if (typeof value === 'string') return wordOf(value)
    if (Array.isArray(value)) return value.map(tell)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !/_at_ms$|AtMs$/.test(key))
        .map(([key, inner]) => {
          const told = tell(inner)
          return [wordOf(key), key === 'rows' && Array.isArray(told) ? told.map(inOrder).toSorted() : told]
        }),
    )
  }
  const changes = log.map(({ change: { kind, author, body }, entry: { verdict } }) =>
    tell({ kind, author, body, verdict }),
  )
  return {
    kinds: log.map(({ change }) => change.kind),
    changes,
    personal: bundle.personal.map(({ hash, staffId }) => `${wordOf(staffId)}: ${wordOf(hash)}`).toSorted(),
    tables: readTables(file, (row) => JSON.stringify(tell(row))),
  }
}

function readTables(file: string, tell: (row: unknown) => string): Record<string, string[]> {
  const db = new Database(file, { readonly: true })
  try {
    return Object.fromEntries(
      tables.map((table) => [table, db.prepare(`SELECT * FROM ${table}`).all().map(tell).toSorted()]),
    )
  } finally {
    db.close()
  }
}

const inOrder = (row: unknown) => JSON.stringify(row)
