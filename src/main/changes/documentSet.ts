import canonicalize from 'canonicalize'
import type { ChangeRow } from '../../shared/domain/change'
import { collections, type Document, documentKey, documentLimit } from '../../shared/domain/documents'
import { agreed, applied, firstRefusal, held, type Planning, refused, type RowVerdict } from './planning'

/** Writes down, changes or strikes one document of the organization. Two edits of one document meet as a whole. */
export function planDocumentSet(planning: Planning, row: ChangeRow<'document.set'>): RowVerdict {
  const collection = collections[row.collection]
  const refusal = firstRefusal(() => planning.authority.edit(collection.guard))
  if (refusal !== null) return refusal
  const key = documentKey(row.collection, row.key)
  const now = canonicalize(planning.state.documents.get(key)?.value ?? null)
  const wanted = canonicalize(row.to)!
  if (now === wanted) return agreed
  if (now !== canonicalize(row.from)) {
    return held('changed-meanwhile', `This ${collection.name} was changed meanwhile.`)
  }
  if (wanted.length > documentLimit) return refused('too-large', `This ${collection.name} is too large to be kept.`)
  const checked = collection.schema.safeParse(row.to)
  if (row.to !== null && !checked.success) {
    const issue = checked.error.issues[0]!
    return refused('bad-document', `This ${collection.name} cannot be kept: ${issue.path.join('.')} ${issue.message}`)
  }
  const after: Document | null = row.to === null ? null : { collection: row.collection, key: row.key, value: row.to }
  planning.put({ entity: 'document', key, after })
  return applied
}
