import { existsSync, linkSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { done, failed, type Result } from '../../shared/domain/result'
import { removeDatabase } from '../org/createOrg'
import { storeFailure, type StoreFailure } from '../store/failures'
import { fillStore } from '../store/fillStore'
import { createStore } from '../store/openStore'
import type { Replayed } from '../org/replay'
import { runAtOnce } from '../org/runInSteps'
import { readBundle, writeBundle } from './bundle'

/** Makes an org file of a bundle, whole or not at all. Without a key of this desktop in it, it opens for reading. */
export function importBundle(
  bundlePath: string,
  path: string,
): Result<{ entries: number }, StoreFailure | 'bad-bundle' | 'cancelled'> {
  if (existsSync(path)) {
    return failed('file-exists', `“${basename(path)}” exists already and was left as it is. Choose another name.`)
  }
  let bytes: Uint8Array
  try {
    bytes = readFileSync(bundlePath)
  } catch (error) {
    return storeFailure(error, bundlePath)
  }
  const fileName = basename(bundlePath)
  const bundle = readBundle(bytes, fileName)
  if (!bundle.ok) return bundle
  const partial = `${path}.partial`
  try {
    removeDatabase(partial)
    const store = createStore(partial)
    let written: Result<Replayed, 'bad-bundle'>
    try {
      written = runAtOnce(fillStore(store.db, writeBundle(bundle.value, store.db, fileName)))
    } finally {
      store.close()
    }
    if (!written.ok) return written
    linkSync(partial, path)
    return done({ entries: written.value.n })
  } catch (error) {
    return storeFailure(error, path)
  } finally {
    removeDatabase(partial)
  }
}
