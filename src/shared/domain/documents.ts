import { z } from 'zod'
import type { GuardedEdit } from './blueprint'
import { parseStaffId } from './ids'
import { parseSetupTemplate } from './setup'
import { parseExpectation } from './expectation'
import { parseReviewDocument } from './review'

const json = z.record(z.string().max(200), z.json())
export type DocumentValue = z.output<typeof json>

/** That a finding of the audit is known and stays. `reason` is about the matter, not about a person. */
const parseAcceptedFinding = z.strictObject({
  reason: z.string().min(1).max(1000),
  /** UTC ms; null: until somebody takes it back. */
  untilMs: z.number().nullable(),
  acceptedAtMs: z.number(),
  by: parseStaffId,
})

interface Collection {
  /** What a document of it must look like. INVARIANT: a shipped schema is only ever widened, since old logs replay by it. */
  readonly schema: z.ZodType
  /** Which guard decides who may write it (blueprints.md, "Guards"). */
  readonly guard: GuardedEdit
  /** What one is called in a sentence. */
  readonly name: string
}

/**
 * What an organization writes down beside its roles, people and places: JSON by collection and key. Documents are
 * changes like any other (sync.md, "Local things"); they decide nothing in the engine. They never hold a name or an
 * e-mail address of a person, who is named by id, so that a purge leaves nothing behind.
 */
export const collections = {
  expectation: { schema: parseExpectation, guard: 'grants.edit', name: 'expectation' },
  finding: { schema: parseAcceptedFinding, guard: 'console.manage', name: 'accepted finding' },
  /** Somebody said that a new permission stays as it is; by permission key. */
  decision: {
    schema: z.strictObject({ title: z.string().max(400), item: z.string().regex(/^(?:[0-9a-f]{32}|[0-9a-f]{64})$/) }),
    guard: 'grants.edit',
    name: 'decision about a new permission',
  },
  review: { schema: parseReviewDocument, guard: 'console.manage', name: 'access review' },
  setting: { schema: json, guard: 'grants.edit', name: 'organization setting' },
  template: { schema: parseSetupTemplate, guard: 'places.editTop', name: 'template' },
} as const satisfies Record<string, Collection>

export type CollectionKey = keyof typeof collections
export const collectionKeys = Object.keys(collections) as [CollectionKey, ...CollectionKey[]]

/** At most this many characters of canonical JSON in one document. */
export const documentLimit = 100_000

export interface Document {
  readonly collection: CollectionKey
  readonly key: string
  readonly value: DocumentValue
}

export const parseDocumentRow = z.strictObject({
  collection: z.enum(collectionKeys),
  key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,149}$/),
  from: json.nullable(),
  to: json.nullable(),
})

export function documentKey(collection: CollectionKey, key: string): string {
  return `${collection}/${key}`
}
