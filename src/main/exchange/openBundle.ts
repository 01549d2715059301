import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { done, type Result } from '../../shared/domain/result'
import { fillStore } from '../store/fillStore'
import { createMemoryStore } from '../store/openStore'
import { storeFailure, type StoreFailure } from '../store/failures'
import { openOrg } from '../org/openOrg'
import type { Org } from '../org/Org'
import type { Sources } from '../org/personalValues'
import { readBundle, writeBundle } from './bundle'

/** Opens an exported bundle for reading, without an identity, on any machine. Every hash and signature is checked first. */
export function openBundle(path: string, sources: Sources): Result<Org, StoreFailure | 'bad-bundle' | 'cancelled'> {
  const fileName = basename(path)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return storeFailure(error, path)
  }
  const bundle = readBundle(bytes, fileName)
  if (!bundle.ok) return bundle
  const store = createMemoryStore(path)
  const written = fillStore(store.db, () => writeBundle(bundle.value, store.db, fileName))
  if (!written.ok) {
    store.close()
    return written
  }
  const { orgId, state, rules } = written.value
  const readOnlyBecause = `This is an export of ${bundle.value.exportedAt.slice(0, 10)}, opened for reading only.`
  return done(openOrg({ store, kind: 'bundle', orgId, state, rules, identity: null, readOnlyBecause, sources }))
}
